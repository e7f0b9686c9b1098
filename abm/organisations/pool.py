"""Pooled budgets (M17): why two bodies would, what a pool is, and how it ends.

A pool is money first: both pay contributions, the pool pays back its share of what the pooled services really cost,
and at the year's end what is over or missing is divided by the partners' risk shares. What pooling does to behaviour
follows from those shares alone: a partner bears less of what its own haste costs (:meth:`Pool.others_bear`). Nothing
here says that pooling improves anything (E028, P198).
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
    hoped = p.pool_gain + p.pool_gain_per_stress * case.stress
    cost = p.pool_setup_cost * math.sqrt(case.partners) / case.horizon
    cost *= (1.0 - case.duty) * ((1.0 - p.pool_standard_saves) if case.standard_terms else 1.0)
    return (1.0 - case.struck_down) * hoped * case.trust - cost
