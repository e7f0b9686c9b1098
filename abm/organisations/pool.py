"""Joint budgets (M17): why two bodies would, what a pool is, who commissions for both, and how it ends.

A pool is money first: both pay contributions, the pool pays back its share of what the pooled services really cost,
and at the year's end what is over or missing is divided by the partners' risk shares. What pooling does to behaviour
follows from those shares alone: a partner bears less of what its own haste costs (:meth:`Pool.others_bear`). Where one
partner is lead commissioner it takes the other's decisions about the pooled services too, and it is the one whom those
decisions would hurt (:meth:`Pool.decided_for`). Budgets that are only aligned move no money and share no risk: each
side promises to spend what it said. Nothing here says that any of it improves anything (E028, P198).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from abm.scenario.parameter_groups.joint_working import JointWorkingParameters


@dataclass
class Pool:
    """One pool, in force."""

    by_law: float
    """What the law demands, of both partners' spending on the older people of the place, 0 to 1."""
    by_consent: float
    """What the partners chose, of the same; the larger of the two is pooled."""
    states_outcomes: bool
    council_risk: float
    """The council's share of what is over or missing at the year's end; the commissioner bears the rest."""
    led_by_council: bool | None = None
    """Whether the council (True) or the commissioner (False) commissions for both; None where each does for itself."""

    @property
    def share(self) -> float:
        """Of both partners' spending on the older people of the place, 0 to 1."""
        return max(self.by_law, self.by_consent)

    @property
    def share_by_law(self) -> float:
        """Part of what is pooled that the law would have demanded anyway, 0 to 1."""
        return min(1.0, self.by_law / self.share) if self.share > 0.0 else 0.0

    def others_bear(self, own_risk: float) -> float:
        """Part of a partner's own cost of the pooled services that the other partner bears."""
        return self.share * (1.0 - own_risk)

    def decided_for(self, is_council: bool) -> float:
        """Part of a side's decisions about care that the other side takes for both, as lead commissioner."""
        return self.share if self.led_by_council is (not is_council) else 0.0

    @property
    def sides_that_run_it(self) -> tuple[bool, ...]:
        """Who promises reports, decisions and staff: both, or the lead alone."""
        return (True, False) if self.led_by_council is None else (self.led_by_council,)


@dataclass(frozen=True)
class Contributions:
    """What both sides put into a pool in a year, in pence."""

    council: int = 0
    commissioner: int = 0
    of_share: float = 0.0
    """The share of their spending that this was worked out from, 0 to 1."""

    @property
    def together(self) -> int:
        """Both sides' money."""
        return self.council + self.commissioner

    def at(self, share: float) -> Contributions:
        """The same agreement where another share is pooled."""
        if share == self.of_share or self.of_share <= 0.0:
            return self
        ratio = share / self.of_share
        return Contributions(round(self.council * ratio), round(self.commissioner * ratio), share)


NOTHING = Contributions()


@dataclass(frozen=True)
class PoolCase:
    """What one side weighs when it thinks of pooling."""

    trust: float
    """Its trust in the other side."""
    stress: float
    """Its own forecast overspending, as a share of income."""
    partners: int
    """Partners with whom it would have to agree such things."""
    standard_terms: bool
    struck_down: float
    """Chance, as it fears, that the arrangement is struck down within the year."""
    duty: float
    """Share of the set-up cost that a duty to integrate makes it bear anyway."""
    horizon: float
    """Years over which it lets a set-up cost pay, over the usual short view."""


def expected_gain(case: PoolCase, p: JointWorkingParameters) -> float:
    """What one side expects from a pool, as a share of the money in it: it pools when this is positive."""
    saved = p.pool_standard_saves if case.standard_terms else 0.0
    return (1.0 - case.struck_down) * _hoped(case, p) * case.trust - (1.0 - saved) * _set_up(case, p)


def gain_from_aligning(case: PoolCase, p: JointWorkingParameters) -> float:
    """What one side expects from aligning budgets without pooling them: less, at less cost, and nobody's to forbid."""
    return p.aligned_gain * _hoped(case, p) * case.trust - p.aligned_setup * _set_up(case, p)


def _hoped(case: PoolCase, p: JointWorkingParameters) -> float:
    return p.pool_gain + p.pool_gain_per_stress * case.stress


def _set_up(case: PoolCase, p: JointWorkingParameters) -> float:
    return p.pool_setup_cost * math.sqrt(case.partners) / case.horizon * (1.0 - case.duty)
