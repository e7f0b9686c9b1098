"""The council's assessment: what it sees of a need, and whom it helps."""

from __future__ import annotations

import math

import numpy as np

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.engine.draws import keyed_normal
from abm.people.engine.entitlement import package_for, payer_for, place_for
from abm.people.engine.kernel import inlined, kernel
from abm.people.engine.needs import current_net_need, is_in_bed
from abm.people.engine.records import hood_at
from abm.people.engine.views import error_of_view, occasion_of, sees_shared_record
from abm.vocabulary import Destination, Setting

D_COUNCIL_NEED = np.int64(Decision.COUNCIL_VIEW_OF_NEED)
HOME = np.int64(Setting.HOME)
TO_HOME = np.int64(Destination.HOME)
TO_HOME_CARE = np.int64(Destination.HOME_CARE)
F_HAND_OFFS = np.int64(Flow.HAND_OFFS)
F_REFUSED = np.int64(Flow.REFUSED_INELIGIBLE)
F_ASSESSED_IN_HOSPITAL = np.int64(Flow.COUNCIL_ASSESSMENTS_HOSPITAL)
F_ASSESSED_AT_HOME = np.int64(Flow.COUNCIL_ASSESSMENTS_COMMUNITY)


@inlined
def count_council_assessment(state, person):
    """Count an assessment by the council."""
    row = hood_at(state, person.neighbourhood).flows
    row[F_ASSESSED_IN_HOSPITAL if is_in_bed(person) else F_ASSESSED_AT_HOME] += 1
    row[F_HAND_OFFS] += 1


@kernel
def council_view(rules, state, person):
    """Net hours a week as the council's assessor sees them."""
    occurrence = occasion_of(person)
    shared = sees_shared_record(state, person, occurrence)
    spread = error_of_view(rules, state, person, rules.need_noise, shared)
    error = spread * keyed_normal(person.luck, D_COUNCIL_NEED, occurrence)
    return current_net_need(rules, person) * math.exp(error)


@kernel
def decide_eligibility(rules, state, person):
    """Fair Access to Care: below the council's threshold there is no package."""
    view = council_view(rules, state, person)
    if not is_in_bed(person):
        person.destination = place_for(rules, view)
        person.next_payer = payer_for(state, person, view)
        person.wanted = package_for(rules, view) if person.destination == TO_HOME_CARE else 0
    if person.destination == TO_HOME:
        return
    if person.destination == TO_HOME_CARE and view < hood_at(state, person.neighbourhood).eligibility_hours:
        hood_at(state, person.neighbourhood).flows[F_REFUSED] += 1
        person.destination = TO_HOME
        person.wanted = 0
