"""Elasticities: by how many per cent a figure moves for each per cent by which an arm moves one quantity.

Taken within samples as one logarithm over the other, so that a tenth more and twice as much can be held against each
other and against what is published. Only an arm that differs from the comparison arm in one number has any, and only
a number whose nought is nothing: prices and multiples, not rates of growth.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from abm.analysis.figures import Figures
from abm.runs.confidence import RealArray
from abm.runs.paired_difference import PairedDifferences, paired_differences
from abm.scenario.levers import lever_definitions
from abm.scenario.scenario import Scenario
from abm.sweeps.arm import Arm, Setting


@dataclass(frozen=True)
class Change:
    """The one number in which an arm differs from the arm that it is compared with."""

    lever: str
    before: float
    after: float

    @property
    def log_ratio(self) -> float:
        """How far it is moved, as a logarithm."""
        return math.log(self.after / self.before)


@dataclass(frozen=True, eq=False)
class Elasticity:
    """What one arm says, figure by figure."""

    arm: str
    change: Change
    found: PairedDifferences
    """``difference`` is the elasticity, with its interval over samples; no pairs where a figure is not above nought."""


def elasticities(figures: Figures, arms: tuple[Arm, ...], comparison: Arm, scenario: Scenario) -> list[Elasticity]:
    """The elasticities of every arm that has any; ``scenario`` is what all arms change."""
    base = _logarithms(figures.values[:, arms.index(comparison)])
    return [
        Elasticity(arm.name, change, _over(change.log_ratio, base, _logarithms(figures.values[:, at])))
        for at, arm in enumerate(arms)
        if (change := change_of(arm, comparison, scenario)) is not None
    ]


def change_of(arm: Arm, comparison: Arm, scenario: Scenario) -> Change | None:
    """What an arm changes, if that is one number whose nought is nothing, and stands at one value in either arm."""
    names = dict.fromkeys((*comparison.levers, *arm.levers))
    both = {name: (_standing(name, comparison, scenario), _standing(name, arm, scenario)) for name in names}
    changed = [(name, before, after) for name, (before, after) in both.items() if before is None or before != after]
    if len(changed) != 1:
        return None
    name, before, after = changed[0]
    numbers = [float(value) for value in (before, after) if isinstance(value, int | float) and value > 0.0]
    return Change(name, *numbers) if len(numbers) == 2 and _starts_at_nothing(name) else None


def _standing(name: str, arm: Arm, scenario: Scenario) -> Setting | None:
    """The value of a lever through the whole run; nothing where dated policies move it."""
    if name in arm.levers:
        return arm.levers[name]
    if any(name in dict(policy.changes) for policy in scenario.policies):
        return None
    group, field = name.split(".")
    value: Setting = getattr(getattr(scenario.levers, group), field)
    return value


def _starts_at_nothing(name: str) -> bool:
    definition = lever_definitions()[name]
    return definition.kind == "number" and definition.low is not None and definition.low >= 0.0


def _logarithms(values: RealArray) -> RealArray:
    """float64 [figures, samples]; nan through a whole figure that is not above nought in every sample."""
    above = np.all((values > 0.0) | np.isnan(values), axis=1)[:, None] & np.isfinite(values)
    return np.log(values, out=np.full(values.shape, np.nan), where=above)


def _over(log_ratio: float, base: RealArray, arm: RealArray) -> PairedDifferences:
    return paired_differences(base / log_ratio, arm / log_ratio)
