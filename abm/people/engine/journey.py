"""From a decision to a place: the steps a person takes, whom they wait for, and where they arrive."""

from __future__ import annotations

import math

import numpy as np

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.engine.draws import keyed_exponential, keyed_normal, keyed_uniform
from abm.people.engine.kernel import inlined, kernel
from abm.people.engine.needs import current_net_need, is_in_bed, net_of_carer, settled_need
from abm.people.engine.queues import FREE, TAKE, hold, is_open_for_one_more, join_queue
from abm.people.pathway import Stage, Step
from abm.people.person import (
    FUNDS_CARE_HOME,
    FUNDS_HOME_CARE,
    KNOWN_TO_TEAM,
    NEED_FOUND,
    NEVER,
)
from abm.people.rules import AGE_75_DAYS
from abm.vocabulary import Destination, Frailty, Payer, Service, Setting

D_CHOICE = np.int64(Decision.CHOICE)
D_CHOICE_LENGTH = np.int64(Decision.CHOICE_LENGTH)
D_DISPUTE = np.int64(Decision.DISPUTE)
D_DISPUTE_LENGTH = np.int64(Decision.DISPUTE_LENGTH)
D_HOUSING = np.int64(Decision.HOUSING)
D_HOUSING_LENGTH = np.int64(Decision.HOUSING_LENGTH)
D_EQUIPMENT = np.int64(Decision.EQUIPMENT)
D_FURTHER = np.int64(Decision.FURTHER_NHS_CARE)
D_MENTAL_HEALTH_UNIT = np.int64(Decision.MENTAL_HEALTH_UNIT)
D_CAN_BENEFIT = np.int64(Decision.CAN_BENEFIT)
D_TEAM_BENEFIT = np.int64(Decision.TEAM_VIEW_OF_BENEFIT)
D_TEAM_NEED = np.int64(Decision.TEAM_VIEW_OF_NEED)
D_SHARED_RECORD = np.int64(Decision.SHARED_RECORD)
D_COUNCIL_NEED = np.int64(Decision.COUNCIL_VIEW_OF_NEED)
D_HELP_CLOCK = np.int64(Decision.HELP_CLOCK)
D_TEAM_MEETS = np.int64(Decision.LOCALITY_TEAM_MEETS)
D_TEAM_FINDS = np.int64(Decision.LOCALITY_TEAM_FINDS)
D_DECLARATION_LAG = np.int64(Decision.DECLARATION_LAG)
D_SHIFT_ROUNDING = np.int64(Decision.SHIFT_ROUNDING)
D_CLOSED_DAY = np.int64(Decision.CLOSED_DAY)
D_COMMUNITY_STAY = np.int64(Decision.COMMUNITY_STAY)
D_SPEND_DOWN = np.int64(Decision.SPEND_DOWN)

HOME = np.int64(Setting.HOME)
ACUTE_BED = np.int64(Setting.ACUTE_BED)
COMMUNITY_BED = np.int64(Setting.COMMUNITY_BED)
RESIDENTIAL = np.int64(Setting.RESIDENTIAL_HOME)
NURSING = np.int64(Setting.NURSING_HOME)
TO_HOME = np.int64(Destination.HOME)
TO_REABLEMENT = np.int64(Destination.REABLEMENT)
TO_HOME_CARE = np.int64(Destination.HOME_CARE)
TO_FURTHER_NHS = np.int64(Destination.FURTHER_NHS_CARE)
TO_RESIDENTIAL = np.int64(Destination.RESIDENTIAL_HOME)
TO_NURSING = np.int64(Destination.NURSING_HOME)
NOBODY_PAYS = np.int64(Payer.NOBODY)
COUNCIL = np.int64(Payer.COUNCIL)
NHS = np.int64(Payer.NHS)
SELF = np.int64(Payer.SELF)
MODERATE = np.int64(Frailty.MODERATE)

SETTLED = np.int64(Stage.SETTLED)
IN_TREATMENT = np.int64(Stage.IN_TREATMENT)
CHOOSING = np.int64(Stage.CHOOSING)
IN_DISPUTE = np.int64(Stage.IN_DISPUTE)
WAITING_FOR_HOUSING = np.int64(Stage.WAITING_FOR_HOUSING)
ARRANGED = np.int64(Stage.ARRANGED)

