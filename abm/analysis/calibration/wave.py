"""A wave: a batch of runs at chosen points, carried out as a sweep that can be gone on with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from abm.scenario.parameters import Parameters
from abm.sweeps.experiment import Experiment
from abm.sweeps.parameter_design import ParameterDesign
from abm.sweeps.parameter_draws import value_at

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Prior:
    """What is held of the parameters before any run: each over its range, or the inner part of it, on its own."""

    scenario: Parameters
    uniform: bool
    """Even over the range; otherwise with the scenario's value as the likeliest."""
    spread: Mapping[str, float]
    """Share of each parameter's range, about the scenario's value, that is covered."""

    def values(self, points: pd.DataFrame) -> pd.DataFrame:
        """Values [draws, parameters] at points of the unit cube, a column for each parameter."""
        return points.apply(lambda column: column.map(partial(self._value, str(column.name))))

    def _value(self, name: str, point: float) -> float:
        return value_at(float(point), name, self.scenario, uniform=self.uniform, spread=self.spread[name])


@dataclass(frozen=True, eq=False)
class Wave:
    """Where runs were made that ended well, and the figures that the model gave there."""

    points: pd.DataFrame
    """[runs, parameters] in the unit cube, those of earlier stages among them."""
    figures: pd.DataFrame
    """[runs, targets] by target's id, in the target's unit."""
    failed: int
    """Runs that failed, and so tell nothing."""


def experiment_at(experiment: Experiment, values: pd.DataFrame, seed: int) -> Experiment:
    """The experiment with these draws of its parameters [draws, parameters], one run of each, and luck of its own."""
    columns = {str(name): tuple(values[name].tolist()) for name in values}
    design = ParameterDesign(design="posterior", draws=len(values), values=columns)
    return replace(experiment, seed=seed, parameters=design)
