"""A stay in an NHS bed: its days, and what is counted when it ends."""

from __future__ import annotations

import math

import numpy as np

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.engine.draws import keyed_exponential, keyed_uniform
from abm.people.engine.kernel import inlined, kernel
from abm.people.engine.queues import FREE, TAKE, hold
from abm.people.engine.records import day_at, hood_at, person_at
from abm.people.engine.views import visit_of
from abm.people.pathway import Stage
from abm.people.person import NEVER
from abm.people.rules import AGE_75_DAYS
from abm.vocabulary import Service, Setting

D_DECLARATION_LAG = np.int64(Decision.DECLARATION_LAG)
D_SHIFT_ROUNDING = np.int64(Decision.SHIFT_ROUNDING)
D_CLOSED_DAY = np.int64(Decision.CLOSED_DAY)
D_COMMUNITY_STAY = np.int64(Decision.COMMUNITY_STAY)
ACUTE_BED = np.int64(Setting.ACUTE_BED)
COMMUNITY_BED = np.int64(Setting.COMMUNITY_BED)
IN_TREATMENT = np.int64(Stage.IN_TREATMENT)
Q_ACUTE_BED = np.int64(Service.ACUTE_BED)
F_HAND_OFFS = np.int64(Flow.HAND_OFFS)
F_STAYS_SHORT = np.int64(Flow.SHORT_STAYS_ENDED)
F_STAYS_LONG = np.int64(Flow.LONG_STAYS_ENDED)
F_STAY_DAYS = np.int64(Flow.STAY_DAYS_ENDED)
F_DISCHARGES = np.int64(Flow.LIVE_DISCHARGES)
F_DISCHARGES_75 = np.int64(Flow.LIVE_DISCHARGES_75PLUS)
F_DECLARED_EARLY = np.int64(Flow.DECLARED_EARLY)
MONTH_AFTER_DISCHARGE = 30


@inlined
def count_end_of_stay(state, person, day):
    """Count a completed acute stay."""
    row = hood_at(state, person.neighbourhood).flows
    nights = day - person.admitted_day
    row[F_STAYS_SHORT if nights < 2 else F_STAYS_LONG] += 1
    row[F_STAY_DAYS] += nights


@kernel
def give_back_bed(state, person, day):
    """Free the bed a person is in."""
    if person.setting == ACUTE_BED:
        hold(state, person, Q_ACUTE_BED, FREE)
        count_end_of_stay(state, person, day)
    else:
        hold(state, person, np.int64(person.bed_service), FREE)


@inlined
def count_discharge(state, person, day):
    """Count a discharge alive from an acute bed and start the thirty days after it."""
    row = hood_at(state, person.neighbourhood).flows
    row[F_DISCHARGES] += 1
    if day - person.birth_day >= AGE_75_DAYS:
        row[F_DISCHARGES_75] += 1
    person.early_days = max(0, person.ready_day - day)
    if person.early_days > 0:
        row[F_DECLARED_EARLY] += 1
    person.recovered_day = day + MONTH_AFTER_DISCHARGE


@kernel
def next_open_day(rules, state, day):
    """The first day from ``day`` on which offices are open; days after the run count as open."""
    while day <= rules.horizon and day_at(state, day).closed:
        day += 1
    return day


@kernel
def begin_stay(rules, state, who, day, nights):
    """Fix the days of a stay: true readiness, its declaration by the ward, and referral to the teams."""
    person = person_at(state, who)
    control = hood_at(state, person.neighbourhood)
    visit = visit_of(person)
    person.stage = IN_TREATMENT
    person.admitted_day = day
    person.ready_day = min(NEVER, day + max(1, nights))
    lag = rules.declaration_lag_days * keyed_exponential(person.luck, D_DECLARATION_LAG, visit)
    rounding = keyed_uniform(person.luck, D_SHIFT_ROUNDING, visit)
    shift = int(math.floor(control.readiness_shift + rounding))
    declared = max(day + 1, person.ready_day + int(math.floor(lag)) + shift)
    if keyed_uniform(person.luck, D_CLOSED_DAY, visit) >= control.weekend_discharge:
        declared = next_open_day(rules, state, declared)
    person.declared_day = min(NEVER, declared)
    person.referral_day = max(day + 1, person.declared_day - rules.notice_days)


@kernel
def move_to_community_bed(rules, state, who, service, day):
    """From an acute bed to further NHS care in a community or mental health bed."""
    person = person_at(state, who)
    give_back_bed(state, person, day)
    hold(state, person, service, TAKE)
    person.bed_service = service
    person.setting = COMMUNITY_BED
    person.units += 1
    hood_at(state, person.neighbourhood).flows[F_HAND_OFFS] += 1
    visit = visit_of(person)
    nights = rules.community_stay_days * keyed_exponential(person.luck, D_COMMUNITY_STAY, visit)
    begin_stay(rules, state, who, day, int(math.floor(nights)))
