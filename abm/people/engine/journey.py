"""From a decision to a place: the steps a person takes, and whom they wait for."""

from __future__ import annotations

import math

import numpy as np

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.engine.arrival import leave_bed
from abm.people.engine.assessment import count_council_assessment, decide_eligibility
from abm.people.engine.draws import keyed_exponential, keyed_uniform
from abm.people.engine.entitlement import goes_to_care_home
from abm.people.engine.kernel import inlined, kernel
from abm.people.engine.needs import is_in_bed
from abm.people.engine.queues import join_queue
from abm.people.engine.records import hood_at, person_at
from abm.people.engine.views import tell_story, visit_of
from abm.people.pathway import Stage, Step
from abm.people.person import ACROSS_LINE, NEVER
from abm.vocabulary import Destination, Payer, Service, Setting

D_CHOICE = np.int64(Decision.CHOICE)
D_CHOICE_LENGTH = np.int64(Decision.CHOICE_LENGTH)
D_DISPUTE = np.int64(Decision.DISPUTE)
D_DISPUTE_LENGTH = np.int64(Decision.DISPUTE_LENGTH)
D_HOUSING = np.int64(Decision.HOUSING)
D_HOUSING_LENGTH = np.int64(Decision.HOUSING_LENGTH)
D_VERIFICATION_LENGTH = np.int64(Decision.VERIFICATION_LENGTH)
D_EQUIPMENT = np.int64(Decision.EQUIPMENT)
D_MENTAL_HEALTH_UNIT = np.int64(Decision.MENTAL_HEALTH_UNIT)
HOME = np.int64(Setting.HOME)
RESIDENTIAL = np.int64(Setting.RESIDENTIAL_HOME)
NURSING = np.int64(Setting.NURSING_HOME)
TO_HOME = np.int64(Destination.HOME)
TO_REABLEMENT = np.int64(Destination.REABLEMENT)
TO_HOME_CARE = np.int64(Destination.HOME_CARE)
TO_FURTHER_NHS = np.int64(Destination.FURTHER_NHS_CARE)
TO_RESIDENTIAL = np.int64(Destination.RESIDENTIAL_HOME)
TO_NURSING = np.int64(Destination.NURSING_HOME)
COUNCIL = np.int64(Payer.COUNCIL)
NHS = np.int64(Payer.NHS)
SELF = np.int64(Payer.SELF)
SETTLED = np.int64(Stage.SETTLED)
CHOOSING = np.int64(Stage.CHOOSING)
IN_DISPUTE = np.int64(Stage.IN_DISPUTE)
WAITING_FOR_HOUSING = np.int64(Stage.WAITING_FOR_HOUSING)
ARRANGED = np.int64(Stage.ARRANGED)
VERIFYING = np.int64(Stage.VERIFYING)
STEP_NHS_ASSESSMENT = np.int64(Step.NHS_ASSESSMENT)
STEP_VERIFICATION = np.int64(Step.VERIFICATION)
STEP_COUNCIL_ASSESSMENT = np.int64(Step.COUNCIL_ASSESSMENT)
STEP_DISPUTE = np.int64(Step.DISPUTE)
STEP_FUNDING = np.int64(Step.FUNDING)
STEP_DECLARATION = np.int64(Step.DECLARATION)
STEP_CHOICE = np.int64(Step.CHOICE)
STEP_HOUSING = np.int64(Step.HOUSING)
STEP_EQUIPMENT = np.int64(Step.EQUIPMENT)
STEP_PLACE = np.int64(Step.PLACE)
Q_NHS_ASSESSMENT = np.int64(Service.NHS_ASSESSMENT)
Q_COUNCIL_ASSESSMENT = np.int64(Service.COUNCIL_ASSESSMENT)
Q_FUNDING = np.int64(Service.FUNDING)
Q_PANEL = np.int64(Service.CONTINUING_HEALTHCARE_PANEL)
Q_FURTHER = np.int64(Service.FURTHER_NHS_CARE)
Q_MENTAL_HEALTH = np.int64(Service.MENTAL_HEALTH_BED)
Q_EQUIPMENT = np.int64(Service.EQUIPMENT)
Q_REABLEMENT = np.int64(Service.REABLEMENT)
Q_HOME_CARE = np.int64(Service.HOME_CARE)
Q_RESIDENTIAL = np.int64(Service.RESIDENTIAL_PLACE)
Q_NURSING = np.int64(Service.NURSING_PLACE)
F_HAND_OFFS = np.int64(Flow.HAND_OFFS)
F_DISPUTES = np.int64(Flow.DISPUTES)
F_VERIFICATIONS = np.int64(Flow.VERIFICATIONS)
F_NHS_ASSESSMENTS = np.int64(Flow.NHS_ASSESSMENTS)


