"""Care providers: independent home-care agencies and care homes in a council's area."""

from __future__ import annotations

from abm.organisations.organisation import Organisation
from abm.organisations.surroundings import Surroundings
from abm.organisations.trait import Trait
from abm.vocabulary import OrganisationKind, Service

MARKETS = (Service.HOME_CARE, Service.RESIDENTIAL_PLACE, Service.NURSING_PLACE)
"""What independent providers sell: hours a week, residential places, nursing places."""


class CareProvider(Organisation):
    """A provider group: capacity, price, quality. It grows where people wait and shrinks where it loses money."""

    kind = OrganisationKind.CARE_PROVIDER

    def __init__(
        self, model: object, surroundings: Surroundings, index: int, name: str, council: int, market: Service
    ) -> None:
        super().__init__(model, surroundings, index, name)
        s = surroundings
        p = s.parameters.organisations
        self.council = council
        self.market = market
        self.account = int(s.accounts.care_providers[index])
        self.size = 0.5 + s.uniform(self.kind, index, Trait.SHARE)
        """Weight among the area's providers of its kind."""
        luck = s.normal(self.kind, index, Trait.QUALITY)
        self.quality = min(1.0, max(0.0, p.quality_mean + p.quality_sd * luck))
        self.capacity = 0.0
        self.under_embargo_until = -1
        self.shrinking_until = -1
        self.entered = -1
        """Month of entry; -1 for those of April 2010."""
        self.loss_years = 0
        """Years of loss in succession."""

    @property
    def may_grow(self) -> bool:
        """Whether the provider can open more: not under embargo, and not while it makes good a loss."""
        return self.surroundings.month.index >= max(self.under_embargo_until, self.shrinking_until)

    def plan_the_year(self) -> None:
        """A provider that loses money gives up capacity."""
        loss = self.surroundings.overspending_of(self.account)
        self.loss_years = self.loss_years + 1 if loss > 0.0 else 0
        p = self.surroundings.parameters.organisations
        limit = p.provider_exit_loss
        if loss > limit:
            self.capacity *= 1.0 - (loss - limit)
            self.shrinking_until = self.surroundings.month.index + round(p.loss_months)
