"""A crisis at the front door: a bed, or care at home by the rapid response team."""

from __future__ import annotations

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.person import NEVER
from abm.people.rules import AGE_75_DAYS, Rules
from abm.people.twin.draws import exponential, normal, uniform
from abm.people.twin.person import Person
from abm.people.twin.queue import join_queue, leave_queue
from abm.people.twin.stay import begin_stay, clinical_nights
from abm.people.twin.views import ELSEWHERE, count_told_again, error_of_view, sees_shared_record
from abm.vocabulary import Service, Setting


def meet_crisis(rules: Rules, person: Person, day: int) -> None:
    """A crisis reaches the front door, where a team decides on what it sees of its severity."""
    person.episodes += 1
    person.crisis_clock = exponential(rules, person, Decision.CRISIS_CLOCK, person.episodes)
    neighbourhood = person.neighbourhood
    neighbourhood.count(Flow.CRISES)
    neighbourhood.count(Flow.HAND_OFFS)
    severity = uniform(rules, person, Decision.SEVERITY, person.episodes)
    shared = sees_shared_record(rules, person, ELSEWHERE + person.episodes)
    spread = error_of_view(rules, person, rules.front_door_noise, shared)
    view = severity + spread * normal(rules, person, Decision.FRONT_DOOR_VIEW, person.episodes)
    count_told_again(person, shared)
    can_stay_at_home = neighbourhood.rapid_response.open_today
    admit = view > rules.bed_needed_from - neighbourhood.front_door_caution or not can_stay_at_home
    count_front_door(rules, person, severity, admit, shared)
    if admit:
        wait_for_bed(rules, person, day)
    else:
        neighbourhood.count(Flow.MANAGED_AT_HOME)
        neighbourhood.rapid_response.used += 1


def count_front_door(rules: Rules, person: Person, severity: float, admit: bool, shared: bool) -> None:
    """Count the decision, whether a better one existed, and whether that was to be had here this morning."""
    neighbourhood = person.neighbourhood
    neighbourhood.count(Flow.DECISIONS)
    if shared:
        neighbourhood.count(Flow.DECISIONS_WITH_SHARED_RECORD)
    needs_bed = severity > rules.bed_needed_from
    if not needs_bed:
        neighbourhood.count(Flow.CRISES_FIT_FOR_HOME)
        if neighbourhood.rapid_response.open_today:
            neighbourhood.count(Flow.CRISES_FIT_FOR_HOME_TEAM_OPEN)
    if admit == needs_bed:
        return
    neighbourhood.count(Flow.DECISIONS_IMPROVABLE)
    if needs_bed or neighbourhood.rapid_response.open_today:
        neighbourhood.count(Flow.DECISIONS_IMPROVABLE_LOCAL_OPTION)


def wait_for_bed(rules: Rules, person: Person, day: int) -> None:
    """Leave home, and whatever was being waited for there, for the emergency department."""
    leave_queue(person)
    person.stay_day = NEVER
    person.origin = person.setting
    person.setting = Setting.TROLLEY
    if person.in_reablement:
        person.in_reablement = False
        person.care_day = NEVER
    if person.hours > 0:
        person.held = True
        person.two_week_check = False
        person.care_day = day + (rules.direct_payment_hold_days if person.direct_payment else rules.hold_days)
    join_queue(rules, person, Service.ACUTE_BED, day)


def serve_bed(rules: Rules, person: Person, day: int) -> None:
    """Admission: a bed, a clinical stay, and a need that the illness adds."""
    count_admission(person, day)
    person.setting = Setting.ACUTE_BED
    person.bed_service = Service.ACUTE_BED
    person.units = 0
    person.replans = 0
    person.recovered_day = NEVER
    person.early_days = 0
    person.recovering = True
    illness = exponential(rules, person, Decision.ACUTE_NEED, person.episodes)
    person.acute_need = rules.acute_need_hours[person.frailty] * illness
    begin_stay(rules, person, day, clinical_nights(rules, person, day))


def count_admission(person: Person, day: int) -> None:
    """Count an admission, the wait for the bed, and whether it falls within thirty days of a discharge."""
    neighbourhood = person.neighbourhood
    is_75_or_over = person.age_in_days(day) >= AGE_75_DAYS
    neighbourhood.count(Flow.ADMISSIONS)
    neighbourhood.count(Flow.ACUTE_BED_WAIT_DAYS, day - person.joined_day)
    if is_75_or_over:
        neighbourhood.count(Flow.ADMISSIONS_75PLUS)
    if day <= person.recovered_day != NEVER:
        neighbourhood.count(Flow.READMISSIONS_30D)
        if is_75_or_over:
            neighbourhood.count(Flow.READMISSIONS_30D_75PLUS)
