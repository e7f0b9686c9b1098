"""What professionals see of a person: the truth with an error that shared records and a single assessment sharpen."""

from __future__ import annotations

import numpy as np

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.engine.draws import keyed_uniform
from abm.people.engine.kernel import inlined, kernel
from abm.people.engine.needs import is_in_bed
from abm.people.engine.records import hood_at

D_SHARED_RECORD = np.int64(Decision.SHARED_RECORD)
F_TOLD_AGAIN = np.int64(Flow.TOLD_AGAIN)
AT_HOME_OCCURRENCE = 1 << 21
"""Keeps what is drawn for requests from home apart from what is drawn for stays."""


@inlined
def visit_of(person):
    """Occurrence of everything drawn once per stay in a bed, and again when someone worsens during it."""
    return person.episodes * 64 + person.units * 8 + person.replans


@kernel
def occasion_of(person):
    """Occurrence of what is drawn once per way out of a bed, or once per request from home."""
    return visit_of(person) if is_in_bed(person) else AT_HOME_OCCURRENCE + person.requests


@inlined
def sees_shared_record(state, person, occurrence):
    """Whether this decision is made with both bodies' records."""
    share = hood_at(state, person.neighbourhood).shared_records
    return keyed_uniform(person.luck, D_SHARED_RECORD, occurrence) < share


@inlined
def count_told_again(state, person, shared):
    """A service that does not see the record asks everything anew, unless a co-ordinator has told it."""
    control = hood_at(state, person.neighbourhood)
    if not shared and not control.coordinator:
        control.flows[F_TOLD_AGAIN] += 1


@kernel
def tell_story(state, person):
    """Come to a service that assesses people or takes them on."""
    count_told_again(state, person, sees_shared_record(state, person, occasion_of(person)))


@kernel
def error_of_view(rules, state, person, error, shared):
    """The spread of a professional's error, sharper with both records and under a single assessment."""
    if shared:
        error = error * rules.record_sharpens
    if hood_at(state, person.neighbourhood).single_assessment:
        error = error * rules.single_assessment_sharpens
    return error
