"""What the mix of providers means to a person: how often the next step is with somebody else, how often care fails.

Two packages of home care in succession are with different providers with chance one minus the Herfindahl index of the
market; where other hands run part of community care, a step there may be with somebody else as well (E077, M14).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from abm.organisations.care_market import CareMarket


def concentration(market: CareMarket) -> float:
    """Herfindahl index of what providers have open: 1 where there is one, less the more share it evenly."""
    total = sum(provider.capacity for provider in market.providers)
    if total <= 0.0:
        return 1.0 / len(market.providers)
    return sum((provider.capacity / total) ** 2 for provider in market.providers)


def chance_of_another(home_care: float, community: float, community_steps: float) -> float:
    """Chance that a person's next step is with other people than the last.

    ``home_care`` and ``community`` are the chances in each kind of care; ``community_steps`` the share of steps that
    pass through community care.
    """
    return 1.0 - (1.0 - home_care) * (1.0 - community_steps * community)


def breakdown_ratio(quality: float, usual_quality: float) -> float:
    """How much more often care breaks down at a quality than it did at the usual one."""
    return (1.0 - quality) / (1.0 - usual_quality)
