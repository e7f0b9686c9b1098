"""What a person needs, from frailty, cognition, carers and the last acute episode."""

from __future__ import annotations

import math

from abm.people.rules import Rules
from abm.people.twin.person import Person
from abm.vocabulary import Destination, Payer


def settled_need(rules: Rules, person: Person) -> float:
    """Hours a week needed once recovered."""
    for_cognition = rules.need_hours_dementia if person.cognition_impaired else 0.0
    return float(rules.need_hours[person.frailty] * person.need_factor + for_cognition)


def current_need(rules: Rules, person: Person) -> float:
    """Hours a week needed today."""
    return settled_need(rules, person) + person.acute_need


def net_of_carer(rules: Rules, person: Person, hours: float) -> float:
    """What is left of a need after a carer's part."""
    return hours * (1.0 - rules.carer_covers) if person.has_carer else hours


def settled_net_need(rules: Rules, person: Person) -> float:
    """Hours a week needed once recovered, less a carer's part."""
    return net_of_carer(rules, person, settled_need(rules, person))


def current_net_need(rules: Rules, person: Person) -> float:
    """Hours a week needed today, less a carer's part."""
    return net_of_carer(rules, person, current_need(rules, person))


def whole_hours(hours: float) -> int:
    """Hours rounded to the nearest whole one."""
    return math.floor(hours + 0.5)


def unmet_hours(rules: Rules, person: Person) -> int:
    """Whole hours a week of net need at home that no service meets; need too small for a service does not count."""
    need = current_net_need(rules, person)
    if need < rules.home_limit or person.in_reablement:
        return 0
    return max(0, whole_hours(need) - person.hours)


def carer_hours(rules: Rules, person: Person) -> int:
    """Whole hours a week that a carer gives at home."""
    return whole_hours(current_need(rules, person) * rules.carer_covers) if person.has_carer else 0


def place_for(rules: Rules, hours: float) -> Destination:
    """Where a net need of so many hours a week is met."""
    if hours < rules.home_limit:
        return Destination.HOME
    if hours < rules.residential_limit:
        return Destination.HOME_CARE
    if hours < rules.nursing_limit:
        return Destination.RESIDENTIAL_HOME
    return Destination.NURSING_HOME


def package_for(rules: Rules, hours: float) -> int:
    """Whole hours a week bought for a net need."""
    return min(rules.largest_package, math.floor(hours) + 1)


def payer_for(person: Person, hours: float) -> Payer:
    """Who pays for long-term care at the person's destination."""
    if person.goes_to_care_home:
        limit = person.neighbourhood.continuing_healthcare_hours
        if person.destination == Destination.NURSING_HOME and hours >= limit:
            return Payer.NHS
        return Payer.SELF if person.funds_care_home else Payer.COUNCIL
    return Payer.SELF if person.funds_home_care else Payer.COUNCIL
