"""What a person needs, from frailty, cognition, carers and the last acute episode."""

from __future__ import annotations

import math

import numpy as np

from abm.people.engine.kernel import inlined, kernel
from abm.people.person import HAS_CARER
from abm.vocabulary import Setting

HOME = np.int64(Setting.HOME)
ACUTE_BED = np.int64(Setting.ACUTE_BED)
COMMUNITY_BED = np.int64(Setting.COMMUNITY_BED)


@inlined
def is_in_bed(person):
    """Whether the person is in an NHS bed."""
    return person.setting == ACUTE_BED or person.setting == COMMUNITY_BED


@inlined
def settled_need(rules, person):
    """Hours a week needed once recovered."""
    return rules.need_hours[person.frailty] * person.need_factor + rules.need_hours_dementia * person.cognition


@inlined
def net_of_carer(rules, person, hours):
    """What is left of a need after a carer's part."""
    if person.traits & HAS_CARER:
        return hours * (1.0 - rules.carer_covers)
    return hours


@kernel
def current_net_need(rules, person):
    """Hours a week needed today, less a carer's part."""
    return net_of_carer(rules, person, settled_need(rules, person) + person.acute_need)


@kernel
def unmet_hours(rules, person):
    """Whole hours a week of net need at home that no service meets; need too small for one does not count."""
    if person.setting != HOME or person.in_reablement:
        return 0
    need = current_net_need(rules, person)
    if need < rules.home_limit:
        return 0
    return max(0, int(math.floor(need + 0.5)) - person.hours)


@inlined
def carer_hours(rules, person):
    """Whole hours a week that a carer gives at home."""
    if not person.traits & HAS_CARER:
        return 0
    return int(math.floor((settled_need(rules, person) + person.acute_need) * rules.carer_covers + 0.5))
