"""Beginning, deepening and ending pools: what partners decide at their yearly review (M17)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from abm.organisations.chance import Chance
from abm.organisations.joint_tally import JointFlow
from abm.organisations.pool import Pool, PoolCase, expected_gain
from abm.relations.promise import PromiseKind

if TYPE_CHECKING:
    from abm.organisations.monitor import Monitor
    from abm.organisations.partnership import Partnership
    from abm.organisations.surroundings import Surroundings

MONTHS_OF_A_REVIEW = 12
"""Partners look at their pool once a year, and ask then whether Monitor did in that year."""
SIDES = (True, False)
"""The council, the commissioner."""


@dataclass
class PoolReview:
    """The yearly review of one partnership's pool, or of the thought of one."""

    surroundings: Surroundings
    partnership: Partnership
    monitor: Monitor

    def hold(self) -> None:
        """What the law demands comes first; for the rest both must gain."""
        by_law = self._share_by_law()
        if by_law > 0.0:
            self._pool_by_law(by_law)
        elif self.partnership.pool is None:
            self._perhaps_begin()
        else:
            self._perhaps_end_or_deepen()

    def _share_by_law(self) -> float:
        levers = self.surroundings.levers
        p = self.surroundings.parameters.joint_working
        place = p.place_budget_share if levers.pooling.place_budget else 0.0
        structure = p.place_budget_share if levers.duty.organisational_form != "separate" else 0.0
        return max(levers.pooling.mandated_minimum, place, structure)

    def _pool_by_law(self, share: float) -> None:
        pool = self.partnership.pool
        if pool is None:
            self.partnership.pool = self._new_pool(share, by_law=True)
        else:
            pool.share, pool.by_law = max(pool.share, share), True

    def _new_pool(self, share: float, by_law: bool) -> Pool:
        s = self.surroundings
        luck = s.chance(self.partnership.key, 0, Chance.POOL_STATES_OUTCOMES)
        return Pool(share, by_law, luck < s.parameters.joint_working.pool_with_outcomes, council_risk=0.5)

    def _gain(self, is_council: bool, struck_down: float) -> float:
        s = self.surroundings
        partner = self.partnership.partner(is_council)
        case = PoolCase(
            trust=self.partnership.trust_of(is_council),
            stress=partner.stress,
            partners=max(1, len(partner.active_partnerships)),
            standard_terms=s.levers.pooling.section_75 == "standard_terms",
            struck_down=struck_down,
            duty=min(1.0, partner.bound_by_duty),
            horizon=s.horizon,
        )
        return expected_gain(case, s.parameters.joint_working)

    def _perhaps_begin(self) -> None:
        s, at = self.surroundings, self.partnership.council.index
        if s.levers.pooling.section_75 == "off" or not self.partnership.commissioner.in_force:
            return
        if all(self._gain(side, self.monitor.feared_chance()) > 0.0 for side in SIDES):
            self.partnership.pool = self._new_pool(s.parameters.joint_working.pool_first_share, by_law=False)
            s.count(at, JointFlow.POOLS_BEGUN)
        elif all(self._gain(side, 0.0) > 0.0 for side in SIDES):
            s.count(at, JointFlow.OFFERS_NOT_MADE)
        elif any(self._gain(side, self.monitor.feared_chance()) > 0.0 for side in SIDES):
            s.count(at, JointFlow.OFFERS_DECLINED)

    def _perhaps_end_or_deepen(self) -> None:
        s, partnership = self.surroundings, self.partnership
        p = s.parameters.joint_working
        pool = partnership.pool
        assert pool is not None
        month = s.month.index
        council, commissioner = partnership.council.index, partnership.commissioner.index
        reviewed = self.monitor.reviews(council, commissioner, month, months=MONTHS_OF_A_REVIEW)
        if reviewed and self.monitor.strikes_down(council, commissioner, month):
            partnership.pool = None
            s.count(council, JointFlow.POOLS_STRUCK_DOWN)
        elif s.levers.pooling.section_75 == "off" or partnership.least_trust < p.pool_ends_below:
            self.end()
        elif all(self._gain(side, self.monitor.feared_chance()) > 0.0 for side in SIDES):
            pool.by_law = False
            pool.share = max(pool.share, min(p.pool_most, pool.share + p.pool_growth))

    def end(self) -> None:
        """Take the pool apart: to both sides it is worth several broken promises."""
        s = self.surroundings
        self.partnership.pool = None
        s.count(self.partnership.council.index, JointFlow.POOLS_ENDED)
        times = round(s.parameters.joint_working.ended_pool_breaks)
        for side in SIDES:
            self.partnership.enter(side, PromiseKind.POOL, kept=False, times=times)
