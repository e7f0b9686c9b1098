"""A stay in an NHS bed: its days, and what is counted when it ends."""

from __future__ import annotations

import math

from abm.activity import Flow
from abm.dates import date_of, is_closed
from abm.people.decision import Decision
from abm.people.pathway import Stage
from abm.people.person import NEVER
from abm.people.rules import AGE_75_DAYS, Rules
from abm.people.twin.draws import exponential, uniform
from abm.people.twin.person import Person
from abm.vocabulary import Service, Setting

MONTH_AFTER_DISCHARGE = 30


def clinical_nights(rules: Rules, person: Person, day: int) -> int:
    """Nights that the illness itself needs."""
    if uniform(rules, person, Decision.SHORT_STAY, person.visit) < rules.short_stay_share[person.frailty]:
        return 1
    mean = rules.long_stay_days[person.frailty] * rules.stay_time[day] * person.neighbourhood.stay_factor
    return 2 + math.floor(mean * exponential(rules, person, Decision.STAY_LENGTH, person.visit))


def begin_stay(rules: Rules, person: Person, day: int, nights: int) -> None:
    """Fix the days of a stay: true readiness, its declaration by the ward, and referral to the teams."""
    person.stage = Stage.IN_TREATMENT
    person.admitted_day = day
    person.ready_day = min(NEVER, day + max(1, nights))
    person.declared_day = min(NEVER, day_of_declaration(rules, person, day))
    person.referral_day = max(day + 1, person.declared_day - rules.notice_days)


def day_of_declaration(rules: Rules, person: Person, day: int) -> int:
    """The day on which the ward will say that the person is ready: later or earlier than they are."""
    neighbourhood, visit = person.neighbourhood, person.visit
    lag = rules.declaration_lag_days * exponential(rules, person, Decision.DECLARATION_LAG, visit)
    rounding = uniform(rules, person, Decision.SHIFT_ROUNDING, visit)
    shift = math.floor(neighbourhood.readiness_shift + rounding)
    declared = max(day + 1, person.ready_day + math.floor(lag) + shift)
    if uniform(rules, person, Decision.CLOSED_DAY, visit) >= neighbourhood.weekend_discharge:
        return next_open_day(rules, declared)
    return declared


def next_open_day(rules: Rules, day: int) -> int:
    """The first day from ``day`` on which offices are open; days after the run count as open."""
    while day <= rules.horizon and is_closed(date_of(day)):
        day += 1
    return day


def end_stay(person: Person, day: int) -> None:
    """Count a completed acute stay; community beds are not counted."""
    if person.setting == Setting.ACUTE_BED:
        nights = day - person.admitted_day
        person.neighbourhood.count(Flow.SHORT_STAYS_ENDED if nights < 2 else Flow.LONG_STAYS_ENDED)
        person.neighbourhood.count(Flow.STAY_DAYS_ENDED, nights)


def be_discharged(person: Person, day: int) -> None:
    """End a stay alive, and start the thirty days after it."""
    end_stay(person, day)
    if person.setting == Setting.ACUTE_BED:
        count_discharge(person, day)
        person.early_days = max(0, person.ready_day - day)
    else:
        person.early_days = 0
    person.recovered_day = day + MONTH_AFTER_DISCHARGE
    person.units = 0


def count_discharge(person: Person, day: int) -> None:
    """Count a discharge alive from an acute bed."""
    person.neighbourhood.count(Flow.LIVE_DISCHARGES)
    if person.age_in_days(day) >= AGE_75_DAYS:
        person.neighbourhood.count(Flow.LIVE_DISCHARGES_75PLUS)
    if person.ready_day > day:
        person.neighbourhood.count(Flow.DECLARED_EARLY)


def move_to_community_bed(rules: Rules, person: Person, service: Service, day: int) -> None:
    """From an acute bed to further NHS care in a community or mental health bed."""
    end_stay(person, day)
    person.bed_service = service
    person.setting = Setting.COMMUNITY_BED
    person.units += 1
    person.neighbourhood.count(Flow.HAND_OFFS)
    nights = rules.community_stay_days * exponential(rules, person, Decision.COMMUNITY_STAY, person.visit)
    begin_stay(rules, person, day, math.floor(nights))
