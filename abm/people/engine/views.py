"""What professionals see of a person: the truth with an error that shared records and a single assessment sharpen."""

from __future__ import annotations

import numpy as np

from abm.people.decision import Decision
from abm.people.engine.draws import keyed_uniform
from abm.people.engine.kernel import inlined, kernel

D_SHARED_RECORD = np.int64(Decision.SHARED_RECORD)


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
