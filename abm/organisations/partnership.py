"""A council and a commissioner that serve the same people: everything that the two decide together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from abm.organisations.dealing import Dealing
from abm.organisations.joint_tally import JointFlow
from abm.organisations.plan import PLAN_OPTIONS
from abm.organisations.pool import Pool
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
        self.has_agreed_plan = False
        self.plan_is_honoured = True
        self.transfer_is_kept = True
        self.teams_start: int | None = None
        """Month from which the locality teams that the partners founded may work."""
        self.withheld = {True: False, False: False}
        """Whether the council (True) or the commissioner (False) withholds part of its contribution this quarter."""
        self.contributions = (0, 0)
        """Yearly contributions to the pool in pence: the council's, the commissioner's."""

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

    def take_over(self, predecessors: list[tuple[Partnership, float]], carried: float) -> None:
        """Take over part of what predecessors (each with its share of the people) had with the council.

        A pool goes on only where both sides consent, which takes at least the trust that keeps a pool alive.
        """
        s = self.surroundings
        network = s.network
        before = np.zeros((2, 2))
        coverage = pooled = 0.0
        for old, share in predecessors:
            for side, is_council in ((self.side_of(True), True), (self.side_of(False), False)):
                before[0, side] += share * network.personal_trust[old.relation, old.side_of(is_council)]
                before[1, side] += share * network.institutional_trust[old.relation, old.side_of(is_council)]
            coverage += share * old.records.coverage
            pooled += share * (old.pool.share if old.pool is not None else 0.0)
        hand_over(network, np.array([self.relation]), before[None], carried)
        self.records.coverage = max(self.records.coverage, coverage)
        self.records.stands = self.records.stands or any(old.records.stands for old, _ in predecessors)
        largest = max(predecessors, key=lambda each: each[1])[0]
        self.plan, self.shadow = largest.plan.copy(), largest.shadow.copy()
        if pooled <= 0.0:
            return
        if self.least_trust >= s.parameters.joint_working.pool_ends_below:
            old_pool = next(old.pool for old, _ in predecessors if old.pool is not None)
            self.pool = Pool(pooled, old_pool.by_law, old_pool.states_outcomes, old_pool.council_risk)
            council, commissioner = (
                sum(round(share * old.contributions[side]) for old, share in predecessors) for side in (0, 1)
            )
            self.contributions = (council, commissioner)
        else:
            s.count(self.council.index, JointFlow.POOLS_ENDED)