STEP_NHS_ASSESSMENT = np.int64(Step.NHS_ASSESSMENT)
STEP_COUNCIL_ASSESSMENT = np.int64(Step.COUNCIL_ASSESSMENT)
STEP_DISPUTE = np.int64(Step.DISPUTE)
STEP_FUNDING = np.int64(Step.FUNDING)
STEP_DECLARATION = np.int64(Step.DECLARATION)
STEP_CHOICE = np.int64(Step.CHOICE)
STEP_HOUSING = np.int64(Step.HOUSING)
STEP_EQUIPMENT = np.int64(Step.EQUIPMENT)
STEP_PLACE = np.int64(Step.PLACE)
STEP_LEAVE = np.int64(Step.LEAVE)

Q_ACUTE_BED = np.int64(Service.ACUTE_BED)
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

F_DECISIONS = np.int64(Flow.DECISIONS)
F_IMPROVABLE = np.int64(Flow.DECISIONS_IMPROVABLE)
F_LOCAL_OPTION = np.int64(Flow.DECISIONS_IMPROVABLE_LOCAL_OPTION)
F_SHARED_RECORD = np.int64(Flow.DECISIONS_WITH_SHARED_RECORD)
F_TEAM_DISCHARGES = np.int64(Flow.TEAM_DISCHARGES)
F_TEAM_REABLEMENT = np.int64(Flow.TEAM_REABLEMENT_REFERRALS)
F_HAND_OFFS = np.int64(Flow.HAND_OFFS)
F_DISPUTES = np.int64(Flow.DISPUTES)
F_REFUSED = np.int64(Flow.REFUSED_INELIGIBLE)
F_REQUESTS = np.int64(Flow.REQUESTS_FOR_HELP)
F_DETECTED = np.int64(Flow.DETECTED_BY_LOCALITY_TEAM)
F_NHS_ASSESSMENTS = np.int64(Flow.NHS_ASSESSMENTS)
F_ASSESSED_IN_HOSPITAL = np.int64(Flow.COUNCIL_ASSESSMENTS_HOSPITAL)
F_ASSESSED_AT_HOME = np.int64(Flow.COUNCIL_ASSESSMENTS_COMMUNITY)
F_STAYS_SHORT = np.int64(Flow.SHORT_STAYS_ENDED)
F_STAYS_LONG = np.int64(Flow.LONG_STAYS_ENDED)
F_STAY_DAYS = np.int64(Flow.STAY_DAYS_ENDED)
F_DISCHARGES = np.int64(Flow.LIVE_DISCHARGES)
F_DISCHARGES_75 = np.int64(Flow.LIVE_DISCHARGES_75PLUS)
F_DECLARED_EARLY = np.int64(Flow.DECLARED_EARLY)
F_FIRST_START = np.int64(Flow.PACKAGE_STARTS_COUNCIL) - COUNCIL
F_STARTS_28 = np.int64(Flow.PACKAGE_STARTS_WITHIN_28_DAYS)
F_RESTARTED = np.int64(Flow.PACKAGES_RESTARTED)
F_REABLEMENT_STARTS = np.int64(Flow.REABLEMENT_STARTS)
F_FIRST_ENTRY = np.int64(Flow.CARE_HOME_ENTRIES_COUNCIL) - COUNCIL
F_ENTRIES_HOSPITAL = np.int64(Flow.CARE_HOME_ENTRIES_FROM_HOSPITAL)
F_ENTRIES_INAPPROPRIATE = np.int64(Flow.CARE_HOME_ENTRIES_FROM_HOSPITAL_INAPPROPRIATE)
F_MONTH_FOR_A_NIGHT = np.int64(Flow.SHORT_NEED_LONG_STAY_CARE_HOME)

TWO_WEEKS = 14
MONTH_AFTER_DISCHARGE = 30
WITHIN_28_DAYS = 28
AT_HOME_OCCURRENCE = 1 << 21
"""Keeps what is drawn for requests from home apart from what is drawn for stays."""
PACKAGE_TOLERANCE = 3


@inlined
def visit_of(person):
    """Occurrence of everything drawn once per stay in a bed, and again when someone worsens during it."""
    return person.episodes * 64 + person.units * 8 + person.replans


