"""The hospital discharge team: it looks at a person in a bed and decides where they should go."""

from __future__ import annotations

import math

import numpy as np

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.engine.draws import keyed_normal, keyed_uniform
from abm.people.engine.entitlement import package_for, payer_for, place_for
from abm.people.engine.journey import service_for, take_steps
from abm.people.engine.kernel import inlined, kernel
from abm.people.engine.needs import current_net_need, net_of_carer, settled_need
from abm.people.engine.queues import is_open_for_one_more
from abm.people.engine.records import hood_at, person_at
from abm.people.engine.views import error_of_view, sees_shared_record, visit_of
from abm.people.pathway import Step
from abm.vocabulary import Destination, Payer, Setting

D_FURTHER = np.int64(Decision.FURTHER_NHS_CARE)
D_CAN_BENEFIT = np.int64(Decision.CAN_BENEFIT)
D_TEAM_BENEFIT = np.int64(Decision.TEAM_VIEW_OF_BENEFIT)
D_TEAM_NEED = np.int64(Decision.TEAM_VIEW_OF_NEED)
HOME = np.int64(Setting.HOME)
ACUTE_BED = np.int64(Setting.ACUTE_BED)
RESIDENTIAL = np.int64(Setting.RESIDENTIAL_HOME)
NURSING = np.int64(Setting.NURSING_HOME)
TO_HOME = np.int64(Destination.HOME)
TO_REABLEMENT = np.int64(Destination.REABLEMENT)
TO_HOME_CARE = np.int64(Destination.HOME_CARE)
TO_FURTHER_NHS = np.int64(Destination.FURTHER_NHS_CARE)
TO_RESIDENTIAL = np.int64(Destination.RESIDENTIAL_HOME)
TO_NURSING = np.int64(Destination.NURSING_HOME)
NOBODY_PAYS = np.int64(Payer.NOBODY)
STEP_NHS_ASSESSMENT = np.int64(Step.NHS_ASSESSMENT)
STEP_DECLARATION = np.int64(Step.DECLARATION)
F_DECISIONS = np.int64(Flow.DECISIONS)
F_IMPROVABLE = np.int64(Flow.DECISIONS_IMPROVABLE)
F_LOCAL_OPTION = np.int64(Flow.DECISIONS_IMPROVABLE_LOCAL_OPTION)
F_SHARED_RECORD = np.int64(Flow.DECISIONS_WITH_SHARED_RECORD)
F_DISCHARGE_DECISIONS = np.int64(Flow.DISCHARGE_DECISIONS)
F_DISCHARGE_SHARED_RECORD = np.int64(Flow.DISCHARGE_DECISIONS_WITH_SHARED_RECORD)
F_TEAM_DISCHARGES = np.int64(Flow.TEAM_DISCHARGES)
F_TEAM_REABLEMENT = np.int64(Flow.TEAM_REABLEMENT_REFERRALS)
PACKAGE_TOLERANCE = 3


@kernel
def right_destination(rules, person, benefits):
    """Where the person would best go, by true need."""
    if current_net_need(rules, person) < rules.home_limit:
        return TO_HOME
    settled = net_of_carer(rules, person, settled_need(rules, person))
    place = place_for(rules, settled)
    if benefits and (place == TO_HOME or place == TO_HOME_CARE):
        return TO_REABLEMENT
    return place


@kernel
def count_decision(state, person, chosen, right, shared):
    """Count a decision, whether a better one existed, and whether that was to be had here this morning."""
    row = hood_at(state, person.neighbourhood).flows
    row[F_DECISIONS] += 1
    row[F_DISCHARGE_DECISIONS] += 1
    if shared:
        row[F_SHARED_RECORD] += 1
        row[F_DISCHARGE_SHARED_RECORD] += 1
    if chosen == right:
        return
    row[F_IMPROVABLE] += 1
    if right == TO_HOME or is_open_for_one_more(state, person, service_for(right)):
        row[F_LOCAL_OPTION] += 1


@kernel
def choose_destination(rules, view, suits_reablement):
    """The team's choice from what it believes."""
    place = place_for(rules, view)
    if place != TO_HOME and suits_reablement and view < rules.residential_limit:
        return TO_REABLEMENT
    return place


