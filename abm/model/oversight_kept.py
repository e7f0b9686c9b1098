"""What a run keeps each month of markets and of those who watch over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from abm.organisations.care_market import CareMarket
from abm.organisations.council import Council
from abm.organisations.provider_mix import concentration
from abm.organisations.rivalry import mean_quality
from abm.vocabulary import Service


@dataclass(frozen=True)
class OversightKept:
    """One month, by council where an array."""

    entered: np.ndarray
    """int64: providers that entered."""
    closed: np.ndarray
    """int64: providers that gave up."""
    failed: np.ndarray
    """int64: homes of a large group that failed."""
    providers: np.ndarray
    """int64: provider groups that are open."""
    concentration: np.ndarray
    """float64: Herfindahl index of home care."""
    quality: np.ndarray
    """float64: mean quality of care, by capacity, mean of the three kinds of care."""
    habit: np.ndarray
    """float64: geometric mean of the council's habits of waiting, days."""


def oversight_kept(markets: Sequence[CareMarket], councils: Sequence[Council]) -> OversightKept:
    """Gather it, and start markets' counts of the next month."""
    count = len(councils)
    numbers = {name: np.zeros(count, dtype=np.int64) for name in ("entered", "closed", "failed", "providers")}
    kinds = np.zeros(count, dtype=np.int64)
    quality, home_care = np.zeros(count), np.zeros(count)
    for market in markets:
        at = market.council.index
        turnover = market.start_counting_anew()
        numbers["entered"][at] += turnover.entered
        numbers["closed"][at] += turnover.closed
        numbers["failed"][at] += turnover.failed
        numbers["providers"][at] += len(market.providers)
        quality[at] += mean_quality(market)
        kinds[at] += 1
        if market.service == Service.HOME_CARE:
            home_care[at] = concentration(market)
    return OversightKept(
        **numbers,
        concentration=home_care,
        quality=quality / np.maximum(1, kinds),
        habit=np.array([council.usual_wait for council in councils]),
    )
