"""A person as they are on one night, read from the engine's record into plain words and frozen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from abm.people.pathway import Stage, Step
from abm.people.person import (
    ACROSS_LINE,
    DIRECT_PAYMENT,
    FUNDS_CARE_HOME,
    FUNDS_HOME_CARE,
    HAS_CARER,
    KNOWN_TO_TEAM,
    LIVES_ALONE,
    NEED_FOUND,
    NOBODY,
)
from abm.people.rules import Rules
from abm.people.twin.needs import unmet_hours
from abm.people.twin.neighbourhood import Neighbourhood
from abm.people.twin.person import Person
from abm.people.twin.queue import Queue
from abm.people.twin.rapid_response import RapidResponse
from abm.people.twin.stocks import reason_and_body
from abm.randomness import who_has
from abm.vocabulary import Body, Destination, Frailty, Payer, Reason, Service, Setting

NO_QUEUE = -1
"""What is noted as the service waited for of those who stand in no queue."""


@dataclass(frozen=True)
class Delay:
    """Why a person who has been declared ready is still in an NHS bed, and whom that is put down to."""

    reason: Reason
    body: Body


@dataclass(frozen=True)
class Night:
    """What is true of a person at midnight at the end of a day."""

    day: int
    setting: Setting
    lives_in: Setting
    """Where they live, wherever they are tonight."""
    stage: Stage
    step: Step
    destination: Destination
    waits_for: Service | None
    """The service in whose queue they stand."""
    joined_day: int
    """When they joined that queue, or the last one."""
    delay: Delay | None
    """As the national return counts it tonight."""
    frailty: Frailty
    cognition_impaired: bool
    age: int
    lives_alone: bool
    has_carer: bool
    across_line: bool
    direct_payment: bool
    known_to_team: bool
    need_found: bool
    hours: int
    """Hours a week of home care, held ones among them."""
    held: bool
    lapsed: int
    wanted: int
    unmet_hours: int
    """Whole hours a week of need at home that no service meets; nil elsewhere."""
    in_reablement: bool
    care_day: int
    """When their care is looked at again, or a held package lapses."""
    two_week_check: bool
    """Whether that is the look two weeks after a start."""
    payer: Payer
    next_payer: Payer
    admitted_day: int
    ready_day: int
    declared_day: int
    asked_day: int
    episodes: int
    units: int
    replans: int
    requests: int

    @property
    def is_in_bed(self) -> bool:
        """Whether they are in an NHS bed."""
        return self.setting in (Setting.ACUTE_BED, Setting.COMMUNITY_BED)

    @property
    def is_alive(self) -> bool:
        """Whether they are 65 or over, and alive."""
        return self.setting not in (Setting.NOT_YET_65, Setting.DEAD)


def plain_person(record: np.void, decisions: dict[str, float], service: int, seed: int) -> Person:
    """A person of the plain twin, from a PERSON record, what is decided for them and the service they queue for.

    ``seed``: of the run, as draws are made again from it.
    """
    neighbourhood = Neighbourhood(queues={}, rapid_response=RapidResponse())
    neighbourhood.take_decisions(decisions)
    traits, known = int(record["traits"]), int(record["known"])
    return Person(
        key=who_has(int(record["luck"]), seed),
        neighbourhood=neighbourhood,
        practice=int(record["practice"]),
        across_line=bool(traits & ACROSS_LINE),
        birth_day=int(record["birth_day"]),
        frailty=Frailty(record["frailty"]),
        cognition_impaired=bool(record["cognition"]),
        lives_alone=bool(traits & LIVES_ALONE),
        has_carer=bool(traits & HAS_CARER),
        funds_care_home=bool(traits & FUNDS_CARE_HOME),
        funds_home_care=bool(traits & FUNDS_HOME_CARE),
        need_factor=float(record["need_factor"]),
        acute_need=float(record["acute_need"]),
        setting=Setting(record["setting"]),
        origin=Setting(record["origin"]),
        stage=Stage(record["stage"]),
        step=Step(record["step"]),
        destination=Destination(record["destination"]),
        queue=None if service == NO_QUEUE else Queue(number=NOBODY, service=Service(service), key=0),
        joined_day=int(record["joined_day"]),
        asked_day=int(record["asked_day"]),
        admitted_day=int(record["admitted_day"]),
        ready_day=int(record["ready_day"]),
        declared_day=int(record["declared_day"]),
        payer=Payer(record["payer"]),
        next_payer=Payer(record["next_payer"]),
        hours=int(record["hours"]),
        wanted=int(record["wanted"]),
        lapsed=int(record["lapsed"]),
        held=bool(record["held"]),
        direct_payment=bool(traits & DIRECT_PAYMENT),
        in_reablement=bool(record["in_reablement"]),
        care_day=int(record["care_day"]),
        two_week_check=bool(record["two_week_check"]),
        known_to_team=bool(known & KNOWN_TO_TEAM),
        need_found=bool(known & NEED_FOUND),
        episodes=int(record["episodes"]),
        units=int(record["units"]),
        replans=int(record["replans"]),
        requests=int(record["requests"]),
    )


def night_of(rules: Rules, person: Person, day: int) -> Night:
    """How a plain person is at the end of a day."""
    why = reason_and_body(person) if person.is_in_bed and day >= person.declared_day else None
    return Night(
        day=day,
        setting=person.setting,
        lives_in=person.lives_in,
        stage=person.stage,
        step=person.step,
        destination=person.destination,
        waits_for=None if person.queue is None else person.queue.service,
        joined_day=person.joined_day,
        delay=None if why is None else Delay(*why),
        frailty=person.frailty,
        cognition_impaired=person.cognition_impaired,
        age=int(person.age_in_days(day) // 365.25),
        lives_alone=person.lives_alone,
        has_carer=person.has_carer,
        across_line=person.across_line,
        direct_payment=person.direct_payment,
        known_to_team=person.known_to_team,
        need_found=person.need_found,
        hours=person.hours,
        held=person.held,
        lapsed=person.lapsed,
        wanted=person.wanted,
        unmet_hours=unmet_hours(rules, person) if person.setting == Setting.HOME else 0,
        in_reablement=person.in_reablement,
        care_day=person.care_day,
        two_week_check=person.two_week_check,
        payer=person.payer,
        next_payer=person.next_payer,
        admitted_day=person.admitted_day,
        ready_day=person.ready_day,
        declared_day=person.declared_day,
        asked_day=person.asked_day,
        episodes=person.episodes,
        units=person.units,
        replans=person.replans,
        requests=person.requests,
    )
