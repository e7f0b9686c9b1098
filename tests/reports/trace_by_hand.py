"""A short life made by hand, in words that a test can know beforehand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from abm.people.pathway import Stage, Step
from abm.people.watch.happening import Happening, Kind
from abm.people.watch.life import Life
from abm.people.watch.night import Delay, Night
from abm.people.watch.spell import spells_of
from abm.runs.trace import Bodies, Found, Trace, Way
from abm.scenario.scenario import Scenario
from abm.vocabulary import Body, Destination, Frailty, Payer, Reason, Setting

READY = 10
WAITED = 23
HOSPITAL = "Old <b>Infirmary</b>"


def night(day: int, **changes: Any) -> Night:
    """A night at home without care, but for what is said."""
    plain = Night(
        day=day,
        setting=Setting.HOME,
        lives_in=Setting.HOME,
        stage=Stage.SETTLED,
        step=Step.NHS_ASSESSMENT,
        destination=Destination.HOME,
        waits_for=None,
        joined_day=0,
        delay=None,
        frailty=Frailty.MODERATE,
        cognition_impaired=False,
        age=84,
        lives_alone=True,
        has_carer=False,
        across_line=False,
        direct_payment=False,
        known_to_team=False,
        need_found=False,
        hours=0,
        held=False,
        lapsed=0,
        wanted=0,
        unmet_hours=0,
        in_reablement=False,
        care_day=0,
        two_week_check=False,
        payer=Payer.NOBODY,
        next_payer=Payer.NOBODY,
        admitted_day=0,
        ready_day=0,
        declared_day=0,
        asked_day=0,
        episodes=0,
        units=0,
        replans=0,
        requests=0,
    )
    return replace(plain, **changes)


def in_bed(day: int, **changes: Any) -> Night:
    """A night in an acute bed, ready and declared on day 10 and waiting for care at home."""
    waits = day >= READY
    bed = {
        "setting": Setting.ACUTE_BED,
        "destination": Destination.HOME_CARE,
        "admitted_day": 5,
        "ready_day": READY,
        "declared_day": READY,
        "next_payer": Payer.COUNCIL,
        "delay": Delay(Reason.HOME_PACKAGE, Body.SOCIAL_CARE) if waits else None,
    }
    return night(day, **{**bed, **changes})


def happened(kind: Kind, before: Night, after: Night, **known: Any) -> Happening:
    return Happening(after.day, kind, before, after, **known)


def life() -> Life:
    """Home, five nights of illness, 23 of waiting, and home with care."""
    end = READY + WAITED
    nights = [
        *(night(day) for day in range(5)),
        *(in_bed(day) for day in range(5, end)),
        *(night(day, hours=9, payer=Payer.COUNCIL) for day in range(end, end + 10)),
    ]
    told = [
        happened(Kind.CRISIS_TO_HOSPITAL, nights[4], nights[5], both_records=False),
        happened(Kind.DECLARED, nights[READY - 1], nights[READY]),
        happened(Kind.FRAILER, nights[19], replace(nights[20], frailty=Frailty.SEVERE)),
        happened(Kind.PACKAGE_STARTED, nights[end - 1], nights[end]),
    ]
    return Life(tuple(nights), tuple(spells_of(nights)), tuple(told))


BODIES = Bodies(
    council="Northshire",
    practice="P00007",
    practice_council="Southtown",
    hospital=HOSPITAL,
    discharge_team=3,
    community_trust="Northshire Community",
    commissioners=("Northshire PCT",) * 12,
)


def by_hand(name: str = "bill_2011") -> Trace:
    """The life under two scenarios alike, the second one of the given name."""
    scenario = Scenario.load("bill_2011")
    other = replace_name(scenario, name)
    found = Found("waited", "whoever waited longest", 1, 20)
    return Trace(42, 7, found, (Way(scenario, life(), BODIES), Way(other, life(), BODIES)))


def replace_name(scenario: Scenario, name: str) -> Scenario:
    return Scenario.from_dict({"name": name, "extends": "bill_2011"}) if name != scenario.name else scenario