@inlined
def sees_shared_record(rules, state, person, occurrence):
    """Whether this decision is made with both bodies' records."""
    share = state.neighbourhoods[person.neighbourhood].shared_records
    return keyed_uniform(rules.seed, person.key, D_SHARED_RECORD, occurrence) < share


@kernel
def error_of_view(rules, state, person, error, shared):
    """The spread of a professional's error, sharper with both records and under a single assessment."""
    if shared:
        error = error * rules.record_sharpens
    if state.neighbourhoods[person.neighbourhood].single_assessment:
        error = error * rules.single_assessment_sharpens
    return error


@kernel
def place_for(rules, hours):
    """Where a net need of so many hours a week is met."""
    if hours < rules.home_limit:
        return TO_HOME
    if hours < rules.residential_limit:
        return TO_HOME_CARE
    if hours < rules.nursing_limit:
        return TO_RESIDENTIAL
    return TO_NURSING


@inlined
def package_for(rules, hours):
    """Whole hours a week bought for a net need."""
    return min(rules.largest_package, int(math.floor(hours)) + 1)


@kernel
def payer_for(state, person, hours):
    """Who pays for long-term care at the person's destination."""
    if person.destination == TO_NURSING or person.destination == TO_RESIDENTIAL:
        limit = state.neighbourhoods[person.neighbourhood].continuing_healthcare_hours
        if person.destination == TO_NURSING and hours >= limit:
            return NHS
        return SELF if person.traits & FUNDS_CARE_HOME else COUNCIL
    return SELF if person.traits & FUNDS_HOME_CARE else COUNCIL


# --- the team's decision ---------------------------------------------------------------------------------------


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
    row = state.neighbourhoods[person.neighbourhood].flows
    row[F_DECISIONS] += 1
    if shared:
        row[F_SHARED_RECORD] += 1
    if chosen == right:
        return
    row[F_IMPROVABLE] += 1
    if right == TO_HOME or is_open_for_one_more(state, person, service_for(right)):
        row[F_LOCAL_OPTION] += 1


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
def choose_destination(rules, state, person, view, suits_reablement):
    """The team's choice from what it believes."""
    place = place_for(rules, view)
    if place != TO_HOME and suits_reablement and view < rules.residential_limit:
        return TO_REABLEMENT
    return place


@kernel
def refer(rules, state, who, day):
    """The discharge team looks at a person in a bed and decides where they should go."""
    person = state.people[who]
    control = state.neighbourhoods[person.neighbourhood]
    visit = visit_of(person)
    shared = sees_shared_record(rules, state, person, visit)
    spread = error_of_view(rules, state, person, rules.need_noise, shared)
    error = spread * keyed_normal(rules.seed, person.key, D_TEAM_NEED, visit)
    view = current_net_need(rules, person) * math.exp(error) * control.team_caution
    if person.origin == RESIDENTIAL or person.origin == NURSING:
        return_to_care_home(rules, state, who, view, day)
        return
    if person.setting == ACUTE_BED:
        needs_unit = keyed_uniform(rules.seed, person.key, D_FURTHER, visit)
        if needs_unit < rules.further_nhs_share[person.frailty]:
            person.destination = TO_FURTHER_NHS
            person.next_payer = NOBODY_PAYS
            person.step = STEP_NHS_ASSESSMENT
            take_steps(rules, state, who, day)
            return
    latent = keyed_uniform(rules.seed, person.key, D_CAN_BENEFIT, visit)
    person.can_benefit = latent > rules.benefit_from
    seen = latent + rules.benefit_noise * keyed_normal(rules.seed, person.key, D_TEAM_BENEFIT, visit)
    chosen = choose_destination(rules, state, person, view, seen > control.reablement_threshold)
    right = right_destination(rules, person, person.can_benefit)
    if chosen != TO_HOME or right != TO_HOME:
        count_decision(state, person, chosen, right, shared)
    if chosen != TO_HOME and person.setting == ACUTE_BED:
        state.neighbourhoods[person.neighbourhood].flows[F_TEAM_DISCHARGES] += 1
        if chosen == TO_REABLEMENT:
            state.neighbourhoods[person.neighbourhood].flows[F_TEAM_REABLEMENT] += 1
    set_out(rules, state, who, chosen, view, day)