@kernel
def refer(rules, state, who, day):
    """The discharge team looks at a person in a bed and decides where they should go."""
    person = person_at(state, who)
    control = hood_at(state, person.neighbourhood)
    visit = visit_of(person)
    shared = sees_shared_record(state, person, visit)
    haste = 1.0 + control.hurry
    spread = error_of_view(rules, state, person, rules.need_noise, shared) * haste
    error = spread * keyed_normal(person.luck, D_TEAM_NEED, visit)
    view = current_net_need(rules, person) * math.exp(error) * control.team_caution
    # Whoever has no time to wait for a need to settle plays safe.
    view = view * (1.0 + control.hurry * rules.hurry_caution)
    if person.origin == RESIDENTIAL or person.origin == NURSING:
        return_to_care_home(rules, state, who, view, day)
        return
    if person.setting == ACUTE_BED:
        needs_unit = keyed_uniform(person.luck, D_FURTHER, visit)
        if needs_unit < rules.further_nhs_share[person.frailty]:
            person.destination = TO_FURTHER_NHS
            person.next_payer = NOBODY_PAYS
            person.step = STEP_NHS_ASSESSMENT
            take_steps(rules, state, who, day)
            return
    latent = keyed_uniform(person.luck, D_CAN_BENEFIT, visit)
    person.can_benefit = latent > rules.benefit_from
    seen = latent + rules.benefit_noise * haste * keyed_normal(person.luck, D_TEAM_BENEFIT, visit)
    chosen = choose_destination(rules, view, seen > control.reablement_threshold)
    right = right_destination(rules, person, person.can_benefit)
    if chosen != TO_HOME or right != TO_HOME:
        count_decision(state, person, chosen, right, shared)
    if chosen != TO_HOME and person.setting == ACUTE_BED:
        hood_at(state, person.neighbourhood).flows[F_TEAM_DISCHARGES] += 1
        if chosen == TO_REABLEMENT:
            hood_at(state, person.neighbourhood).flows[F_TEAM_REABLEMENT] += 1
    set_out(rules, state, who, chosen, view, day)


@kernel
def return_to_care_home(rules, state, who, view, day):
    """A resident goes back to their home, or on to nursing care when they need it."""
    person = person_at(state, who)
    if person.origin == RESIDENTIAL and view >= rules.nursing_limit:
        set_out(rules, state, who, TO_NURSING, view, day)
        return
    person.destination = TO_RESIDENTIAL if person.origin == RESIDENTIAL else TO_NURSING
    person.next_payer = person.payer
    person.step = STEP_DECLARATION
    take_steps(rules, state, who, day)


@kernel
def set_out(rules, state, who, destination, view, day):
    """Start on the steps towards a destination from a bed."""
    person = person_at(state, who)
    person.asked_day = day
    person.destination = destination
    person.wanted = 0
    if destination == TO_HOME_CARE:
        person.wanted = package_for(rules, view)
    person.step = STEP_NHS_ASSESSMENT
    if destination == TO_HOME or destination == TO_HOME_CARE or destination == TO_REABLEMENT:
        if person.hours > 0 and person.wanted <= person.hours + PACKAGE_TOLERANCE:
            resume_package(person, np.int64(person.hours))
        elif person.lapsed > 0 and person.wanted <= person.lapsed + PACKAGE_TOLERANCE:
            resume_package(person, np.int64(person.lapsed))
        elif destination == TO_HOME:
            person.step = STEP_DECLARATION
            person.next_payer = NOBODY_PAYS
    if person.step == STEP_NHS_ASSESSMENT:
        person.next_payer = NOBODY_PAYS if destination == TO_REABLEMENT else payer_for(state, person, view)
    take_steps(rules, state, who, day)


@inlined
def resume_package(person, hours):
    """The package someone had before is to go on: no new assessment, but a lapsed one needs a new start."""
    person.destination = TO_HOME_CARE
    person.wanted = hours
    person.next_payer = person.payer
    person.step = STEP_DECLARATION
