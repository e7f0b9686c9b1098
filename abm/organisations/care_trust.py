"""Care trusts: one body for a council's adult social care and NHS community care, as in Torbay."""

from __future__ import annotations

from abm.organisations.council import Council
from abm.organisations.organisation import Organisation
from abm.organisations.surroundings import Surroundings
from abm.vocabulary import OrganisationKind


class CareTrust(Organisation):
    """Decides for the council's social care with the NHS's cost counted in full as its own: one purse."""

    kind = OrganisationKind.CARE_TRUST

    def __init__(self, model: object, surroundings: Surroundings, council: Council) -> None:
        super().__init__(model, surroundings, council.index, f"{council.name} care trust")
        self.council = council
        # Whoever runs both sides minds both sides' costs.
        council.is_care_trust = True
