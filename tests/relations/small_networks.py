"""Networks of a few organisations, with every trust where a test wants it."""

from __future__ import annotations

import numpy as np

from abm.relations.network import TIE_KINDS, Organisation, RelationshipNetwork
from abm.vocabulary import OrganisationKind


def in_a_row(organisations: int, personal: float = 0.5, institutional: float = 0.5) -> RelationshipNetwork:
    """So many councils, each with a relation to the next one: relation r is between r and r + 1."""
    relations = organisations - 1
    return RelationshipNetwork(
        organisations=tuple(Organisation(i, OrganisationKind.COUNCIL, f"council {i}") for i in range(organisations)),
        first=np.arange(relations, dtype=np.int32),
        second=np.arange(1, relations + 1, dtype=np.int32),
        ties=np.zeros((relations, TIE_KINDS), dtype=np.bool_),
        personal_trust=np.full((relations, 2), personal),
        institutional_trust=np.full((relations, 2), institutional),
        shared_records=np.zeros(relations),
        pooled_pence=np.zeros(relations, dtype=np.int64),
        promises_kept=np.zeros((relations, 2), dtype=np.int64),
        promises_broken=np.zeros((relations, 2), dtype=np.int64),
        personal_weight=0.5,
    )
