"""New providers: they come where people wait or money is made, start small and take part of what grows (E077)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from abm.organisations.care_provider import CareProvider
from abm.organisations.openness import openness
from abm.organisations.trait import Trait

if TYPE_CHECKING:
    from abm.organisations.care_market import CareMarket
    from abm.organisations.surroundings import Surroundings


@dataclass(frozen=True)
class EmptyPlace:
    """A place in a market that nobody has taken: its account stands open from the start, with nothing on it."""

    index: int
    name: str


def enter(market: CareMarket) -> None:
    """Each empty place may be taken, the more surely the more open and attractive the market."""
    s = market.surroundings
    chance = s.parameters.oversight.entry_chance * openness(s) * attraction(market)
    kind = CareProvider.kind
    for place in list(market.places):
        if s.uniform(kind, place.index, Trait.ENTRY, s.month.index) < chance:
            market.places.remove(place)
            take_place(market, place)


def attraction(market: CareMarket) -> float:
    """What draws a provider in, 0 to 1: people who wait, and what those in the market earn."""
    s = market.surroundings
    p = s.parameters.oversight
    margins = [-s.overspending_of(provider.account) for provider in market.providers]
    margin = max(0.0, math.fsum(margins) / len(margins))
    at = market.council.index
    queue = s.waiting(market.service, at) * market.unit / max(1, s.in_use(market.service, at))
    return min(1.0, margin / p.attractive_margin + queue / p.attractive_queue)


def take_place(market: CareMarket, place: EmptyPlace) -> None:
    """Open a new provider, small and of unknown quality."""
    s = market.surroundings
    model = market.providers[0].model
    provider = CareProvider(model, s, place.index, place.name, market.council.index, market.service)
    provider.capacity = s.parameters.oversight.entrant_size * math.fsum(each.capacity for each in market.providers)
    provider.entered = s.month.index
    market.providers.append(provider)
    market.industry.append(provider)
    market.turnover.entered += 1


def entered_lately(s: Surroundings, provider: CareProvider) -> bool:
    """Whether a provider still counts as new."""
    since = s.month.index - 12.0 * s.parameters.oversight.entrant_years
    return provider.entered >= 0 and provider.entered > since


def growth_shares(s: Surroundings, providers: list[CareProvider], by_size: list[float]) -> list[float]:
    """How growth is shared: by size, but for a part that goes to those who entered lately, evenly."""
    p = s.parameters.oversight
    new = [entered_lately(s, provider) for provider in providers]
    if not any(new):
        return by_size
    part = p.entrant_growth_share
    return [
        (1.0 - part) * share + (part / sum(new) if is_new else 0.0) for share, is_new in zip(by_size, new, strict=True)
    ]
