"""Looking at care again: the end of reablement, the check at two weeks, the yearly review."""

from __future__ import annotations

import math

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.pathway import Stage
from abm.people.person import NEVER
from abm.people.rules import Rules
from abm.people.twin.arrival import end_package
from abm.people.twin.draws import normal, uniform
from abm.people.twin.help import request_help
from abm.people.twin.needs import current_net_need, package_for
from abm.people.twin.person import Person
from abm.people.twin.views import ELSEWHERE, error_of_view, sees_shared_record


def look_again_at_care(rules: Rules, person: Person, day: int) -> None:
    """Reablement ends, or a package is looked at again."""
    person.care_day = NEVER
    if person.in_reablement:
        end_reablement(rules, person, day)
    elif person.hours > 0:
        if person.two_week_check:
            check_at_two_weeks(rules, person, day)
        else:
            review_package(rules, person, day)


def end_reablement(rules: Rules, person: Person, day: int) -> None:
    """Six weeks are over: some need no more, others go on to a package."""
    person.in_reablement = False
    succeeds = uniform(rules, person, Decision.REABLEMENT_SUCCESS, person.episodes) < rules.reablement_success
    if succeeds and person.can_benefit:
        person.acute_need = 0.0
    else:
        recover_for_two_weeks(rules, person)
        person.acute_need = person.acute_need * rules.left_after_month
    person.neighbourhood.count(Flow.REABLEMENT_ENDED)
    if current_net_need(rules, person) < rules.home_limit:
        person.neighbourhood.count(Flow.REABLEMENT_ENDED_WITHOUT_NEED)
    else:
        request_help(rules, person, day)


def recover_for_two_weeks(rules: Rules, person: Person) -> None:
    """The quick part of recovery, once an illness."""
    if person.recovering:
        person.recovering = False
        person.acute_need = person.acute_need * rules.left_after_two_weeks


def check_at_two_weeks(rules: Rules, person: Person, day: int) -> None:
    """Two weeks after a start: has need fallen below the package? Only a two-week review acts on it."""
    person.two_week_check = False
    person.care_day = day + rules.review_days
    recover_for_two_weeks(rules, person)
    person.neighbourhood.count(Flow.PACKAGES_CHECKED)
    need = current_net_need(rules, person)
    if is_too_large_for(rules, person, need):
        person.neighbourhood.count(Flow.PACKAGES_OVER_PRESCRIBED)
        if person.neighbourhood.two_week_review:
            trim_package(rules, person, need)


def review_package(rules: Rules, person: Person, day: int) -> None:
    """The yearly review: need is seen again, with error; less is done at once, more must be asked for."""
    person.care_day = day + rules.review_days
    occurrence = person.age_in_days(day) // 365
    luck = uniform(rules, person, Decision.PACKAGE_BREAKDOWN, occurrence)
    if luck < person.neighbourhood.package_breakdown:
        break_down(rules, person, day)
        return
    shared = sees_shared_record(rules, person, ELSEWHERE + occurrence)
    spread = error_of_view(rules, person, rules.need_noise, shared)
    error = rules.review_error * spread * normal(rules, person, Decision.REVIEW_VIEW_OF_NEED, occurrence)
    view = current_net_need(rules, person) * math.exp(error)
    if is_too_large_for(rules, person, view):
        trim_package(rules, person, view)
    elif is_too_small_for(rules, person, view) and person.stage == Stage.SETTLED:
        request_help(rules, person, day)


def break_down(rules: Rules, person: Person, day: int) -> None:
    """The arrangement could not go on: a package ends, and help is asked for anew, unless it has been already."""
    person.neighbourhood.count(Flow.PACKAGE_BREAKDOWNS)
    person.neighbourhood.count(Flow.HAND_OFFS)
    end_package(person)
    if person.stage == Stage.SETTLED:
        request_help(rules, person, day)


def is_too_large_for(rules: Rules, person: Person, need: float) -> bool:
    """Whether the package exceeds a need by more than the margin."""
    return need < person.hours * (1.0 - rules.over_prescription_margin)


def is_too_small_for(rules: Rules, person: Person, need: float) -> bool:
    """Whether a need exceeds the package by more than the margin."""
    return need > person.hours * (1.0 + rules.over_prescription_margin)


def trim_package(rules: Rules, person: Person, need: float) -> None:
    """Bring a package down to a need, or end it when the need is too small for one."""
    if need < rules.home_limit:
        end_package(person)
    else:
        person.hours = min(person.hours, package_for(rules, need))
