"""Aligning budgets, beginning, leading, deepening and ending pools: what partners decide once a year (M17)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from abm.organisations.chance import Chance
from abm.organisations.joint_tally import JointFlow
from abm.organisations.pool import Pool, PoolCase, expected_gain, gain_from_aligning
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
    feared: float
    """Chance a year of being struck down, as all fear it this April."""

    def hold(self) -> None:
        """What the law demands comes first; for the rest both must gain."""
        was_demanded = self._follow_the_law()
        pool = self.partnership.pool
        if pool is None or (pool.by_consent <= 0.0 and pool.by_law > 0.0):
            self._perhaps_begin()
        elif pool.by_consent <= 0.0:
            self._perhaps_go_on(was_demanded)
        else:
            self._perhaps_end_or_deepen()
        self._perhaps_align()
        self._perhaps_let_one_lead()

    def _follow_the_law(self) -> float:
        """Pool what the law demands from now on: the share that it demanded before."""
        by_law, pool = self._share_by_law(), self.partnership.pool
        if pool is None:
            if by_law > 0.0:
                self.partnership.pool = self._new_pool(by_law)
            return 0.0
        before, pool.by_law = pool.by_law, by_law
        return before

    def _share_by_law(self) -> float:
        levers = self.surroundings.levers
        p = self.surroundings.parameters.joint_working
        place = p.place_budget_share if levers.pooling.place_budget else 0.0
        structure = p.place_budget_share if levers.duty.organisational_form != "separate" else 0.0
        return max(levers.pooling.mandated_minimum, place, structure)

    def _new_pool(self, by_law: float) -> Pool:
        s = self.surroundings
        luck = s.chance(self.partnership.key, 0, Chance.POOL_STATES_OUTCOMES)
        states_outcomes = luck < s.parameters.joint_working.pool_with_outcomes
        return Pool(by_law, 0.0, states_outcomes, council_risk=0.5)

    def _case(self, is_council: bool, struck_down: float) -> PoolCase:
        s = self.surroundings
        partner = self.partnership.partner(is_council)
        return PoolCase(
            trust=self.partnership.trust_of(is_council),
            stress=partner.stress,
            partners=max(1, len(partner.active_partnerships)),
            standard_terms=s.levers.pooling.section_75 == "standard_terms",
            struck_down=struck_down,
            duty=min(1.0, partner.bound_by_duty),
            horizon=s.horizon,
        )

    def _wanted_by(self, struck_down: float) -> int:
        """How many of the two sides gain."""
        p = self.surroundings.parameters.joint_working
        return sum(expected_gain(self._case(side, struck_down), p) > 0.0 for side in SIDES)

    def _perhaps_begin(self) -> None:
        s, at = self.surroundings, self.partnership.council.index
        if s.levers.pooling.section_75 == "off" or not self.partnership.commissioner.in_force:
            return
        wanted_by = self._wanted_by(self.feared)
        if wanted_by == len(SIDES):
            self._begin()
            s.count(at, JointFlow.POOLS_BEGUN)
        elif self._wanted_by(0.0) == len(SIDES):
            s.count(at, JointFlow.OFFERS_NOT_MADE)
        elif wanted_by:
            s.count(at, JointFlow.OFFERS_DECLINED)

    def _begin(self) -> None:
        """Pool the first share, on top of whatever the law demands."""
        p = self.surroundings.parameters.joint_working
        pool = self.partnership.pool or self._new_pool(by_law=0.0)
        pool.by_consent = min(max(p.pool_most, pool.by_law), pool.by_law + p.pool_first_share)
        self.partnership.pool = pool

    def _perhaps_go_on(self, as_before: float) -> None:
        """The law no longer demands the pool: it goes on as it is by consent, or lapses; nobody broke a promise."""
        s, pool = self.surroundings, self.partnership.pool
        assert pool is not None
        trusted = self.partnership.least_trust >= s.parameters.joint_working.pool_ends_below
        if s.levers.pooling.section_75 != "off" and trusted and self._wanted_by(self.feared) == len(SIDES):
            pool.by_consent = as_before
        else:
            self.partnership.pool = None

    def _perhaps_end_or_deepen(self) -> None:
        s, partnership = self.surroundings, self.partnership
        p = s.parameters.joint_working
        pool = partnership.pool
        assert pool is not None
        council, commissioner, month = partnership.council.index, partnership.commissioner.index, s.month.index
        reviewed = self.monitor.reviews(council, commissioner, month, months=MONTHS_OF_A_REVIEW)
        wanted_by = self._wanted_by(self.feared)
        if reviewed and self.monitor.strikes_down(council, commissioner, month):
            s.count(council, JointFlow.POOLS_STRUCK_DOWN)
            self._give_up_what_was_chosen()
        elif s.levers.pooling.section_75 == "off" or partnership.least_trust < p.pool_ends_below or not wanted_by:
            self.end()
        elif wanted_by == len(SIDES):
            pool.by_consent = max(pool.by_consent, min(p.pool_most, pool.by_consent + p.pool_growth))

    def _perhaps_align(self) -> None:
        """Without a pool, budgets are aligned while both sides gain from that; it needs no power and moves no money."""
        s, partnership = self.surroundings, self.partnership
        p = s.parameters.joint_working
        wanted = (
            partnership.pool is None
            and partnership.commissioner.in_force
            and partnership.least_trust >= p.pool_ends_below
            and all(gain_from_aligning(self._case(side, struck_down=0.0), p) > 0.0 for side in SIDES)
        )
        s.count(partnership.council.index, JointFlow.BUDGETS_ALIGNED, int(wanted))
        partnership.aligned_share = p.pool_first_share if wanted else 0.0

    def _perhaps_let_one_lead(self) -> None:
        """Lead commissioning: whoever puts in less leaves it to the other, where it trusts that other enough (E074)."""
        s, pool, agreed = self.surroundings, self.partnership.pool, self.partnership.contributions
        if pool is None:
            return
        council_leads = agreed.council > agreed.commissioner
        trust = self.partnership.trust_of(not council_leads)
        may = s.levers.pooling.section_75 != "off" and agreed.together > 0
        leads = may and trust >= s.parameters.joint_working.lead_commissioning_trust
        pool.led_by_council = council_leads if leads else None

    def _give_up_what_was_chosen(self) -> None:
        """What the law demands stays pooled."""
        pool = self.partnership.pool
        assert pool is not None
        pool.by_consent = 0.0
        if pool.by_law <= 0.0:
            self.partnership.pool = None

    def end(self) -> None:
        """Take the pool apart: to both sides it is worth several broken promises."""
        s = self.surroundings
        self._give_up_what_was_chosen()
        s.count(self.partnership.council.index, JointFlow.POOLS_ENDED)
        times = round(s.parameters.joint_working.ended_pool_breaks)
        for side in SIDES:
            self.partnership.enter(side, PromiseKind.POOL, kept=False, times=times)
