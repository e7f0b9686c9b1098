"""Where two ways of the same person part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from abm.people.watch.happening import Kind
from abm.people.watch.spell import Spell, standing_of

if TYPE_CHECKING:
    from abm.people.watch.happening import Happening
    from abm.people.watch.life import Life


@dataclass(frozen=True)
class Parting:
    """The first differences between a person's way under one scenario and under another."""

    day: int | None
    """The first day on which something else happens, or is decided knowing more or less."""
    happened: tuple[tuple[Happening, ...], tuple[Happening, ...]]
    """What happens on that day, under the one and under the other."""
    decisions: tuple[Happening | None, Happening | None]
    """The first decision of a team or council that differs; None for a side on which nothing more is decided."""
    night: int | None
    """The first day after which they are elsewhere, wait for something else, or have other care."""
    spells: tuple[Spell, Spell] | None
    """How they are from then on, under the one and under the other."""

    @property
    def is_none(self) -> bool:
        """Whether nothing differs on the days that both runs have."""
        return self.day is None and self.night is None


def parting_of(one: Life, other: Life) -> Parting:
    """Hold one way against another, on the days that both runs have."""
    night = next(
        (
            first.day
            for first, second in zip(one.nights, other.nights, strict=False)
            if standing_of(first) != standing_of(second)
        ),
        None,
    )
    last = min(life.nights[-1].day for life in (one, other))
    first = _first_difference(*([each for each in life.happenings if each.day <= last] for life in (one, other)))
    day = min((each.day for each in first if each is not None), default=None)
    return Parting(
        day=day,
        happened=(_happened_on(one, day), _happened_on(other, day)),
        decisions=_first_difference(*(_decisions(life, last) for life in (one, other))),
        night=night,
        spells=None if night is None else (_spell_on(one, night), _spell_on(other, night)),
    )


def _first_difference(
    one: Sequence[Happening], other: Sequence[Happening]
) -> tuple[Happening | None, Happening | None]:
    for first, second in zip_longest(one, other):
        if first is None or second is None or _told_by(first) != _told_by(second):
            return first, second
    return None, None


def _happened_on(life: Life, day: int | None) -> tuple[Happening, ...]:
    return tuple(happening for happening in life.happenings if happening.day == day)


def _decisions(life: Life, last_day: int) -> list[Happening]:
    """What teams and councils decided up to a day."""
    return [each for each in life.happenings if each.both_records is not None and each.day <= last_day]


def _told_by(happening: Happening) -> tuple[Any, ...]:
    """What two happenings must share to be the same; of a team's decision not what the council made of it later."""
    after = happening.after
    same = (happening.day, happening.kind, happening.both_records)
    if happening.kind == Kind.REFERRED:
        return *same, happening.chosen, happening.threshold
    return *same, after.destination, after.next_payer, after.payer, after.hours


def _spell_on(life: Life, day: int) -> Spell:
    return next(spell for spell in life.spells if spell.last_day >= day)
