"""What organisations may see: a month's activity added up by body, and their queues. Never a person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from abm.activity import Flow, MonthOfActivity, Stock
from abm.vocabulary import Service
from abm.world.geography import Geography
from abm.world.membership import Membership

UNREPORTED = frozenset({Stock.UNMET_HOURS, Stock.CARER_HOURS, Stock.TRULY_DELAYED_ACUTE})
"""What is true of people but in no return: measures may count it, organisations may not see it."""


@dataclass(frozen=True)
class Memberships:
    """Which body of each kind every neighbourhood belongs to."""

    council: Membership
    pct: Membership
    consortium: Membership
    acute_trust: Membership
    community_trust: Membership
    mental_health_trust: Membership
    team: Membership

    @classmethod
    def of(cls, geography: Geography) -> Memberships:
        """Read them off a geography."""
        hoods = geography.neighbourhoods
        return cls(
            council=Membership(hoods.council, len(geography.councils.codes)),
            pct=Membership(hoods.pct, len(geography.pcts)),
            consortium=Membership(hoods.consortium, len(geography.consortia)),
            acute_trust=Membership(hoods.acute_trust, len(geography.acute_trusts)),
            community_trust=Membership(hoods.community_trust, len(geography.community_trusts)),
            mental_health_trust=Membership(hoods.mental_health_trust, len(geography.mental_health_trusts)),
            team=Membership(hoods.team, len(geography.team_trust)),
        )


@dataclass(frozen=True)
class BodyActivity:
    """A month by body of one kind."""

    stock_days: np.ndarray
    """int64 [bodies, STOCKS]."""
    flows: np.ndarray
    """int64 [bodies, FLOWS]."""
    days: int

    def mean(self, index: int, stock: Stock) -> float:
        """Mean of a stock over the month's midnights; ValueError for what nobody reports."""
        if stock in UNREPORTED:
            raise ValueError(f"{stock.name} is not reported to anybody")
        return float(self.stock_days[index, stock]) / self.days

    def flow(self, index: int, flow: Flow) -> int:
        """What was counted in the month."""
        return int(self.flows[index, flow])

    def served(self, index: int, service: Service) -> int:
        """People served by a service."""
        return int(self.flows[index, Flow.SERVED_FIRST + service])


@dataclass(frozen=True)
class ReportedActivity:
    """The month as each kind of body sees it."""

    council: BodyActivity
    acute_trust: BodyActivity
    community_trust: BodyActivity
    mental_health_trust: BodyActivity

    @classmethod
    def of(cls, month: MonthOfActivity, members: Memberships) -> ReportedActivity:
        """Add a month's activity up by body."""

        def by(membership: Membership) -> BodyActivity:
            return BodyActivity(membership.total(month.stock_days), membership.total(month.flows), month.days)

        return cls(
            council=by(members.council),
            acute_trust=by(members.acute_trust),
            community_trust=by(members.community_trust),
            mental_health_trust=by(members.mental_health_trust),
        )
