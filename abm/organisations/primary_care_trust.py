"""Primary care trusts: they hold NHS money until they are abolished."""

from __future__ import annotations

from abm.organisations.commissioner import Commissioner
from abm.vocabulary import OrganisationKind


class PrimaryCareTrust(Commissioner):
    """The commissioner of April 2010. Its managers and their relationships go when it does."""

    kind = OrganisationKind.PRIMARY_CARE_TRUST

    @property
    def attention_left(self) -> float:
        """In clusters, fewer managers attend to as many partners (E053, E102)."""
        s = self.surroundings
        return s.parameters.relations.cluster_attention if s.in_clusters else 1.0