@kernel
def service_for(destination):
    """The service that a destination needs."""
    if destination == TO_REABLEMENT:
        return Q_REABLEMENT
    if destination == TO_RESIDENTIAL:
        return Q_RESIDENTIAL
    if destination == TO_NURSING:
        return Q_NURSING
    return Q_HOME_CARE


@kernel
def take_steps(rules, state, who, day):
    """Go on from the person's present step until something must be waited for, or they have arrived."""
    person = person_at(state, who)
    while person.step < STEP_PLACE:
        if not pass_step(rules, state, who, day):
            return
        person.step += 1
    person.stage = ARRANGED
    if is_at_its_place(person):
        leave_bed(rules, state, who, day)
    elif goes_home_first(state, person):
        leave_for_assessment_at_home(rules, state, who, day)
    elif person.destination == TO_HOME:
        finish_at_home(person)
    else:
        join_queue(state, who, service_at_place(rules, person), day)


@inlined
def returns_to_care_home(person):
    """Whether a resident goes back to the place that was kept for them."""
    if person.origin == RESIDENTIAL:
        return person.destination == TO_RESIDENTIAL
    return person.origin == NURSING and person.destination == TO_NURSING


@inlined
def is_at_its_place(person):
    """Whether nothing needs to be found: home without a service, or a package that was held."""
    if not is_in_bed(person):
        return False
    if person.destination == TO_HOME or returns_to_care_home(person):
        return True
    return person.destination == TO_HOME_CARE and person.held and person.wanted <= person.hours


@kernel
def leave_for_assessment_at_home(rules, state, who, day):
    """Home first: leave as soon as readiness is declared, and be assessed at home."""
    person = person_at(state, who)
    person.requests += 1
    leave_bed(rules, state, who, day)
    if person.next_payer == COUNCIL:
        person.step = STEP_COUNCIL_ASSESSMENT
        join_queue(state, who, Q_COUNCIL_ASSESSMENT, day)
    else:
        join_queue(state, who, Q_HOME_CARE, day)


@inlined
def finish_at_home(person):
    """A request from home has ended without a service."""
    person.stage = SETTLED
    person.wanted = 0


@kernel
def service_at_place(rules, person):
    """The queue for the destination; those with dementia may need an older people's mental health bed."""
    if person.destination != TO_FURTHER_NHS:
        return service_for(np.int64(person.destination))
    luck = keyed_uniform(person.luck, D_MENTAL_HEALTH_UNIT, visit_of(person))
    return Q_MENTAL_HEALTH if person.cognition > 0 and luck < rules.mental_health_share else Q_FURTHER


@kernel
def pass_step(rules, state, who, day):
    """Whether a person need not wait at their present step; if they must, they now do."""
    person = person_at(state, who)
    step = person.step
    if step == STEP_NHS_ASSESSMENT:
        join_queue(state, who, Q_NHS_ASSESSMENT, day)
        return False
    if step == STEP_VERIFICATION:
        return not waits_for_verification(state, who, day)
    if step == STEP_COUNCIL_ASSESSMENT:
        return not waits_for_council(rules, state, who, day)
    if step == STEP_DISPUTE:
        return not waits_for_dispute(rules, state, who, day)
    if step == STEP_FUNDING:
        return not waits_for_money(state, who, day)
    if step == STEP_DECLARATION:
        if is_in_bed(person) and day < person.declared_day:
            person.stage = ARRANGED
            return False
        return True
    if step == STEP_CHOICE:
        return not waits_for_choice(rules, state, who, day)
    if step == STEP_HOUSING:
        return not waits_for_housing(rules, state, who, day)
    if step == STEP_EQUIPMENT:
        return not waits_for_equipment(rules, state, who, day)
    return True


@inlined
def goes_home_first(state, person):
    """Whether assessment for care at home is done at home, after leaving."""
    return (
        is_in_bed(person)
        and person.destination == TO_HOME_CARE
        and person.lapsed == 0
        and hood_at(state, person.neighbourhood).home_first != 0
    )


@kernel
def waits_for_council(rules, state, who, day):
    """A social worker assesses whomever the council may pay for."""
    person = person_at(state, who)
    if person.next_payer != COUNCIL or goes_home_first(state, person):
        return False
    if is_in_bed(person) and hood_at(state, person.neighbourhood).single_assessment:
        # One assessment serves both bodies: the council's part was done with the NHS's.
        count_council_assessment(state, person)
        decide_eligibility(rules, state, person)
        return False
    join_queue(state, who, Q_COUNCIL_ASSESSMENT, day)
    return True


@inlined
def set_going(state, person, day):
    """The day from which a wait without a queue counts: a co-ordinator sees to everything at referral."""
    return person.asked_day if hood_at(state, person.neighbourhood).coordinator else day


