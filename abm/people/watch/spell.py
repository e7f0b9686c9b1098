"""Spells: nights that follow each other in which a person's place, wait and care stay the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum

from abm.people.watch.night import Delay, Night
from abm.vocabulary import Payer, Service, Setting


class Phase(IntEnum):
    """Where a person is, and in a bed whether they need it."""

    NOT_YET_65 = 0
    HOME = 1
    HOME_WITH_CARE = 2
    REABLEMENT = 3
    FRONT_DOOR = 4
    NEEDS_BED = 5
    READY_UNDECLARED = 6
    """Truly needs the bed no longer, but the ward has not declared it."""
    DELAYED = 7
    """Declared ready, and counted by the national return as waiting."""
    LEAVING = 8
    """Declared ready, with nothing to wait for."""
    CARE_HOME = 9
    DEAD = 10


@dataclass(frozen=True)
class Standing:
    """What stays the same in a spell."""

    phase: Phase
    setting: Setting
    delay: Delay | None
    waits_for: Service | None
    """At home: the service whose queue they stand in. In a bed it is in the delay."""
    hours: int
    """Hours a week of home care that come to them."""
    payer: Payer
    """Who pays for the home care or the care home."""


@dataclass(frozen=True)
class Spell:
    """Nights in a row of one standing."""

    first_day: int
    last_day: int
    """The last day of it."""
    standing: Standing
    first_night: Night

    @property
    def nights(self) -> int:
        """How many."""
        return self.last_day - self.first_day + 1


def phase_of(night: Night) -> Phase:
    """The phase of one night."""
    if night.is_in_bed:
        return _phase_in_bed(night)
    if night.setting == Setting.HOME:
        if night.in_reablement:
            return Phase.REABLEMENT
        return Phase.HOME_WITH_CARE if night.hours > 0 else Phase.HOME
    return {
        Setting.NOT_YET_65: Phase.NOT_YET_65,
        Setting.TROLLEY: Phase.FRONT_DOOR,
        Setting.RESIDENTIAL_HOME: Phase.CARE_HOME,
        Setting.NURSING_HOME: Phase.CARE_HOME,
        Setting.DEAD: Phase.DEAD,
    }[night.setting]


def _phase_in_bed(night: Night) -> Phase:
    if night.delay is not None:
        return Phase.DELAYED
    if night.day >= night.declared_day:
        return Phase.LEAVING
    return Phase.READY_UNDECLARED if night.day >= night.ready_day else Phase.NEEDS_BED


def standing_of(night: Night) -> Standing:
    """What a spell is told by."""
    phase = phase_of(night)
    at_home = night.setting == Setting.HOME
    pays = phase == Phase.CARE_HOME or (at_home and night.hours > 0)
    return Standing(
        phase=phase,
        setting=night.setting,
        delay=night.delay,
        waits_for=night.waits_for if at_home else None,
        hours=night.hours if at_home else 0,
        payer=night.payer if pays else Payer.NOBODY,
    )


def spells_of(nights: Iterable[Night]) -> list[Spell]:
    """Nights that follow each other without a gap, as spells that tile them."""
    spells: list[Spell] = []
    for night in nights:
        standing = standing_of(night)
        if spells and spells[-1].standing == standing:
            spells[-1] = replace(spells[-1], last_day=night.day)
        else:
            spells.append(Spell(night.day, night.day, standing, night))
    return spells