@kernel
def return_to_care_home(rules, state, who, view, day):
    """A resident goes back to their home, or on to nursing care when they need it."""
    person = state.people[who]
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
    person = state.people[who]
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


# --- the steps -------------------------------------------------------------------------------------------------


@kernel
def take_steps(rules, state, who, day):
    """Go on from the person's present step until something must be waited for, or they have arrived."""
    person = state.people[who]
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
        join_queue(rules, state, who, service_at_place(rules, state, person), day)


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
    person = state.people[who]
    person.requests += 1
    leave_bed(rules, state, who, day)
    if person.next_payer == COUNCIL:
        person.step = STEP_COUNCIL_ASSESSMENT
        join_queue(rules, state, who, Q_COUNCIL_ASSESSMENT, day)
    else:
        join_queue(rules, state, who, Q_HOME_CARE, day)


@inlined
def finish_at_home(person):
    """A request from home has ended without a service."""
    person.stage = SETTLED
    person.wanted = 0


@kernel
def service_at_place(rules, state, person):
    """The queue for the destination; those with dementia may need an older people's mental health bed."""
    if person.destination != TO_FURTHER_NHS:
        return service_for(np.int64(person.destination))
    luck = keyed_uniform(rules.seed, person.key, D_MENTAL_HEALTH_UNIT, visit_of(person))
    return Q_MENTAL_HEALTH if person.cognition > 0 and luck < rules.mental_health_share else Q_FURTHER


@kernel
def pass_step(rules, state, who, day):
    """Whether a person need not wait at their present step; if they must, they now do."""
    person = state.people[who]
    step = person.step
    if step == STEP_NHS_ASSESSMENT:
        join_queue(rules, state, who, Q_NHS_ASSESSMENT, day)
        return False
    if step == STEP_COUNCIL_ASSESSMENT:
        return not waits_for_council(rules, state, who, day)
    if step == STEP_DISPUTE:
        return not waits_for_dispute(rules, state, who, day)
    if step == STEP_FUNDING:
        return not waits_for_money(rules, state, who, day)
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
        and state.neighbourhoods[person.neighbourhood].home_first != 0
    )


@kernel
def waits_for_council(rules, state, who, day):
    """A social worker assesses whomever the council may pay for."""
    person = state.people[who]
    if person.next_payer != COUNCIL or goes_home_first(state, person):
        return False
    if is_in_bed(person) and state.neighbourhoods[person.neighbourhood].single_assessment:
        # One assessment serves both bodies: the council's part was done with the NHS's.
        count_council_assessment(state, person)
        decide_eligibility(rules, state, person)
        return False
    join_queue(rules, state, who, Q_COUNCIL_ASSESSMENT, day)
    return True


@inlined
def wait_until(person, stage, days, day):
    """Wait for something that has no queue."""
    person.stage = stage
    person.stay_day = day + 1 + int(math.floor(days))


@inlined
def goes_to_care_home(person):
    """Whether the destination is a care home."""
    return person.destination == TO_RESIDENTIAL or person.destination == TO_NURSING


@kernel
def waits_for_dispute(rules, state, who, day):
    """The bodies may dispute who is responsible for a person whom one of them is to pay for."""
    person = state.people[who]
    if not is_in_bed(person) or person.next_payer == SELF or not goes_to_care_home(person):
        return False
    visit = visit_of(person)
    chance = state.neighbourhoods[person.neighbourhood].dispute_chance
    if keyed_uniform(rules.seed, person.key, D_DISPUTE, visit) >= chance:
        return False
    state.neighbourhoods[person.neighbourhood].flows[F_DISPUTES] += 1
    days = rules.dispute_days * keyed_exponential(rules.seed, person.key, D_DISPUTE_LENGTH, visit)
    wait_until(person, IN_DISPUTE, days, day)
    return True


@kernel
def waits_for_money(rules, state, who, day):
    """A panel agrees to pay for a care home: the council's, or the commissioner's for continuing healthcare."""
    person = state.people[who]
    if not goes_to_care_home(person) or person.next_payer == SELF:
        return False
    join_queue(rules, state, who, Q_PANEL if person.next_payer == NHS else Q_FUNDING, day)
    return True


