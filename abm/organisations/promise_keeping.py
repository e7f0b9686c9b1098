"""Whether a body keeps a promise (M9, M13): what tempts it, and what holds it.

A promise is missed because nobody had time for it, or broken because money is short. Money tempts less the more a body
minds the other side's cost, values what working together will bring later, and is bound by duty or by stated outcomes.
Stress raises the temptation here and the hoped-for gain in :mod:`abm.organisations.pool`; there is no third term.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from abm.relations.attention import chance_of_slipping
from abm.scenario.parameter_groups.relations import RelationsParameters


@dataclass(frozen=True)
class Position:
    """Where a body stands when a promise of its own falls due."""

    trust: float
    """Its trust in the other side, 0 to 1."""
    regard: float
    """Share of the other side's cost that it counts as its own."""
    stress: float
    """Forecast overspending as a share of income."""
    load: float
    """Promises over what it can attend to."""
    bound: float
    """Share of the temptation that duty, strings or stated outcomes take away."""
    horizon: float
    """Weight of later years against this one; 1 is the usual short view."""


def chance_of_breaking(position: Position, p: RelationsParameters) -> float:
    """Chance that the promise is not kept, 0 to 1."""
    slips = chance_of_slipping(position.load, p.slip_per_load)
    held = min(1.0, position.regard + p.future_per_trust * position.horizon * position.trust + position.bound)
    tempted = 1.0 - math.exp(-(p.temptation + p.temptation_per_stress * position.stress) * (1.0 - held))
    return slips + (1.0 - slips) * tempted
