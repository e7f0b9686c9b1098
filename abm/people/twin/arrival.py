"""Arriving: home, with or without a service, or in a care home; and the care that starts or ends with it."""

from __future__ import annotations

import math

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.pathway import Stage
from abm.people.person import NEVER
from abm.people.rules import Rules
from abm.people.twin.draws import exponential, uniform
from abm.people.twin.needs import settled_net_need
from abm.people.twin.person import CARE_HOMES, Person
from abm.people.twin.stay import be_discharged, move_to_community_bed
from abm.people.twin.views import tell_story
from abm.vocabulary import Destination, Payer, Service, Setting

TWO_WEEKS = 14
WITHIN_28_DAYS = 28
A_NIGHT_OR_TWO = 2
A_MONTH = 28

PACKAGE_STARTS = {
    Payer.COUNCIL: Flow.PACKAGE_STARTS_COUNCIL,
    Payer.NHS: Flow.PACKAGE_STARTS_NHS,
    Payer.SELF: Flow.PACKAGE_STARTS_SELF,
}
CARE_HOME_ENTRIES = {
    Payer.COUNCIL: Flow.CARE_HOME_ENTRIES_COUNCIL,
    Payer.NHS: Flow.CARE_HOME_ENTRIES_NHS,
    Payer.SELF: Flow.CARE_HOME_ENTRIES_SELF,
}


def serve_placed(rules: Rules, person: Person, service: Service, day: int) -> None:
    """A place, a slot or the hours someone waited for are theirs."""
    tell_story(rules, person)
    if service in (Service.FURTHER_NHS_CARE, Service.MENTAL_HEALTH_BED):
        move_to_community_bed(rules, person, service, day)
        return
    if service == Service.HOME_CARE:
        start_home_care(rules, person, day)
    elif service in (Service.RESIDENTIAL_PLACE, Service.NURSING_PLACE):
        enter_care_home(rules, person, day)
    if person.is_in_bed:
        leave_bed(rules, person, day)
    else:
        arrive(rules, person, day)


def leave_bed(rules: Rules, person: Person, day: int) -> None:
    """Leave a bed for wherever the steps have led."""
    be_discharged(person, day)
    arrive(rules, person, day)


def arrive(rules: Rules, person: Person, day: int) -> None:
    """Be at the destination."""
    person.stage = Stage.SETTLED
    person.stay_day = NEVER
    if person.destination == Destination.RESIDENTIAL_HOME:
        person.setting = person.origin = Setting.RESIDENTIAL_HOME
    elif person.destination == Destination.NURSING_HOME:
        person.setting = person.origin = Setting.NURSING_HOME
    else:
        arrive_home(rules, person, day)


def arrive_home(rules: Rules, person: Person, day: int) -> None:
    """Be at home, in reablement, with a package or without."""
    person.setting = person.origin = Setting.HOME
    person.held = False
    person.lapsed = 0
    if person.destination == Destination.REABLEMENT:
        end_package(person)
        person.in_reablement = True
        person.care_day = day + rules.reablement_days
        person.neighbourhood.count(Flow.REABLEMENT_STARTS)
    elif person.hours > 0:
        person.care_day = day + TWO_WEEKS
        person.two_week_check = True
    else:
        # A package that lapsed in hospital and is not taken up again is over.
        person.direct_payment = False


def start_home_care(rules: Rules, person: Person, day: int) -> None:
    """A package of home care starts, or grows."""
    neighbourhood = person.neighbourhood
    if person.lapsed > 0:
        neighbourhood.count(Flow.PACKAGES_RESTARTED)
    neighbourhood.count(PACKAGE_STARTS[person.next_payer])
    if day - person.asked_day <= WITHIN_28_DAYS:
        neighbourhood.count(Flow.PACKAGE_STARTS_WITHIN_28_DAYS)
    neighbourhood.count(Flow.HAND_OFFS)
    if person.hours == 0 and person.lapsed == 0 and person.next_payer == Payer.COUNCIL:
        choose_direct_payment(rules, person)
    if comes_from_another_provider(rules, person):
        neighbourhood.count(Flow.PROVIDER_CHANGES)
        neighbourhood.count(Flow.HAND_OFFS)
    person.had_package = True
    person.hours = person.wanted
    person.payer = person.next_payer
    person.lapsed = 0


def choose_direct_payment(rules: Rules, person: Person) -> None:
    """Some take a new package that the council pays for as money, and employ an assistant of their own."""
    if uniform(rules, person, Decision.DIRECT_PAYMENT, person.occasion) < person.neighbourhood.direct_payments:
        person.direct_payment = True
        person.neighbourhood.count(Flow.DIRECT_PAYMENT_STARTS)


def comes_from_another_provider(rules: Rules, person: Person) -> bool:
    """Whether a package that is not the person's first comes from another provider; their own assistant stays."""
    if person.direct_payment or not person.had_package:
        return False
    luck = uniform(rules, person, Decision.PROVIDER_CHANGE, person.occasion)
    return luck < person.neighbourhood.provider_change


def end_package(person: Person) -> None:
    """Stop whatever home care a person has."""
    person.hours = 0
    person.held = False
    person.lapsed = 0
    person.care_day = NEVER
    person.two_week_check = False
    person.direct_payment = False
    if person.setting == Setting.HOME:
        person.payer = Payer.NOBODY


def enter_care_home(rules: Rules, person: Person, day: int) -> None:
    """Move into a residential or nursing home for good, or from the one to the other."""
    was_resident = person.origin in CARE_HOMES
    capital_runs = was_resident and person.payer == Payer.SELF
    if not was_resident:
        person.neighbourhood.count(CARE_HOME_ENTRIES[person.next_payer])
        if person.is_in_bed:
            count_entry_from_hospital(rules, person, day)
        end_package(person)
    person.neighbourhood.count(Flow.HAND_OFFS)
    person.payer = person.next_payer
    if person.payer != Payer.SELF:
        person.care_day = NEVER
    elif not capital_runs:
        person.care_day = min(NEVER, day + days_of_capital(rules, person))


def days_of_capital(rules: Rules, person: Person) -> int:
    """Days until a self-funding resident's capital has come down to the limit."""
    length = rules.spend_down_days * exponential(rules, person, Decision.SPEND_DOWN)
    return 1 + math.floor(min(length, float(NEVER)))


def count_entry_from_hospital(rules: Rules, person: Person, day: int) -> None:
    """Count a move from hospital to a care home, and whether it had to be."""
    neighbourhood = person.neighbourhood
    neighbourhood.count(Flow.CARE_HOME_ENTRIES_FROM_HOSPITAL)
    if settled_net_need(rules, person) < rules.residential_limit:
        neighbourhood.count(Flow.CARE_HOME_ENTRIES_FROM_HOSPITAL_INAPPROPRIATE)
    needed, stayed = person.ready_day - person.admitted_day, day - person.admitted_day
    if needed <= A_NIGHT_OR_TWO and stayed >= A_MONTH:
        neighbourhood.count(Flow.SHORT_NEED_LONG_STAY_CARE_HOME)