@kernel
def waits_for_choice(rules, state, who, day):
    """The person or their family is still choosing."""
    person = state.people[who]
    if not is_in_bed(person) or person.destination == TO_HOME or person.destination == TO_FURTHER_NHS:
        return False
    if returns_to_care_home(person):
        return False
    chance = rules.choice_chance if goes_to_care_home(person) else rules.choice_chance_home
    visit = visit_of(person)
    if keyed_uniform(rules.seed, person.key, D_CHOICE, visit) >= chance:
        return False
    days = rules.choice_days * keyed_exponential(rules.seed, person.key, D_CHOICE_LENGTH, visit)
    wait_until(person, CHOOSING, days, day)
    return True


@inlined
def goes_home_with_service(person):
    """Whether someone in a bed is to go home with a service."""
    return is_in_bed(person) and (person.destination == TO_HOME_CARE or person.destination == TO_REABLEMENT)


@kernel
def waits_for_housing(rules, state, who, day):
    """A home may not be fit to return to."""
    person = state.people[who]
    if not goes_home_with_service(person):
        return False
    visit = visit_of(person)
    if keyed_uniform(rules.seed, person.key, D_HOUSING, visit) >= rules.housing_chance:
        return False
    days = rules.housing_days * keyed_exponential(rules.seed, person.key, D_HOUSING_LENGTH, visit)
    wait_until(person, WAITING_FOR_HOUSING, days, day)
    return True


@kernel
def waits_for_equipment(rules, state, who, day):
    """Some need equipment or adaptations before they can go home."""
    person = state.people[who]
    if not goes_home_with_service(person) or person.held:
        return False
    if keyed_uniform(rules.seed, person.key, D_EQUIPMENT, visit_of(person)) >= rules.equipment_chance:
        return False
    join_queue(rules, state, who, Q_EQUIPMENT, day)
    return True


# --- assessment ------------------------------------------------------------------------------------------------


@inlined
def count_council_assessment(state, person):
    """Count an assessment by the council."""
    row = state.neighbourhoods[person.neighbourhood].flows
    row[F_ASSESSED_IN_HOSPITAL if is_in_bed(person) else F_ASSESSED_AT_HOME] += 1
    row[F_HAND_OFFS] += 1


@kernel
def council_view(rules, state, person):
    """Net hours a week as the council's assessor sees them."""
    occurrence = visit_of(person) if is_in_bed(person) else AT_HOME_OCCURRENCE + person.requests
    shared = sees_shared_record(rules, state, person, occurrence)
    spread = error_of_view(rules, state, person, rules.need_noise, shared)
    error = spread * keyed_normal(rules.seed, person.key, D_COUNCIL_NEED, occurrence)
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
    if person.destination == TO_HOME_CARE and view < state.neighbourhoods[person.neighbourhood].eligibility_hours:
        state.neighbourhoods[person.neighbourhood].flows[F_REFUSED] += 1
        person.destination = TO_HOME
        person.wanted = 0


@kernel
def serve_assessed(rules, state, who, service, day):
    """Someone has been assessed, or their money agreed, or their equipment delivered: go on to the next step."""
    person = state.people[who]
    if service == Q_NHS_ASSESSMENT:
        state.neighbourhoods[person.neighbourhood].flows[F_NHS_ASSESSMENTS] += 1
        state.neighbourhoods[person.neighbourhood].flows[F_HAND_OFFS] += 1
    elif service == Q_COUNCIL_ASSESSMENT:
        count_council_assessment(state, person)
        decide_eligibility(rules, state, person)
    if person.destination == TO_HOME and not is_in_bed(person):
        finish_at_home(person)
        return
    person.step += 1
    take_steps(rules, state, who, day)


# --- arriving --------------------------------------------------------------------------------------------------


@kernel
def start_home_care(state, person, day):
    """A package of home care starts, or grows."""
    row = state.neighbourhoods[person.neighbourhood].flows
    if person.lapsed > 0:
        row[F_RESTARTED] += 1
    row[F_FIRST_START + person.next_payer] += 1
    if day - person.asked_day <= WITHIN_28_DAYS:
        row[F_STARTS_28] += 1
    row[F_HAND_OFFS] += 1
    person.hours = person.wanted
    person.payer = person.next_payer
    person.lapsed = 0


