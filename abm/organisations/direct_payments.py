"""Direct payments: the share of new council packages that people buy for themselves grows year by year (E098)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from abm.organisations.surroundings import Surroundings


def a_year_later(s: Surroundings, share: float) -> float:
    """The share of new packages next year: closer to its ceiling, faster under a national milestone."""
    p = s.parameters.oversight
    milestone = s.levers.front_line.personal_budgets == "national_milestone"
    speed = p.direct_payments_milestone if milestone else p.direct_payments_optional
    return share + speed * max(0.0, p.direct_payments_most - share)
