"""Where a need is met, with how many hours, and who pays."""

from __future__ import annotations

import math

import numpy as np

from abm.people.engine.kernel import inlined, kernel
from abm.people.engine.records import hood_at
from abm.people.person import FUNDS_CARE_HOME, FUNDS_HOME_CARE
from abm.vocabulary import Destination, Payer, Setting

HOME = np.int64(Setting.HOME)
TO_HOME = np.int64(Destination.HOME)
TO_HOME_CARE = np.int64(Destination.HOME_CARE)
TO_RESIDENTIAL = np.int64(Destination.RESIDENTIAL_HOME)
TO_NURSING = np.int64(Destination.NURSING_HOME)
COUNCIL = np.int64(Payer.COUNCIL)
NHS = np.int64(Payer.NHS)
SELF = np.int64(Payer.SELF)


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
        limit = hood_at(state, person.neighbourhood).continuing_healthcare_hours
        if person.destination == TO_NURSING and hours >= limit:
            return NHS
        return SELF if person.traits & FUNDS_CARE_HOME else COUNCIL
    return SELF if person.traits & FUNDS_HOME_CARE else COUNCIL


@inlined
def goes_to_care_home(person):
    """Whether the destination is a care home."""
    return person.destination == TO_RESIDENTIAL or person.destination == TO_NURSING
