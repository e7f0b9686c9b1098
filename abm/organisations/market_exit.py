"""Providers that give up: new ones without a foothold, those too small to go on, those that lose money year after year.

The last one of an area stays.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from abm.organisations.market_entry import entered_lately
from abm.organisations.trait import Trait

if TYPE_CHECKING:
    from abm.organisations.care_market import CareMarket
    from abm.organisations.care_provider import CareProvider


def close_those_that_cannot_go_on(market: CareMarket) -> None:
    """Close them; people keep their care until it ends, but what they had open is open to nobody new.

    Others open places instead only as fast as they can grow.
    """
    for provider in list(market.providers):
        if len(market.providers) > 1 and must_close(market, provider):
            market.providers.remove(provider)
            market.industry.remove(provider)
            provider.capacity = 0.0
            provider.remove()
            market.turnover.closed += 1


def must_close(market: CareMarket, provider: CareProvider) -> bool:
    """Whether a provider ends this April."""
    s = market.surroundings
    p = s.parameters.oversight
    total = math.fsum(each.capacity for each in market.providers)
    if provider.capacity < p.smallest_share * total:
        return True
    luck = s.uniform(provider.kind, provider.index, Trait.CLOSING, s.month.index)
    if entered_lately(s, provider) and luck < p.entrant_fails:
        return True
    return provider.loss_years >= p.loss_years and luck < p.closing_chance
