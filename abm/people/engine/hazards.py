"""Clocks: how fast each runs for a person as they are, when the first will strike, and settling them."""

from __future__ import annotations

import math

import numpy as np

from abm.people.engine.calendar import note_event
from abm.people.engine.kernel import inlined, kernel
from abm.people.engine.needs import is_in_bed
from abm.people.engine.records import day_at, hood_at, person_at
from abm.people.pathway import Event, Stage
from abm.people.person import KNOWN_TO_TEAM, LIVES_ALONE, NEVER
from abm.vocabulary import Frailty, Setting

HOME = np.int64(Setting.HOME)
TROLLEY = np.int64(Setting.TROLLEY)
ACUTE_BED = np.int64(Setting.ACUTE_BED)
RESIDENTIAL = np.int64(Setting.RESIDENTIAL_HOME)
NURSING = np.int64(Setting.NURSING_HOME)
NOT_YET_65 = np.int64(Setting.NOT_YET_65)
DEAD = np.int64(Setting.DEAD)
FIT = np.int64(Frailty.FIT)
SEVERE = np.int64(Frailty.SEVERE)
SETTLED = np.int64(Stage.SETTLED)
DEATH = np.int64(Event.DEATH)
TIMER = np.int64(Event.TIMER)
DECLINE = np.int64(Event.DECLINE)
CRISIS = np.int64(Event.CRISIS)
REQUEST = np.int64(Event.REQUEST)
ALONE = LIVES_ALONE
KNOWN = KNOWN_TO_TEAM


@kernel
def age_band(rules, person, day):
    """0 for 65-69 to 5 for 90 and over; all bands are compared, as where to stop is hard to foresee."""
    age = day - person.birth_day
    band = 0
    for border in rules.band_days:
        band += age >= border
    return band


@kernel
def decline_rate(rules, state, person, band):
    """Hazard a day of becoming frailer; a bed after readiness adds to it."""
    if person.frailty == SEVERE:
        return 0.0
    rate = rules.decline[band, person.frailty]
    if person.known & KNOWN:
        rate = rate * (1.0 - rules.team_slows_decline * hood_at(state, person.neighbourhood).shared_records)
    if is_in_bed(person) and person.clock_day >= person.ready_day:
        rate = rate + rules.deconditioning
    return rate


@kernel
def death_rate(rules, person, band):
    """Hazard a day of dying."""
    rate = rules.death[band, person.frailty]
    if person.setting == TROLLEY or (person.setting == ACUTE_BED and person.clock_day < person.ready_day):
        return rate * rules.death_ratio_in_bed
    if is_in_bed(person):
        return rate * rules.death_ratio_after_illness
    if person.setting == RESIDENTIAL or person.setting == NURSING:
        return rate * rules.death_ratio_care_home
    return rate


@kernel
def crisis_rate(rules, state, person, band, unmet):
    """Crises a day of operational time; none in a bed. ``unmet``: hours of need at home."""
    if not (person.setting == HOME or person.setting == RESIDENTIAL or person.setting == NURSING):
        return 0.0
    rate = rules.crisis[band, person.frailty] * hood_at(state, person.neighbourhood).crisis_factor
    if person.traits & ALONE:
        rate = rate * rules.crisis_ratio_alone
    if person.known & KNOWN:
        rate = rate * rules.team_raises_crisis
    if unmet > 0:
        rate = rate * rules.crisis_ratio_unmet
    if person.clock_day < person.recovered_day and person.recovered_day != NEVER:
        rate = rate * rules.crisis_ratio_after_discharge
        for _ in range(person.early_days):
            rate = rate * rules.crisis_ratio_per_day_early
    return rate


@inlined
def request_rate(rules, person):
    """Requests for help a day: from people at home, frail, with nothing arranged."""
    if person.setting != HOME or person.stage != SETTLED or person.hours > 0 or person.in_reablement:
        return 0.0
    return rules.help[person.frailty]


@kernel
def settle_clocks(rules, state, person, unmet, day):
    """Let every clock run to ``day`` at the rate that has held since it was settled, with ``unmet`` hours of need."""
    passed = np.float64(day - person.clock_day)
    if passed > 0.0:
        band = age_band(rules, person, np.int64(person.clock_day))
        person.decline_clock = person.decline_clock - decline_rate(rules, state, person, band) * passed
        person.death_clock = person.death_clock - death_rate(rules, person, band) * passed
        time = day_at(state, day).crisis_time - day_at(state, person.clock_day).crisis_time
        person.crisis_clock = person.crisis_clock - crisis_rate(rules, state, person, band, unmet) * time
        person.help_clock = person.help_clock - request_rate(rules, person) * passed
    person.clock_day = day


@kernel
def days_until(clock, rate):
    """Whole days until a clock that runs at ``rate`` has run out: at least one."""
    if rate <= 0.0:
        return NEVER
    if clock <= 0.0:
        return 1
    days = clock / rate
    if days >= 1.0e6:
        return NEVER
    return int(math.floor(days)) + 1


@kernel
def crisis_before(rules, state, clock, rate, day, limit):
    """First day on which the operational time since ``day`` has used up the clock; ``limit`` if it is not before."""
    if rate <= 0.0:
        return limit
    target = day_at(state, day).crisis_time + max(clock, 0.0) / rate
    high = min(limit, rules.horizon + 1) - 1
    if day_at(state, high).crisis_time <= target:
        return limit
    near = min(int(target * rules.days_a_crisis_time), rules.horizon - 1)
    when = np.int64(day_at(state, near).reached)
    while day_at(state, when).crisis_time <= target:
        when += 1
    while day_at(state, when - 1).crisis_time > target:
        when -= 1
    return when


@inlined
def next_birthday_band(rules, person, day):
    """Day on which the next five-year band of age starts."""
    age = day - person.birth_day
    for band in range(len(rules.band_days)):
        if age < rules.band_days[band]:
            return person.birth_day + rules.band_days[band]
    return NEVER


@kernel
def next_timer(rules, person, day):
    """First day after ``day`` on which something is due that does not depend on chance."""
    first = next_birthday_band(rules, person, day)
    if is_in_bed(person):
        for due in (person.referral_day, person.ready_day, person.declared_day):
            if due > day and due < first:
                first = due
    for due in (person.care_day, person.stay_day):
        if due < first:
            first = due if due > day else day + 1
    # On a trolley nobody recovers: the day is forgotten when the bed is found.
    if person.setting != TROLLEY and person.recovered_day < first:
        first = person.recovered_day if person.recovered_day > day else day + 1
    return first


@kernel
def set_next_event(rules, state, who, unmet, day):
    """Find the person's next event after ``day``, given that the clocks are settled to it; ``unmet`` hours of need."""
    person = person_at(state, who)
    if person.setting == DEAD:
        note_event(state, who, NEVER)
        return
    if person.setting == NOT_YET_65:
        return
    band = age_band(rules, person, day)
    when = day + days_until(person.death_clock, death_rate(rules, person, band))
    what = DEATH
    due = next_timer(rules, person, day)
    if due < when:
        when = due
        what = TIMER
    due = day + days_until(person.decline_clock, decline_rate(rules, state, person, band))
    if due < when:
        when = due
        what = DECLINE
    rate = crisis_rate(rules, state, person, band, unmet)
    due = crisis_before(rules, state, person.crisis_clock, rate, day, when)
    if due < when:
        when = due
        what = CRISIS
    due = day + days_until(person.help_clock, request_rate(rules, person))
    if due < when:
        when = due
        what = REQUEST
    person.event = what
    note_event(state, who, when)
