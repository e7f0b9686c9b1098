"""Care providers: independent home-care agencies and care homes in a council's area."""

from __future__ import annotations

import numpy as np

from abm.finance.purposes import Purpose
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
        self.cost_share = 1.0 - p.provider_margin
        """Costs per pound of income at the prices of 2010."""

    @property
    def under_embargo(self) -> bool:
        """Whether the inspectorate has stopped new starts."""
        return self.surroundings.month.index < self.under_embargo_until

    def close_the_month(self) -> None:
        """Pay staff and suppliers: what the month's work costs at full prices, whatever councils paid for it."""
        s = self.surroundings
        income = int(s.ledger.income(np.array([self.account]), s.month.index)[0])
        cost = int(income * self.cost_share / self.price_level)
        s.ledger.post(s.month.index, Purpose.CARE_COSTS, self.account, s.accounts.staff_and_suppliers, cost)

    @property
    def price_level(self) -> float:
        """What the council's fees are now over those of 2010."""
        s = self.surroundings
        here = s.members.council.of == self.council
        return float(s.contracts.council_price_level_ppm[here][0]) / 1e6

    def plan_the_year(self) -> None:
        """A provider that loses money gives up capacity."""
        loss = self.surroundings.overspending_of(self.account)
        limit = self.surroundings.parameters.organisations.provider_exit_loss
        if self.surroundings.month.index and loss > limit:
            self.capacity *= 1.0 - min(0.25, loss)