@kernel
def waits_without_queue(person, stage, start, days, day):
    """Wait for something that has no queue, unless it is over already."""
    until = start + 1 + int(math.floor(days))
    if until <= day:
        return False
    person.stage = stage
    person.stay_day = min(NEVER, until)
    return True


@kernel
def waits_for_verification(state, who, day):
    """Whoever may be asked to pay for someone across a line first makes sure that they are theirs."""
    person = person_at(state, who)
    control = hood_at(state, person.neighbourhood)
    if control.verification_days <= 0.0 or not person.traits & ACROSS_LINE or not is_in_bed(person):
        return False
    if not (person.next_payer == COUNCIL or person.next_payer == NHS) or goes_home_first(state, person):
        return False
    control.flows[F_VERIFICATIONS] += 1
    luck = keyed_exponential(person.luck, D_VERIFICATION_LENGTH, visit_of(person))
    return waits_without_queue(person, VERIFYING, day, control.verification_days * luck, day)


@kernel
def waits_for_dispute(rules, state, who, day):
    """The bodies may dispute who is responsible for a person whom one of them is to pay for."""
    person = person_at(state, who)
    if not is_in_bed(person) or person.next_payer == SELF or not goes_to_care_home(person):
        return False
    visit = visit_of(person)
    control = hood_at(state, person.neighbourhood)
    chance = control.dispute_chance
    if person.traits & ACROSS_LINE:
        chance = chance + control.dispute_across
    if keyed_uniform(person.luck, D_DISPUTE, visit) >= chance:
        return False
    control.flows[F_DISPUTES] += 1
    days = rules.dispute_days * keyed_exponential(person.luck, D_DISPUTE_LENGTH, visit)
    return waits_without_queue(person, IN_DISPUTE, day, days, day)


@kernel
def waits_for_money(state, who, day):
    """A panel agrees to pay for a care home: the council's, or the commissioner's for continuing healthcare."""
    person = person_at(state, who)
    if not goes_to_care_home(person) or person.next_payer == SELF:
        return False
    join_queue(state, who, Q_PANEL if person.next_payer == NHS else Q_FUNDING, day)
    return True


@kernel
def waits_for_choice(rules, state, who, day):
    """The person or their family is still choosing."""
    person = person_at(state, who)
    if not is_in_bed(person) or person.destination == TO_HOME or person.destination == TO_FURTHER_NHS:
        return False
    if returns_to_care_home(person):
        return False
    chance = rules.choice_chance if goes_to_care_home(person) else rules.choice_chance_home
    visit = visit_of(person)
    if keyed_uniform(person.luck, D_CHOICE, visit) >= chance:
        return False
    days = rules.choice_days * keyed_exponential(person.luck, D_CHOICE_LENGTH, visit)
    return waits_without_queue(person, CHOOSING, set_going(state, person, day), days, day)


@inlined
def goes_home_with_service(person):
    """Whether someone in a bed is to go home with a service."""
    return is_in_bed(person) and (person.destination == TO_HOME_CARE or person.destination == TO_REABLEMENT)


@kernel
def waits_for_housing(rules, state, who, day):
    """A home may not be fit to return to."""
    person = person_at(state, who)
    if not goes_home_with_service(person):
        return False
    visit = visit_of(person)
    if keyed_uniform(person.luck, D_HOUSING, visit) >= rules.housing_chance:
        return False
    mean = rules.housing_days * hood_at(state, person.neighbourhood).housing_factor
    days = mean * keyed_exponential(person.luck, D_HOUSING_LENGTH, visit)
    return waits_without_queue(person, WAITING_FOR_HOUSING, set_going(state, person, day), days, day)


@kernel
def waits_for_equipment(rules, state, who, day):
    """Some need equipment or adaptations before they can go home."""
    person = person_at(state, who)
    if not goes_home_with_service(person) or person.held:
        return False
    if keyed_uniform(person.luck, D_EQUIPMENT, visit_of(person)) >= rules.equipment_chance:
        return False
    join_queue(state, who, Q_EQUIPMENT, day)
    return True


@kernel
def serve_assessed(rules, state, who, service, day):
    """Someone has been assessed, or their money agreed, or their equipment delivered: go on to the next step."""
    person = person_at(state, who)
    if service == Q_NHS_ASSESSMENT:
        tell_story(state, person)
        hood_at(state, person.neighbourhood).flows[F_NHS_ASSESSMENTS] += 1
        hood_at(state, person.neighbourhood).flows[F_HAND_OFFS] += 1
    elif service == Q_COUNCIL_ASSESSMENT:
        tell_story(state, person)
        count_council_assessment(state, person)
        decide_eligibility(rules, state, person)
    if person.destination == TO_HOME and not is_in_bed(person):
        finish_at_home(person)
        return
    person.step += 1
    take_steps(rules, state, who, day)
