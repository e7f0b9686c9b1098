"""The steps from a decision to a place: whom a person waits for, and when they can go."""

from __future__ import annotations

import math
from collections.abc import Callable

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.pathway import Stage, Step
from abm.people.person import NEVER
from abm.people.rules import Rules
from abm.people.twin.arrival import leave_bed
from abm.people.twin.assessment import be_assessed_by_council
from abm.people.twin.draws import exponential, uniform
from abm.people.twin.person import Person
from abm.people.twin.queue import join_queue
from abm.people.twin.views import tell_story
from abm.vocabulary import Destination, Payer, Service, Setting

SERVICE_AT = {
    Destination.REABLEMENT: Service.REABLEMENT,
    Destination.HOME_CARE: Service.HOME_CARE,
    Destination.RESIDENTIAL_HOME: Service.RESIDENTIAL_PLACE,
    Destination.NURSING_HOME: Service.NURSING_PLACE,
}
"""The service that a destination needs."""


def take_steps(rules: Rules, person: Person, day: int) -> None:
    """Go on from the person's present step until something must be waited for, or they have arrived."""
    while person.step < Step.PLACE:
        if must_wait(rules, person, day):
            return
        go_on(person)
    person.stage = Stage.ARRANGED
    if nothing_needs_to_be_found(person):
        leave_bed(rules, person, day)
    elif goes_home_first(person):
        leave_for_assessment_at_home(rules, person, day)
    elif person.destination == Destination.HOME:
        finish_at_home(person)
    else:
        join_queue(rules, person, service_at_place(rules, person), day)


def go_on(person: Person) -> None:
    """The next step."""
    person.step = Step(person.step + 1)


def must_wait(rules: Rules, person: Person, day: int) -> bool:
    """Whether a person must wait at their present step; if so, they now do."""
    return WAITS[person.step](rules, person, day)


# --- before readiness is declared --------------------------------------------------------------------------------


def waits_for_nhs(rules: Rules, person: Person, day: int) -> bool:
    """The NHS assesses everyone who is to leave a bed with a service."""
    join_queue(rules, person, Service.NHS_ASSESSMENT, day)
    return True


def waits_for_verification(rules: Rules, person: Person, day: int) -> bool:
    """Whoever may be asked to pay for someone across a line first makes sure that they are theirs."""
    mean = person.neighbourhood.verification_days
    if mean <= 0.0 or not person.across_line or not person.is_in_bed:
        return False
    if person.next_payer not in (Payer.COUNCIL, Payer.NHS) or goes_home_first(person):
        return False
    person.neighbourhood.count(Flow.VERIFICATIONS)
    days = mean * exponential(rules, person, Decision.VERIFICATION_LENGTH, person.visit)
    return waits_without_queue(person, Stage.VERIFYING, day, days, day)


def waits_for_council(rules: Rules, person: Person, day: int) -> bool:
    """A social worker assesses whomever the council may pay for; a single assessment does without another wait."""
    if person.next_payer != Payer.COUNCIL or goes_home_first(person):
        return False
    if person.is_in_bed and person.neighbourhood.single_assessment:
        be_assessed_by_council(rules, person)
        return False
    join_queue(rules, person, Service.COUNCIL_ASSESSMENT, day)
    return True


def waits_for_dispute(rules: Rules, person: Person, day: int) -> bool:
    """The bodies may dispute who is responsible for a person whose care home one of them is to pay for."""
    if not person.is_in_bed or person.next_payer == Payer.SELF or not person.goes_to_care_home:
        return False
    chance = person.neighbourhood.dispute_chance
    if person.across_line:
        chance += person.neighbourhood.dispute_across
    if uniform(rules, person, Decision.DISPUTE, person.visit) >= chance:
        return False
    person.neighbourhood.count(Flow.DISPUTES)
    days = rules.dispute_days * exponential(rules, person, Decision.DISPUTE_LENGTH, person.visit)
    return waits_without_queue(person, Stage.IN_DISPUTE, day, days, day)


def waits_for_money(rules: Rules, person: Person, day: int) -> bool:
    """A panel agrees to pay for a care home: the council's, or the commissioner's for continuing healthcare."""
    if not person.goes_to_care_home or person.next_payer == Payer.SELF:
        return False
    by_nhs = person.next_payer == Payer.NHS
    join_queue(rules, person, Service.CONTINUING_HEALTHCARE_PANEL if by_nhs else Service.FUNDING, day)
    return True


def waits_for_declaration(_rules: Rules, person: Person, day: int) -> bool:
    """Nobody leaves a bed before the ward has declared them ready."""
    if person.is_in_bed and day < person.declared_day:
        person.stage = Stage.ARRANGED
        return True
    return False


# --- after it ----------------------------------------------------------------------------------------------------


def waits_for_choice(rules: Rules, person: Person, day: int) -> bool:
    """The person or their family is still choosing."""
    if not person.is_in_bed or person.destination in (Destination.HOME, Destination.FURTHER_NHS_CARE):
        return False
    if returns_to_care_home(person):
        return False
    chance = rules.choice_chance if person.goes_to_care_home else rules.choice_chance_home
    if uniform(rules, person, Decision.CHOICE, person.visit) >= chance:
        return False
    days = rules.choice_days * exponential(rules, person, Decision.CHOICE_LENGTH, person.visit)
    return waits_without_queue(person, Stage.CHOOSING, day_set_going(person, day), days, day)