@inlined
def schedule_package_check(rules, person, day):
    """Two weeks after a start somebody could look again; later, once a year."""
    person.care_day = day + TWO_WEEKS
    person.two_week_check = 1


@kernel
def end_package(state, person):
    """Stop whatever home care a person has and give its hours back."""
    if person.hours > 0:
        hold(state, person, Q_HOME_CARE, -person.hours)
    person.hours = 0
    person.held = 0
    person.lapsed = 0
    person.care_day = NEVER
    person.two_week_check = 0
    if person.setting == HOME:
        person.payer = NOBODY_PAYS


@kernel
def enter_care_home(rules, state, person, day):
    """Move into a residential or nursing home for good."""
    row = state.neighbourhoods[person.neighbourhood].flows
    from_bed = is_in_bed(person)
    if person.origin < RESIDENTIAL:
        row[F_FIRST_ENTRY + person.next_payer] += 1
        if from_bed:
            count_entry_from_hospital(rules, state, person, day)
    else:
        hold(state, person, Q_RESIDENTIAL if person.origin == RESIDENTIAL else Q_NURSING, FREE)
    row[F_HAND_OFFS] += 1
    capital_runs = person.payer == SELF and person.origin >= RESIDENTIAL
    if person.origin < RESIDENTIAL:
        end_package(state, person)
    person.payer = person.next_payer
    if person.payer != SELF:
        person.care_day = NEVER
    elif not capital_runs:
        length = rules.spend_down_days * keyed_exponential(rules.seed, person.key, D_SPEND_DOWN, 0)
        person.care_day = day + 1 + int(math.floor(min(length, 1.0e6)))


@inlined
def count_entry_from_hospital(rules, state, person, day):
    """Count a move from hospital to a care home, and whether it had to be."""
    row = state.neighbourhoods[person.neighbourhood].flows
    row[F_ENTRIES_HOSPITAL] += 1
    if net_of_carer(rules, person, settled_need(rules, person)) < rules.residential_limit:
        row[F_ENTRIES_INAPPROPRIATE] += 1
    if person.ready_day - person.admitted_day <= 2 and day - person.admitted_day >= 28:
        row[F_MONTH_FOR_A_NIGHT] += 1


@inlined
def count_end_of_stay(state, person, day):
    """Count a completed acute stay."""
    row = state.neighbourhoods[person.neighbourhood].flows
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
    row = state.neighbourhoods[person.neighbourhood].flows
    row[F_DISCHARGES] += 1
    if day - person.birth_day >= AGE_75_DAYS:
        row[F_DISCHARGES_75] += 1
    person.early_days = max(0, person.ready_day - day)
    if person.early_days > 0:
        row[F_DECLARED_EARLY] += 1
    person.recovered_day = day + MONTH_AFTER_DISCHARGE


@kernel
def next_open_day(state, day):
    """The first day from ``day`` on which offices are open; days after the run count as open."""
    while day < len(state.days) and state.days[day].closed:
        day += 1
    return day


@kernel
def begin_stay(rules, state, who, day, nights):
    """Fix the days of a stay: true readiness, its declaration by the ward, and referral to the teams."""
    person = state.people[who]
    control = state.neighbourhoods[person.neighbourhood]
    visit = visit_of(person)
    person.stage = IN_TREATMENT
    person.admitted_day = day
    person.ready_day = day + max(1, nights)
    lag = rules.declaration_lag_days * keyed_exponential(rules.seed, person.key, D_DECLARATION_LAG, visit)
    rounding = keyed_uniform(rules.seed, person.key, D_SHIFT_ROUNDING, visit)
    shift = int(math.floor(control.readiness_shift + rounding))
    declared = max(day + 1, person.ready_day + int(math.floor(lag)) + shift)
    if keyed_uniform(rules.seed, person.key, D_CLOSED_DAY, visit) >= control.weekend_discharge:
        declared = next_open_day(state, declared)
    person.declared_day = declared
    person.referral_day = max(day + 1, declared - rules.notice_days)


@kernel
def move_to_community_bed(rules, state, who, service, day):
    """From an acute bed to further NHS care in a community or mental health bed."""
    person = state.people[who]
    give_back_bed(state, person, day)
    hold(state, person, service, TAKE)
    person.bed_service = service
    person.setting = COMMUNITY_BED
    person.units += 1
    state.neighbourhoods[person.neighbourhood].flows[F_HAND_OFFS] += 1
    visit = visit_of(person)
    nights = rules.community_stay_days * keyed_exponential(rules.seed, person.key, D_COMMUNITY_STAY, visit)
    begin_stay(rules, state, who, day, int(math.floor(nights)))


