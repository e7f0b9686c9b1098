"""What providers of one market do to each other: people move to the better ones, quality answers, fees give way.

With fees fixed by councils rivalry betters quality, with fees that give way it also takes money out, and a provider
that loses money saves on quality: which of the two wins is left to the numbers.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from abm.organisations.care_provider import MARKETS
from abm.organisations.fees import lower_fees
from abm.organisations.openness import openness, rivals_count

if TYPE_CHECKING:
    from abm.organisations.care_market import CareMarket


def compete(market: CareMarket) -> None:
    """A year of competition in an open market; in a closed one only losses tell."""
    save_on_quality(market)
    s = market.surroundings
    p = s.parameters.oversight
    force = openness(s) * rivals_count(len(market.providers) - 1, p.rivals_half)
    if force > 0.0:
        choose(market, force * p.choice_per_quality)
        for provider in market.providers:
            provider.quality = min(1.0, provider.quality + force * p.rivalry_gain)
        lower_fees(s, market.council.neighbourhoods, force * p.price_pressure / len(MARKETS))


def save_on_quality(market: CareMarket) -> None:
    """Whoever loses money saves where it is felt last by the books."""
    s = market.surroundings
    for provider in market.providers:
        loss = max(0.0, s.overspending_of(provider.account))
        provider.quality = max(0.0, provider.quality - s.parameters.oversight.quality_per_loss * loss)


def choose(market: CareMarket, strength: float) -> None:
    """Shares move towards better providers; the market as a whole stays as large, embargoed ones cannot gain."""
    before = [provider.capacity for provider in market.providers]
    mean = mean_quality(market)
    wanted = [
        capacity * math.exp(strength * (provider.quality - mean)) if provider.may_grow else capacity
        for capacity, provider in zip(before, market.providers, strict=True)
    ]
    total = math.fsum(wanted)
    for provider, capacity in zip(market.providers, wanted, strict=True):
        provider.capacity = capacity * math.fsum(before) / total if total > 0.0 else 0.0


def mean_quality(market: CareMarket) -> float:
    """Mean quality of the care that the market's providers have open."""
    total = math.fsum(provider.capacity for provider in market.providers)
    if total <= 0.0:
        return math.fsum(provider.quality for provider in market.providers) / len(market.providers)
    return math.fsum(provider.capacity * provider.quality for provider in market.providers) / total
