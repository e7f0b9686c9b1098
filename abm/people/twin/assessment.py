"""The council's assessment: what it sees of a need, and whom it helps."""

from __future__ import annotations

import math

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.rules import Rules
from abm.people.twin.draws import normal
from abm.people.twin.needs import current_net_need, package_for, payer_for, place_for
from abm.people.twin.person import Person
from abm.people.twin.views import error_of_view, sees_shared_record
from abm.vocabulary import Destination


def be_assessed_by_council(rules: Rules, person: Person) -> None:
    """A social worker assesses a person and says whether the council helps."""
    at = Flow.COUNCIL_ASSESSMENTS_HOSPITAL if person.is_in_bed else Flow.COUNCIL_ASSESSMENTS_COMMUNITY
    person.neighbourhood.count(at)
    person.neighbourhood.count(Flow.HAND_OFFS)
    decide_eligibility(rules, person)


def council_view(rules: Rules, person: Person) -> float:
    """Net hours a week as the council's assessor sees them."""
    shared = sees_shared_record(rules, person, person.occasion)
    spread = error_of_view(rules, person, rules.need_noise, shared)
    error = spread * normal(rules, person, Decision.COUNCIL_VIEW_OF_NEED, person.occasion)
    return current_net_need(rules, person) * math.exp(error)


def decide_eligibility(rules: Rules, person: Person) -> None:
    """Fair Access to Care: below the council's threshold there is no package.

    For people in a bed the discharge team has chosen the destination; at home the assessor does.
    """
    view = council_view(rules, person)
    if not person.is_in_bed:
        person.destination = place_for(rules, view)
        person.next_payer = payer_for(person, view)
        goes_on_at_home = person.destination == Destination.HOME_CARE
        person.wanted = package_for(rules, view) if goes_on_at_home else 0
    if person.destination == Destination.HOME_CARE and view < person.neighbourhood.eligibility_hours:
        person.neighbourhood.count(Flow.REFUSED_INELIGIBLE)
        person.destination = Destination.HOME
        person.wanted = 0
