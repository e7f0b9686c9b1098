"""Mental health trusts: wards for older people whose cognition is impaired."""

from __future__ import annotations

from abm.finance.purposes import Purpose
from abm.organisations.community_trust import BedsForFurtherCare
from abm.organisations.reported_activity import BodyActivity, ReportedActivity
from abm.organisations.surroundings import Surroundings
from abm.vocabulary import OrganisationKind, Service


class MentalHealthTrust(BedsForFurtherCare):
    """Takes patients with dementia on from acute wards."""

    kind = OrganisationKind.MENTAL_HEALTH_TRUST
    service = Service.MENTAL_HEALTH_BED
    spending = ((Purpose.MENTAL_HEALTH_CONTRACT, Purpose.MENTAL_HEALTH_STAFF),)

    def __init__(self, model: object, surroundings: Surroundings, index: int, name: str) -> None:
        p = surroundings.parameters.organisations
        membership = surroundings.members.mental_health_trust
        super().__init__(model, surroundings, index, name, membership, p.mental_health_beds_per_1000)
        self.account = int(surroundings.accounts.mental_health_trusts[index])

    def seen(self, reported: ReportedActivity) -> BodyActivity:
        """The report by mental health trusts."""
        return reported.mental_health_trust
