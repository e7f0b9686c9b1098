"""What the mix of providers means to a person: how often the next step is with somebody else, how often care fails.

Two packages of home care in succession are with different providers with chance one minus the Herfindahl index of the
market; where other hands run part of community care, a step there may be with somebody else as well (E077, M14).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from abm.organisations.rivalry import mean_quality
from abm.vocabulary import Service

if TYPE_CHECKING:
    from abm.organisations.care_market import CareMarket
    from abm.organisations.community_trust import CommunityTrust
    from abm.organisations.surroundings import Surroundings


def concentration(market: CareMarket) -> float:
    """Herfindahl index of what providers have open: 1 where there is one, less the more share it evenly."""
    total = math.fsum(provider.capacity for provider in market.providers)
    if total <= 0.0:
        return 1.0 / len(market.providers)
    return math.fsum((provider.capacity / total) ** 2 for provider in market.providers)


def chance_of_another(home_care: np.ndarray, community: np.ndarray, community_steps: float) -> np.ndarray:
    """Chance that a person's next step is with other people than the last.

    ``home_care`` and ``community`` are the chances in each kind of care; ``community_steps`` the share of steps that
    pass through community care.
    """
    return np.asarray(1.0 - (1.0 - home_care) * (1.0 - community_steps * community))


def breakdown_ratio(quality: float, usual_quality: float) -> float:
    """How much more often care breaks down at a quality than it did at the usual one."""
    return (1.0 - quality) / (1.0 - usual_quality)


def tell_people(s: Surroundings, markets: Sequence[CareMarket], community_trusts: Sequence[CommunityTrust]) -> None:
    """What the mix of this month means in every neighbourhood: other providers, and arrangements that break down."""
    p = s.parameters.oversight
    elsewhere = np.array([trust.hands.change_chance for trust in community_trusts])
    community = elsewhere[s.members.community_trust.of]
    usual = s.parameters.organisations.quality_mean
    for market in markets:
        if market.service != Service.HOME_CARE:
            continue
        here = market.council.neighbourhoods
        at_home = np.full(len(here), 1.0 - concentration(market))
        s.people.controls["provider_change"][here] = chance_of_another(at_home, community[here], p.community_steps)
        broken = p.breakdown_a_year * breakdown_ratio(mean_quality(market), usual)
        s.people.controls["package_breakdown"][here] = min(1.0, broken)
