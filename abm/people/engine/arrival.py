"""Arriving: home, with or without a service, or in a care home; and the care that starts or ends with it."""

from __future__ import annotations

import math

import numpy as np

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.engine.draws import keyed_exponential, keyed_uniform
from abm.people.engine.kernel import inlined, kernel
from abm.people.engine.needs import is_in_bed, net_of_carer, settled_need
from abm.people.engine.queues import FREE, TAKE, hold
from abm.people.engine.records import hood_at, person_at
from abm.people.engine.stay import count_discharge, give_back_bed, move_to_community_bed
from abm.people.engine.views import occasion_of, tell_story
from abm.people.pathway import Stage
from abm.people.person import DIRECT_PAYMENT, HAD_PACKAGE, NEVER
from abm.vocabulary import Destination, Payer, Service, Setting

D_SPEND_DOWN = np.int64(Decision.SPEND_DOWN)
D_PROVIDER_CHANGE = np.int64(Decision.PROVIDER_CHANGE)
D_DIRECT_PAYMENT = np.int64(Decision.DIRECT_PAYMENT)
HOME = np.int64(Setting.HOME)
ACUTE_BED = np.int64(Setting.ACUTE_BED)
RESIDENTIAL = np.int64(Setting.RESIDENTIAL_HOME)
NURSING = np.int64(Setting.NURSING_HOME)
TO_REABLEMENT = np.int64(Destination.REABLEMENT)
TO_RESIDENTIAL = np.int64(Destination.RESIDENTIAL_HOME)
TO_NURSING = np.int64(Destination.NURSING_HOME)
NOBODY_PAYS = np.int64(Payer.NOBODY)
COUNCIL = np.int64(Payer.COUNCIL)
SELF = np.int64(Payer.SELF)
SETTLED = np.int64(Stage.SETTLED)
Q_FURTHER = np.int64(Service.FURTHER_NHS_CARE)
Q_MENTAL_HEALTH = np.int64(Service.MENTAL_HEALTH_BED)
Q_HOME_CARE = np.int64(Service.HOME_CARE)
Q_RESIDENTIAL = np.int64(Service.RESIDENTIAL_PLACE)
Q_NURSING = np.int64(Service.NURSING_PLACE)
F_HAND_OFFS = np.int64(Flow.HAND_OFFS)
F_FIRST_START = np.int64(Flow.PACKAGE_STARTS_COUNCIL) - COUNCIL
F_STARTS_28 = np.int64(Flow.PACKAGE_STARTS_WITHIN_28_DAYS)
F_DIRECT_PAYMENTS = np.int64(Flow.DIRECT_PAYMENT_STARTS)
F_PROVIDER_CHANGES = np.int64(Flow.PROVIDER_CHANGES)
F_RESTARTED = np.int64(Flow.PACKAGES_RESTARTED)
F_REABLEMENT_STARTS = np.int64(Flow.REABLEMENT_STARTS)
F_FIRST_ENTRY = np.int64(Flow.CARE_HOME_ENTRIES_COUNCIL) - COUNCIL
F_ENTRIES_HOSPITAL = np.int64(Flow.CARE_HOME_ENTRIES_FROM_HOSPITAL)
F_ENTRIES_INAPPROPRIATE = np.int64(Flow.CARE_HOME_ENTRIES_FROM_HOSPITAL_INAPPROPRIATE)
F_MONTH_FOR_A_NIGHT = np.int64(Flow.SHORT_NEED_LONG_STAY_CARE_HOME)
TWO_WEEKS = 14
MONTH_AFTER_DISCHARGE = 30
WITHIN_28_DAYS = 28


@kernel
def start_home_care(state, person, day):
    """A package of home care starts, or grows."""
    row = hood_at(state, person.neighbourhood).flows
    if person.lapsed > 0:
        row[F_RESTARTED] += 1
    row[F_FIRST_START + person.next_payer] += 1
    if day - person.asked_day <= WITHIN_28_DAYS:
        row[F_STARTS_28] += 1
    row[F_HAND_OFFS] += 1
    if person.hours == 0 and person.lapsed == 0 and person.next_payer == COUNCIL:
        choose_direct_payment(state, person)
    meet_provider(state, person)
    person.hours = person.wanted
    person.payer = person.next_payer
    person.lapsed = 0


@inlined
def choose_direct_payment(state, person):
    """Some take a new package that the council pays for as money, and employ an assistant of their own."""
    control = hood_at(state, person.neighbourhood)
    if keyed_uniform(person.luck, D_DIRECT_PAYMENT, occasion_of(person)) < control.direct_payments:
        person.traits = person.traits | DIRECT_PAYMENT
        control.flows[F_DIRECT_PAYMENTS] += 1


@inlined
def meet_provider(state, person):
    """A package that is not the person's first may come from another provider than the last; an assistant stays."""
    if person.known & HAD_PACKAGE and not person.traits & DIRECT_PAYMENT:
        control = hood_at(state, person.neighbourhood)
        luck = keyed_uniform(person.luck, D_PROVIDER_CHANGE, occasion_of(person))
        if luck < control.provider_change:
            control.flows[F_PROVIDER_CHANGES] += 1
            control.flows[F_HAND_OFFS] += 1
    person.known = person.known | HAD_PACKAGE


@inlined
def schedule_package_check(person, day):
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
    person.traits = person.traits & ~DIRECT_PAYMENT
    if person.setting == HOME:
        person.payer = NOBODY_PAYS


@kernel
def enter_care_home(rules, state, person, day):
    """Move into a residential or nursing home for good."""
    row = hood_at(state, person.neighbourhood).flows
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
        length = rules.spend_down_days * keyed_exponential(person.luck, D_SPEND_DOWN, 0)
        person.care_day = min(NEVER, day + 1 + int(math.floor(min(length, float(NEVER)))))


@inlined
def count_entry_from_hospital(rules, state, person, day):
    """Count a move from hospital to a care home, and whether it had to be."""
    row = hood_at(state, person.neighbourhood).flows
    row[F_ENTRIES_HOSPITAL] += 1
    if net_of_carer(rules, person, settled_need(rules, person)) < rules.residential_limit:
        row[F_ENTRIES_INAPPROPRIATE] += 1
    if person.ready_day - person.admitted_day <= 2 and day - person.admitted_day >= 28:
        row[F_MONTH_FOR_A_NIGHT] += 1


@kernel
def leave_bed(rules, state, who, day):
    """Leave a bed for wherever the steps have led."""
    person = person_at(state, who)
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
    person = person_at(state, who)
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
        hood_at(state, person.neighbourhood).flows[F_REABLEMENT_STARTS] += 1
    elif person.hours > 0:
        schedule_package_check(person, day)
    else:
        # A package that lapsed in hospital and is not taken up again is over.
        person.traits = person.traits & ~DIRECT_PAYMENT


@kernel
def serve_placed(rules, state, who, service, day):
    """A place, a slot or the hours someone waited for are theirs."""
    person = person_at(state, who)
    tell_story(state, person)
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
