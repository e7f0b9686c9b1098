"""Primary care trusts: they hold NHS money until they are abolished."""

from __future__ import annotations

from abm.organisations.commissioner import Commissioner
from abm.vocabulary import OrganisationKind


class PrimaryCareTrust(Commissioner):
    """The commissioner of April 2010. Its managers and their relationships go when it does."""

    kind = OrganisationKind.PRIMARY_CARE_TRUST
