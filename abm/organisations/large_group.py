"""The largest group of care homes, and its sudden failure, as that of Southern Cross in 2011 (P196)."""

from __future__ import annotations

import math

from abm.organisations.care_market import CareMarket
from abm.organisations.care_provider import CareProvider
from abm.organisations.fees import fees_cut
from abm.organisations.surroundings import Surroundings
from abm.organisations.trait import Trait
from abm.vocabulary import OrganisationKind, Service

THE_GROUP = 1_000_000
"""Index by which the group's luck is drawn, far from any provider's."""


class LargeGroup:
    """Homes in many areas under one owner. They share its luck: the one failure hits all of them at once."""

    def __init__(self, surroundings: Surroundings, markets: list[CareMarket]) -> None:
        self.surroundings = surroundings
        self.failed = False
        share = surroundings.parameters.oversight.large_group_share
        self.homes: list[tuple[CareMarket, CareProvider]] = [
            (market, provider)
            for market in markets
            if market.service != Service.HOME_CARE
            for provider in market.providers
            if surroundings.uniform(provider.kind, provider.index, Trait.LARGE_GROUP) < share
        ]

    def plan_the_year(self) -> None:
        """Fail, with a chance that grows with losses and with what councils cut."""
        s = self.surroundings
        standing = [(market, home) for market, home in self.homes if home in market.providers]
        if self.failed or not standing or s.month.index == 0:
            return
        luck = s.uniform(OrganisationKind.CARE_PROVIDER, THE_GROUP, Trait.GROUP_FAILURE, s.month.index)
        if luck < self.chance(standing):
            self.failed = True
            for market, home in standing:
                self._lose(market, home)

    def chance(self, standing: list[tuple[CareMarket, CareProvider]]) -> float:
        """Chance of failing this year."""
        s = self.surroundings
        p = s.parameters.oversight
        loss = math.fsum(max(0.0, s.overspending_of(home.account)) for _, home in standing) / len(standing)
        cut = math.fsum(fees_cut(s, market.council.neighbourhoods) for market, _ in standing) / len(standing)
        return p.large_group_failure * (1.0 + p.failure_per_loss * loss + p.failure_per_low_fees * cut)

    def _lose(self, market: CareMarket, home: CareProvider) -> None:
        """Residents stay until their place ends; part of the places is lost, and for months nothing is opened."""
        s = self.surroundings
        p = s.parameters.oversight
        home.capacity *= 1.0 - p.failure_closes
        home.shrinking_until = s.month.index + round(p.failure_months)
        market.turnover.failed += 1
