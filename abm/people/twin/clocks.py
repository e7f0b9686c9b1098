"""Clocks: how fast each runs for a person as they are, when the first will strike, and settling them."""

from __future__ import annotations

import math
from bisect import bisect_right

from abm.people.pathway import Event, Stage
from abm.people.person import NEVER
from abm.people.rules import Rules
from abm.people.twin.needs import unmet_hours
from abm.people.twin.person import Person
from abm.vocabulary import Frailty, Setting

FARTHEST = 1.0e6
"""Days after which nothing is looked for."""


def age_band(rules: Rules, person: Person, day: int) -> int:
    """0 for 65-69 to 5 for 90 and over."""
    return sum(person.age_in_days(day) >= start for start in rules.band_days)


def decline_rate(rules: Rules, person: Person, band: int) -> float:
    """Hazard a day of becoming frailer; a bed after readiness adds to it."""
    if person.frailty == Frailty.SEVERE:
        return 0.0
    rate = rules.decline[band][person.frailty]
    if person.known_to_team:
        rate = rate * (1.0 - rules.team_slows_decline * person.neighbourhood.shared_records)
    if person.is_in_bed and person.clock_day >= person.ready_day:
        rate = rate + rules.deconditioning
    return float(rate)


def death_rate(rules: Rules, person: Person, band: int) -> float:
    """Hazard a day of dying."""
    rate = float(rules.death[band][person.frailty])
    if is_acutely_ill(person):
        return rate * rules.death_ratio_in_bed
    if person.is_in_bed:
        return rate * rules.death_ratio_after_illness
    if person.is_in_care_home:
        return rate * rules.death_ratio_care_home
    return rate


def is_acutely_ill(person: Person) -> bool:
    """Whether the illness that brought someone to hospital is not over: on a trolley, or before readiness."""
    if person.setting == Setting.ACUTE_BED:
        return person.clock_day < person.ready_day
    return person.setting == Setting.TROLLEY


def crisis_rate(rules: Rules, person: Person, band: int) -> float:
    """Crises a day of operational time; none in a bed or on the way to one."""
    if person.setting != Setting.HOME and not person.is_in_care_home:
        return 0.0
    rate = rules.crisis[band][person.frailty] * person.neighbourhood.crisis_factor
    if person.lives_alone:
        rate = rate * rules.crisis_ratio_alone
    if person.known_to_team:
        rate = rate * rules.team_raises_crisis
    if person.setting == Setting.HOME and unmet_hours(rules, person) > 0:
        rate = rate * rules.crisis_ratio_unmet
    if person.clock_day < person.recovered_day != NEVER:
        rate = rate * rules.crisis_ratio_after_discharge
        for _ in range(person.early_days):
            rate = rate * rules.crisis_ratio_per_day_early
    return float(rate)


def request_rate(rules: Rules, person: Person) -> float:
    """Requests for help a day: from people at home, frail, with nothing arranged."""
    if person.setting != Setting.HOME or person.stage != Stage.SETTLED:
        return 0.0
    if person.hours > 0 or person.in_reablement:
        return 0.0
    return float(rules.help[person.frailty])


def settle_clocks(rules: Rules, person: Person, day: int) -> None:
    """Let every clock run to ``day`` at the rate that has held since it was last settled."""
    passed = float(day - person.clock_day)
    if passed > 0.0:
        band = age_band(rules, person, person.clock_day)
        crisis_time = rules.crisis_time[day] - rules.crisis_time[person.clock_day]
        person.decline_clock -= decline_rate(rules, person, band) * passed
        person.death_clock -= death_rate(rules, person, band) * passed
        person.crisis_clock -= crisis_rate(rules, person, band) * crisis_time
        person.help_clock -= request_rate(rules, person) * passed
    person.clock_day = day


def day_of_end(clock: float, rate: float, day: int) -> int:
    """First whole day after ``day`` by which a clock that runs at ``rate`` has run out."""
    if rate <= 0.0:
        return NEVER
    if clock <= 0.0:
        return day + 1
    days = clock / rate
    return NEVER if days >= FARTHEST else day + math.floor(days) + 1


def day_of_crisis(rules: Rules, clock: float, rate: float, day: int) -> int:
    """First day on which the operational time since ``day`` has used up the clock."""
    if rate <= 0.0:
        return NEVER
    target = rules.crisis_time[day] + max(clock, 0.0) / rate
    found = bisect_right(rules.crisis_time, target)
    return found if found <= rules.horizon else NEVER


def next_birthday_band(rules: Rules, person: Person, day: int) -> int:
    """Day on which the next five-year band of age starts."""
    for start in rules.band_days:
        if person.age_in_days(day) < start:
            return int(person.birth_day + start)
    return NEVER


def next_timer(rules: Rules, person: Person, day: int) -> int:
    """First day after ``day`` on which something is due that does not depend on chance; what is overdue, tomorrow."""
    dues = [next_birthday_band(rules, person, day)]
    if person.is_in_bed:
        dues.extend(due for due in (person.referral_day, person.ready_day, person.declared_day) if due > day)
    dues.extend(max(due, day + 1) for due in (person.care_day, person.stay_day))
    if person.setting != Setting.TROLLEY:
        dues.append(max(person.recovered_day, day + 1))
    return min(dues)


def set_next_event(rules: Rules, person: Person, day: int) -> None:
    """Find the person's next event after ``day``, given that the clocks are settled to ``day``.

    Of several on one day the lowest kind of event comes first; the others wait for the day after.
    """
    if person.setting == Setting.DEAD:
        person.event_day = NEVER
        return
    if person.setting == Setting.NOT_YET_65:
        return
    band = age_band(rules, person, day)
    due = {
        Event.DEATH: day_of_end(person.death_clock, death_rate(rules, person, band), day),
        Event.TIMER: next_timer(rules, person, day),
        Event.DECLINE: day_of_end(person.decline_clock, decline_rate(rules, person, band), day),
        Event.CRISIS: day_of_crisis(rules, person.crisis_clock, crisis_rate(rules, person, band), day),
        Event.REQUEST: day_of_end(person.help_clock, request_rate(rules, person), day),
    }
    person.event = min(due, key=lambda event: (due[event], event))
    person.event_day = due[person.event] if due[person.event] <= rules.horizon else NEVER
