"""The market for care in a council's area: what providers open together follows what people wait for."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from abm.finance.purposes import Purpose
from abm.organisations.care_provider import CareProvider
from abm.organisations.council import Council
from abm.organisations.market_entry import EmptyPlace, enter, growth_shares
from abm.organisations.market_exit import close_those_that_cannot_go_on
from abm.organisations.rivalry import compete
from abm.organisations.surroundings import Surroundings
from abm.organisations.turnover import Turnover
from abm.organisations.waiting_list import HOURS_A_PACKAGE, Opened, WaitingList
from abm.vocabulary import Service


@dataclass
class CareMarket:
    """All providers of one kind of care in one council's area."""

    surroundings: Surroundings
    service: Service
    council: Council
    providers: list[CareProvider]
    waiting_list: WaitingList
    places: list[EmptyPlace] = field(default_factory=list)
    """Where a new provider may still enter."""
    industry: list[CareProvider] = field(default_factory=list)
    """All providers of all markets of the run: whoever enters joins them."""
    turnover: Turnover = field(default_factory=Turnover)
    held_open = 1.0
    """What is open over what providers would open by themselves."""

    def open_at_start(self) -> None:
        """April 2010: providers hold between them what is in use."""
        in_use = float(self.surroundings.in_use(self.service, self.council.index))
        weights = np.array([provider.size for provider in self.providers])
        for provider, weight in zip(self.providers, weights, strict=True):
            provider.capacity = in_use * float(weight) / float(weights.sum())

    @property
    def unit(self) -> float:
        """Places or hours that one person waits for."""
        return HOURS_A_PACKAGE if self.service == Service.HOME_CARE else 1.0

    def observe(self) -> None:
        """Starts last month."""
        s = self.surroundings
        if s.reported is not None:
            starts = s.reported.council.served(self.council.index, self.service)
            self.waiting_list.remember(starts * self.unit / s.last_month.days)

    def open_capacity(self) -> None:
        """Open what providers will run, towards the tolerated wait; those that may not grow leave a gap."""
        s = self.surroundings
        at = self.council.index
        total = math.fsum(provider.capacity for provider in self.providers)
        chosen = total / self.held_open
        opened = Opened(chosen, s.in_use(self.service, at), s.waiting(self.service, at) * self.unit, self.unit)
        wanted = self.waiting_list.places_to_open(opened, self.council.tolerated_days(self.service), s.habits)
        self.held_open = self._to_hold_open()
        change = self.held_open * wanted - total
        for provider, share in zip(self.providers, self._shares(change, total), strict=True):
            if change < 0.0 or provider.may_grow:
                provider.capacity += change * share
        s.set_capacity(self.service, at, math.fsum(provider.capacity for provider in self.providers))

    def _to_hold_open(self) -> float:
        """What homes are made to hold open, over what they would by themselves; nobody is paid for an empty place."""
        return 1.0 if self.service == Service.HOME_CARE else self.surroundings.levers.money.care_home_places

    def _shares(self, change: float, total: float) -> list[float]:
        """How a change of capacity is shared: by size, and of growth a part to those who entered lately."""
        if total <= 0.0:
            return [1.0 / len(self.providers)] * len(self.providers)
        by_size = [provider.capacity / total for provider in self.providers]
        return growth_shares(self.surroundings, self.providers, by_size) if change > 0.0 else by_size

    def start_counting_anew(self) -> Turnover:
        """Who came and went since the last count."""
        counted, self.turnover = self.turnover, Turnover()
        return counted

    def plan_the_year(self) -> None:
        """Each April: those who cannot go on close, the others compete, and new ones enter."""
        if self.surroundings.month.index:
            close_those_that_cannot_go_on(self)
            compete(self)
            enter(self)


def close_care_markets(s: Surroundings, providers: list[CareProvider]) -> None:
    """Providers pay staff and suppliers: what the month's care costs at full prices, whatever councils paid for it.

    In each area councils buy part of the care, at their own price level; what they withhold makes that part cost more
    than it brings.
    """
    month = s.month.index
    accounts = np.array([provider.account for provider in providers])
    income = s.ledger.income(accounts, month)
    area = np.array([provider.council for provider in providers])
    of_area = np.zeros(len(s.accounts.councils), dtype=np.int64)
    np.add.at(of_area, area, income)
    by_council = s.ledger.spent(
        s.accounts.councils, month, [Purpose.HOME_CARE, Purpose.RESIDENTIAL_CARE, Purpose.NURSING_CARE]
    )
    share = by_council / np.maximum(of_area, 1)
    level = np.ones(len(of_area))
    level[s.geography.neighbourhoods.council] = s.contracts.council_price_level_ppm / 1e6
    dearer = 1.0 + share * (1.0 / level - 1.0)
    margin = 1.0 - s.parameters.organisations.provider_margin
    cost = np.floor(income * dearer[area] * margin).astype(np.int64)
    s.ledger.post(month, Purpose.CARE_COSTS, accounts, s.accounts.staff_and_suppliers, cost)
