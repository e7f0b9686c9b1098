"""A council and a commissioner that serve the same people: everything that the two decide together."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from abm.organisations.dealing import Dealing
from abm.organisations.joint_tally import JointFlow
from abm.organisations.plan import PLAN_OPTIONS, PlanOption
from abm.organisations.pool import NOTHING, Contributions, Pool
from abm.relations.trust import hand_over

if TYPE_CHECKING:
    from abm.organisations.commissioner import Commissioner
    from abm.organisations.council import Council
    from abm.organisations.surroundings import Surroundings

MEETINGS_REMEMBERED = 4.0
"""About a year of quarterly meetings."""


@dataclass
class Attendance:
    """How a commissioner came to its board: tokens, or somebody who could decide."""

    in_substance: float = 0.0
    """Share of recent meetings, 0 to 1."""

    def remember(self, came_in_substance: bool) -> None:
        """Take in a meeting."""
        self.in_substance += (float(came_in_substance) - self.in_substance) / MEETINGS_REMEMBERED


class Partnership(Dealing):
    """One council, one commissioner, and the neighbourhoods that both answer for."""

    def __init__(
        self, surroundings: Surroundings, council: Council, commissioner: Commissioner, neighbourhoods: np.ndarray
    ) -> None:
        super().__init__(surroundings, council, commissioner, neighbourhoods)
        self.commissioner = commissioner
        self.people = int(surroundings.geography.neighbourhoods.people[neighbourhoods].sum())
        self.attendance = Attendance()
        self.pool: Pool | None = None
        self.plan = np.zeros(PLAN_OPTIONS)
        """The plan agreed for the year, as shares of plan money."""
        self.shadow = np.zeros(PLAN_OPTIONS)
        """What the commissioner would have done alone."""
        self.planned_money: list[int] = []
        """What the plan carried out has for each option, in pence a year, as neighbourhoods last heard of it."""
        self.has_agreed_plan = False
        self.plan_defaulted = False
        """Whether last year's plan stands because nobody agreed on another."""
        self.plan_is_honoured = True
        self.transfer_is_kept = True
        self.teams_start: int | None = None
        """Month from which the locality teams that the partners founded may work."""
        self.withheld = {True: False, False: False}
        """Whether the council (True) or the commissioner (False) withholds part of its contribution this quarter."""
        self.contributions = NOTHING
        """Of the year, to the pool."""
        self.aligned_share = 0.0
        """Share of both sides' spending on these older people that is aligned without being pooled, 0 to 1."""

    @property
    def share_of_council(self) -> float:
        """Share of the people in all of the council's partnerships of the same time that this one is about."""
        kind = self.commissioner.kind
        everyone = sum(each.older_people for each in self.council.partnerships if each.commissioner.kind == kind)
        return self.older_people / max(1, everyone)

    @property
    def plan_carried_out(self) -> np.ndarray:
        """What the quarter's plan money is really spent on, as shares."""
        return self.plan if self.plan_is_honoured else self.shadow

    def as_spent(self, plan: np.ndarray) -> np.ndarray:
        """A plan as money: what is for teams that do not exist stays in the reserve."""
        if self.surroundings.team_reach[self.neighbourhoods].any():
            return plan
        spent = plan.copy()
        spent[PlanOption.RESERVE] += spent[PlanOption.TEAMS]
        spent[PlanOption.TEAMS] = 0.0
        return spent

    def take_over(self, predecessors: list[Predecessor], carried: float) -> None:
        """Take over part of what predecessors had with the council, and the agreements that go with the people.

        A pool goes on only where both sides consent, which takes at least the trust that keeps a pool alive.
        """
        s = self.surroundings
        network = s.network
        before = np.zeros((2, 2))
        coverage = 0.0
        for each in predecessors:
            old, share = each.partnership, each.share_of_heir
            for is_council in (True, False):
                mine, theirs = self.side_of(is_council), old.side_of(is_council)
                before[0, mine] += share * network.personal_trust[old.relation, theirs]
                before[1, mine] += share * network.institutional_trust[old.relation, theirs]
            coverage += share * old.records.coverage
        hand_over(network, np.array([self.relation]), before[None], carried)
        self._take_over_agreements(predecessors, coverage)
        self._take_over_pools(predecessors)

    def _take_over_agreements(self, predecessors: list[Predecessor], coverage: float) -> None:
        """Records stay shared, plans stand and teams go on: systems and staff are handed over with the people."""
        olds = [each.partnership for each in predecessors]
        self.records.coverage = coverage
        self.records.stands = any(old.records.stands for old in olds)
        largest = max(predecessors, key=lambda each: each.share_of_heir).partnership
        self.plan, self.shadow = largest.plan.copy(), largest.shadow.copy()
        self.has_agreed_plan = largest.has_agreed_plan
        starts = [old.teams_start for old in olds if old.teams_start is not None]
        self.teams_start = min(starts, default=None)

    def _take_over_pools(self, predecessors: list[Predecessor]) -> None:
        """Pools by people: what the law demands stands, what was chosen takes consent; money follows what is pooled."""
        s = self.surroundings
        pooled = [(each.share_of_heir, each.partnership.pool) for each in predecessors]
        olds = [(share, pool) for share, pool in pooled if pool is not None]
        if not olds:
            return
        by_law = math.fsum(share * pool.by_law for share, pool in olds)
        by_consent = math.fsum(share * pool.by_consent for share, pool in olds)
        agreed = self._share_of_contributions(predecessors, max(by_law, by_consent))
        if by_consent > 0.0 and self.least_trust < s.parameters.joint_working.pool_ends_below:
            s.count(self.council.index, JointFlow.POOLS_ENDED)
            by_consent = 0.0
        if by_law + by_consent <= 0.0:
            return
        weights = [share * pool.share for share, pool in olds]
        risk = math.fsum(weight * pool.council_risk for weight, (_, pool) in zip(weights, olds, strict=True))
        largest = max(olds, key=lambda one: one[0])[1]
        self.pool = Pool(by_law, by_consent, largest.states_outcomes, risk / math.fsum(weights))
        self.contributions = agreed.at(self.pool.share)

    @staticmethod
    def _share_of_contributions(predecessors: list[Predecessor], of_share: float) -> Contributions:
        """The part of predecessors' contributions that was for the people who are served now."""
        shares = [(each.share_of_own, each.partnership.contributions) for each in predecessors]
        council = sum(round(share * agreed.council) for share, agreed in shares)
        commissioner = sum(round(share * agreed.commissioner) for share, agreed in shares)
        return Contributions(council, commissioner, of_share)


@dataclass(frozen=True)
class Predecessor:
    """A partnership that served some of the same people before the reform."""

    partnership: Partnership
    share_of_heir: float
    """Share of the heir's people whom it served."""
    share_of_own: float
    """Share of its own people whom the heir serves now."""
