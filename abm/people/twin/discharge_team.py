"""The hospital discharge team: it looks at a person in a bed and decides where they should go."""

from __future__ import annotations

import math

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.pathway import Step
from abm.people.rules import Rules
from abm.people.twin.draws import normal, uniform
from abm.people.twin.journey import SERVICE_AT, take_steps
from abm.people.twin.needs import current_net_need, package_for, payer_for, place_for, settled_net_need
from abm.people.twin.person import Person
from abm.people.twin.views import error_of_view, sees_shared_record
from abm.vocabulary import Destination, Payer, Setting

PACKAGE_TOLERANCE = 3
"""Hours by which a need may exceed the package someone had without a new one."""
AT_HOME = (Destination.HOME, Destination.REABLEMENT, Destination.HOME_CARE)


def refer(rules: Rules, person: Person, day: int) -> None:
    """Refer a person in a bed to the team, which decides and sets them on their way."""
    shared = sees_shared_record(rules, person, person.visit)
    view = team_view(rules, person, shared)
    if person.origin in (Setting.RESIDENTIAL_HOME, Setting.NURSING_HOME):
        return_to_care_home(rules, person, view, day)
    elif needs_further_nhs_care(rules, person):
        person.destination = Destination.FURTHER_NHS_CARE
        person.next_payer = Payer.NOBODY
        person.step = Step.NHS_ASSESSMENT
        take_steps(rules, person, day)
    else:
        set_out(rules, person, decide(rules, person, view, shared), view, day)


def haste(person: Person) -> float:
    """By how much pressure widens the team's errors."""
    return 1.0 + person.neighbourhood.hurry


def team_view(rules: Rules, person: Person, shared: bool) -> float:
    """Net hours a week as the team sees them, with its own caution.

    Whoever has no time to wait for a need to settle plays safe.
    """
    spread = error_of_view(rules, person, rules.need_noise, shared) * haste(person)
    error = spread * normal(rules, person, Decision.TEAM_VIEW_OF_NEED, person.visit)
    view = current_net_need(rules, person) * math.exp(error) * person.neighbourhood.team_caution
    return view * (1.0 + person.neighbourhood.hurry * rules.hurry_caution)


def needs_further_nhs_care(rules: Rules, person: Person) -> bool:
    """Whether someone in an acute bed needs NHS care in another bed."""
    if person.setting != Setting.ACUTE_BED:
        return False
    luck = uniform(rules, person, Decision.FURTHER_NHS_CARE, person.visit)
    return luck < float(rules.further_nhs_share[person.frailty])


def decide(rules: Rules, person: Person, view: float, shared: bool) -> Destination:
    """The team's choice, counted against the truth."""
    suitability = uniform(rules, person, Decision.CAN_BENEFIT, person.visit)
    person.can_benefit = suitability > rules.benefit_from
    spread = rules.benefit_noise * haste(person)
    noise = spread * normal(rules, person, Decision.TEAM_VIEW_OF_BENEFIT, person.visit)
    chosen = place_for(rules, view)
    suits_reablement = suitability + noise > person.neighbourhood.reablement_threshold
    if suits_reablement and chosen != Destination.HOME and view < rules.residential_limit:
        chosen = Destination.REABLEMENT
    right = right_destination(rules, person, person.can_benefit)
    if chosen != Destination.HOME or right != Destination.HOME:
        count_decision(person, chosen, right, shared)
    if chosen != Destination.HOME and person.setting == Setting.ACUTE_BED:
        person.neighbourhood.count(Flow.TEAM_DISCHARGES)
        if chosen == Destination.REABLEMENT:
            person.neighbourhood.count(Flow.TEAM_REABLEMENT_REFERRALS)
    return chosen


def right_destination(rules: Rules, person: Person, benefits: bool) -> Destination:
    """Where the person would best go, by true need."""
    if current_net_need(rules, person) < rules.home_limit:
        return Destination.HOME
    place = place_for(rules, settled_net_need(rules, person))
    if benefits and place in (Destination.HOME, Destination.HOME_CARE):
        return Destination.REABLEMENT
    return place


def count_decision(person: Person, chosen: Destination, right: Destination, shared: bool) -> None:
    """Count a decision, whether a better one existed, and whether that was to be had here this morning."""
    neighbourhood = person.neighbourhood
    neighbourhood.count(Flow.DECISIONS)
    neighbourhood.count(Flow.DISCHARGE_DECISIONS)
    if shared:
        neighbourhood.count(Flow.DECISIONS_WITH_SHARED_RECORD)
        neighbourhood.count(Flow.DISCHARGE_DECISIONS_WITH_SHARED_RECORD)
    if chosen == right:
        return
    neighbourhood.count(Flow.DECISIONS_IMPROVABLE)
    if right == Destination.HOME or neighbourhood.queues[SERVICE_AT[right]].open_today:
        neighbourhood.count(Flow.DECISIONS_IMPROVABLE_LOCAL_OPTION)


def return_to_care_home(rules: Rules, person: Person, view: float, day: int) -> None:
    """A resident goes back to their home, or on to nursing care when they need it."""
    in_residential = person.origin == Setting.RESIDENTIAL_HOME
    if in_residential and view >= rules.nursing_limit:
        set_out(rules, person, Destination.NURSING_HOME, view, day)
        return
    person.destination = Destination.RESIDENTIAL_HOME if in_residential else Destination.NURSING_HOME
    person.next_payer = person.payer
    person.step = Step.DECLARATION
    take_steps(rules, person, day)


def set_out(rules: Rules, person: Person, destination: Destination, view: float, day: int) -> None:
    """Start on the steps towards a destination from a bed."""
    person.asked_day = day
    person.destination = destination
    person.wanted = package_for(rules, view) if destination == Destination.HOME_CARE else 0
    before = package_before(person)
    if destination in AT_HOME and before > 0:
        resume_package(person, before)
    elif destination == Destination.HOME:
        person.step = Step.DECLARATION
        person.next_payer = Payer.NOBODY
    else:
        person.step = Step.NHS_ASSESSMENT
        unpaid = destination == Destination.REABLEMENT
        person.next_payer = Payer.NOBODY if unpaid else payer_for(person, view)
    take_steps(rules, person, day)


def package_before(person: Person) -> int:
    """Hours a week of the package that someone had before, held or lapsed, if it will do; or 0."""
    for hours in (person.hours, person.lapsed):
        if hours > 0 and person.wanted <= hours + PACKAGE_TOLERANCE:
            return hours
    return 0


def resume_package(person: Person, hours: int) -> None:
    """The package someone had before is to go on: no new assessment, but a lapsed one needs a new start."""
    person.destination = Destination.HOME_CARE
    person.wanted = hours
    person.next_payer = person.payer
    person.step = Step.DECLARATION
