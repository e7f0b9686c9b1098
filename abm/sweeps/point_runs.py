"""The runs of an experiment with explicit points: each its own levers, parameters and luck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from abm.randomness import replication_seed
from abm.scenario.refusal import refusal, unknown_key
from abm.sweeps.arm import Arm, Setting
from abm.sweeps.factor import LUCK, Factor, lever_factors, luck_factor, parameter_factors
from abm.sweeps.points_design import PointsDesign
from abm.sweeps.sweep_run import Sample, SweepRun
from abm.sweeps.unit_points import Points

if TYPE_CHECKING:
    from abm.sweeps.experiment import Experiment

EACH_ITS_OWN = "each run its own"
"""What the only arm of such an experiment is called."""
LUCKS_A_ROW = 1 << 20
"""Seeds that the luck of one row is spread over: so many that two points of a row hardly ever share one unmeant."""


def factors_of(experiment: Experiment, where: str) -> tuple[Factor, ...]:
    """Every lever and parameter that an experiment varies, in the order of its file. Raises InputError."""
    found = (
        *lever_factors(experiment.levers, where),
        *parameter_factors(experiment.parameters, experiment.base_scenario.central.parameters, where),
    )
    if not found:
        remedy = "it varies nothing: give levers more than one value, or name parameters that are drawn"
        raise refusal(where, "levers", "", remedy)
    return found


@dataclass(frozen=True)
class PointRuns:
    """The points of a design, run by run. Luck is a factor like any other, the last: it moves the seed alone."""

    design: PointsDesign
    factors: tuple[Factor, ...]
    fixed: Mapping[str, Setting]
    """Levers that the file names and the design does not move: as in the comparison arm."""
    seed: int

    @classmethod
    def of(cls, experiment: Experiment, where: str) -> PointRuns:
        """The runs that an experiment's points are. Raises InputError, which names the experiment by ``where``."""
        design = experiment.points
        assert design is not None
        varied = {factor.name: factor for factor in factors_of(experiment, where)}
        for name in design.factors:
            if name not in varied:
                remedy = unknown_key(name, varied).replace("key here", "factor in this experiment")
                raise refusal(where, "points.factors", name, remedy)
        moved = [factor for name, factor in varied.items() if not design.factors or name in design.factors]
        names = {factor.name for factor in moved}
        fixed = {name: value for name, value in experiment.reference_levers.items() if name not in names}
        return cls(design, (*moved, luck_factor()), fixed, experiment.seed)

    @property
    def names(self) -> tuple[str, ...]:
        """What is moved, luck last."""
        return tuple(factor.name for factor in self.factors)

    @property
    def runs_a_row(self) -> int:
        """Runs that hang together."""
        return self.design.runs_a_row(len(self.factors))

    @property
    def count(self) -> int:
        """Runs in all."""
        return self.design.rows * self.runs_a_row

    @cached_property
    def points(self) -> Points:
        """float64 [runs, factors] in [0, 1)."""
        return self.design.unit_points(self.names, self.seed)

    def run(self, index: int) -> SweepRun:
        """A run, counted from 0: its row is its draw, and its place in the row its replication."""
        row, place = divmod(index, self.runs_a_row)
        settings = {
            factor.name: (factor.kind, factor.value(float(point)))
            for factor, point in zip(self.factors, self.points[index], strict=True)
        }
        luck = int(float(settings[LUCK][1]) * LUCKS_A_ROW)  # type: ignore[arg-type]  # its value is a number
        levers = {name: value for name, (kind, value) in settings.items() if kind == "lever"}
        parameters = {name: value for name, (kind, value) in settings.items() if kind == "parameter"}
        sample = Sample(index, row, place, replication_seed(self.seed, row * LUCKS_A_ROW + luck), parameters)
        return SweepRun(index, Arm(EACH_ITS_OWN, {**self.fixed, **levers}), sample)