def waits_for_housing(rules: Rules, person: Person, day: int) -> bool:
    """A home may not be fit to return to."""
    if not goes_home_with_service(person):
        return False
    if uniform(rules, person, Decision.HOUSING, person.visit) >= rules.housing_chance:
        return False
    mean = rules.housing_days * person.neighbourhood.housing_factor
    days = mean * exponential(rules, person, Decision.HOUSING_LENGTH, person.visit)
    return waits_without_queue(person, Stage.WAITING_FOR_HOUSING, day_set_going(person, day), days, day)


def waits_for_equipment(rules: Rules, person: Person, day: int) -> bool:
    """Some need equipment or adaptations before they can go home."""
    if not goes_home_with_service(person) or person.held:
        return False
    if uniform(rules, person, Decision.EQUIPMENT, person.visit) >= rules.equipment_chance:
        return False
    join_queue(rules, person, Service.EQUIPMENT, day)
    return True


WAITS: dict[Step, Callable[[Rules, Person, int], bool]] = {
    Step.NHS_ASSESSMENT: waits_for_nhs,
    Step.VERIFICATION: waits_for_verification,
    Step.COUNCIL_ASSESSMENT: waits_for_council,
    Step.DISPUTE: waits_for_dispute,
    Step.FUNDING: waits_for_money,
    Step.DECLARATION: waits_for_declaration,
    Step.CHOICE: waits_for_choice,
    Step.HOUSING: waits_for_housing,
    Step.EQUIPMENT: waits_for_equipment,
}
"""What may have to be waited for at each step."""


def day_set_going(person: Person, day: int) -> int:
    """The day from which a wait without a queue counts: a co-ordinator sees to everything at referral."""
    return person.asked_day if person.neighbourhood.coordinator else day


def waits_without_queue(person: Person, stage: Stage, start: int, days: float, day: int) -> bool:
    """Wait for something that has no queue, unless it is over already."""
    until = start + 1 + math.floor(days)
    if until <= day:
        return False
    person.stage = stage
    person.stay_day = min(NEVER, until)
    return True


# --- who goes where ----------------------------------------------------------------------------------------------


def goes_home_with_service(person: Person) -> bool:
    """Whether someone in a bed is to go home with a service."""
    return person.is_in_bed and person.destination in (Destination.HOME_CARE, Destination.REABLEMENT)


def goes_home_first(person: Person) -> bool:
    """Whether assessment for care at home is done at home, after leaving."""
    to_home_care = person.is_in_bed and person.destination == Destination.HOME_CARE and person.lapsed == 0
    return to_home_care and bool(person.neighbourhood.home_first)


def returns_to_care_home(person: Person) -> bool:
    """Whether a resident goes back to the place that was kept for them."""
    return (person.origin, person.destination) in (
        (Setting.RESIDENTIAL_HOME, Destination.RESIDENTIAL_HOME),
        (Setting.NURSING_HOME, Destination.NURSING_HOME),
    )


def nothing_needs_to_be_found(person: Person) -> bool:
    """Whether someone in a bed goes home without a service, to a package that was held, or to their care home."""
    if not person.is_in_bed:
        return False
    if person.destination == Destination.HOME or returns_to_care_home(person):
        return True
    return person.destination == Destination.HOME_CARE and person.held and person.wanted <= person.hours


def leave_for_assessment_at_home(rules: Rules, person: Person, day: int) -> None:
    """Home first: leave as soon as readiness is declared, and be assessed at home."""
    person.requests += 1
    leave_bed(rules, person, day)
    if person.next_payer == Payer.COUNCIL:
        person.step = Step.COUNCIL_ASSESSMENT
        join_queue(rules, person, Service.COUNCIL_ASSESSMENT, day)
    else:
        join_queue(rules, person, Service.HOME_CARE, day)


def finish_at_home(person: Person) -> None:
    """A request from home has ended without a service."""
    person.stage = Stage.SETTLED
    person.wanted = 0


def service_at_place(rules: Rules, person: Person) -> Service:
    """The queue for the destination; those with impaired cognition may need a mental health bed."""
    if person.destination != Destination.FURTHER_NHS_CARE:
        return SERVICE_AT[person.destination]
    luck = uniform(rules, person, Decision.MENTAL_HEALTH_UNIT, person.visit)
    if person.cognition_impaired and luck < rules.mental_health_share:
        return Service.MENTAL_HEALTH_BED
    return Service.FURTHER_NHS_CARE


# --- going on ----------------------------------------------------------------------------------------------------


def serve_assessed(rules: Rules, person: Person, service: Service, day: int) -> None:
    """Someone has been assessed, or their money agreed, or their equipment delivered: go on to the next step."""
    if service == Service.NHS_ASSESSMENT:
        tell_story(rules, person)
        person.neighbourhood.count(Flow.NHS_ASSESSMENTS)
        person.neighbourhood.count(Flow.HAND_OFFS)
    elif service == Service.COUNCIL_ASSESSMENT:
        tell_story(rules, person)
        be_assessed_by_council(rules, person)
    if person.destination == Destination.HOME and not person.is_in_bed:
        finish_at_home(person)
        return
    go_on(person)
    take_steps(rules, person, day)