@kernel
def leave_bed(rules, state, who, day):
    """Leave a bed for wherever the steps have led."""
    person = state.people[who]
    give_back_bed(state, person, day)
    if person.setting == ACUTE_BED:
        count_discharge(state, person, day)
    else:
        person.early_days = 0
        person.recovered_day = day + MONTH_AFTER_DISCHARGE
    person.units = 0
    arrive(rules, state, who, day)


@kernel
def arrive(rules, state, who, day):
    """Be at the destination: home, with or without a service, or a care home."""
    person = state.people[who]
    person.stage = SETTLED
    person.stay_day = NEVER
    if person.destination == TO_RESIDENTIAL or person.destination == TO_NURSING:
        person.setting = RESIDENTIAL if person.destination == TO_RESIDENTIAL else NURSING
        person.origin = person.setting
        return
    person.setting = HOME
    person.origin = HOME
    person.held = 0
    person.lapsed = 0
    if person.destination == TO_REABLEMENT:
        end_package(state, person)
        person.in_reablement = 1
        person.care_day = day + rules.reablement_days
        state.neighbourhoods[person.neighbourhood].flows[F_REABLEMENT_STARTS] += 1
    elif person.hours > 0:
        schedule_package_check(rules, person, day)


@kernel
def serve_placed(rules, state, who, service, day):
    """A place, a slot or the hours someone waited for are theirs."""
    person = state.people[who]
    if service == Q_FURTHER or service == Q_MENTAL_HEALTH:
        move_to_community_bed(rules, state, who, service, day)
        return
    if service == Q_HOME_CARE:
        hold(state, person, Q_HOME_CARE, person.wanted - person.hours)
        start_home_care(state, person, day)
    else:
        hold(state, person, service, TAKE)
        if service == Q_RESIDENTIAL or service == Q_NURSING:
            enter_care_home(rules, state, person, day)
    if is_in_bed(person):
        leave_bed(rules, state, who, day)
    else:
        arrive(rules, state, who, day)


# --- asking for help -------------------------------------------------------------------------------------------


@kernel
def request_help(rules, state, who, day):
    """Someone at home asks for help, or is asked for."""
    person = state.people[who]
    person.requests += 1
    person.help_clock = keyed_exponential(rules.seed, person.key, D_HELP_CLOCK, person.requests)
    need = current_net_need(rules, person)
    if need < rules.home_limit:
        return
    state.neighbourhoods[person.neighbourhood].flows[F_REQUESTS] += 1
    person.asked_day = day
    person.destination = place_for(rules, need)
    person.wanted = package_for(rules, need) if person.destination == TO_HOME_CARE else 0
    person.next_payer = payer_for(state, person, need)
    if person.next_payer == NHS:
        # Continuing healthcare is granted after the council's assessment, never on request.
        person.next_payer = COUNCIL
    person.step = STEP_COUNCIL_ASSESSMENT
    take_steps(rules, state, who, day)


@kernel
def meet_locality_team(rules, state, who, day):
    """A proactive team meets frail people where it works, and may find a need that nobody had reported."""
    person = state.people[who]
    if person.known & KNOWN_TO_TEAM or person.frailty < MODERATE:
        return
    reach = state.neighbourhoods[person.neighbourhood].locality_team
    if keyed_uniform(rules.seed, person.key, D_TEAM_MEETS, 0) >= reach:
        return
    person.known = person.known | KNOWN_TO_TEAM
    state.neighbourhoods[person.neighbourhood].flows[F_HAND_OFFS] += 1
    if person.setting != HOME or person.stage != SETTLED or person.hours > 0 or person.in_reablement:
        return
    if current_net_need(rules, person) < rules.home_limit:
        return
    if keyed_uniform(rules.seed, person.key, D_TEAM_FINDS, 0) < rules.team_finds_need:
        person.known = person.known | NEED_FOUND
        state.neighbourhoods[person.neighbourhood].flows[F_DETECTED] += 1
        request_help(rules, state, who, day)
