"""Ishigami's function as runs that take no time: what an analysis of sensitivity must find is known exactly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from abm.randomness import keyed_normal
from abm.scenario.parameters import parameter_definitions
from abm.sweeps.experiment import Experiment
from abm.sweeps.precision import rounds_of
from abm.sweeps.run_task import OnStage
from abm.sweeps.sweep import FinishedSweep, SweepWishes, sweep_to_folder
from abm.sweeps.sweep_plan import SweepPlan
from abm.sweeps.sweep_run import SweepRun

ISHIGAMI = """
name = "ishigami"
question = "Are the indices those of the function?"
scenario = "bill_2011"
seed = 5
[settings]
"run.end" = 2014-03-31
[parameters]
design = "sobol"
names = ["relations.trust_gain", "relations.trust_loss_ratio", "relations.meeting_gain"]
marginal = "uniform"
[keep]
levels = ["england"]
measures = ["regime_sum", "days_at_home_share"]
[sensitivity]
trajectories = 8
rows = 64
keep = 3
measures = ["regime_sum"]
"""
A, B = 7.0, 0.1
VARIANCE = A**2 / 8.0 + B * math.pi**4 / 5.0 + B**2 * math.pi**8 / 18.0 + 0.5
FIRST = ((1.0 + B * math.pi**4 / 5.0) ** 2 / 2.0 / VARIANCE, A**2 / 8.0 / VARIANCE, 0.0)
WITH_THIRD = 8.0 * B**2 * math.pi**8 / 225.0 / VARIANCE
TOTAL = (FIRST[0] + WITH_THIRD, FIRST[1], WITH_THIRD)
"""Of the three factors in order (Ishigami and Homma 1990)."""


def ishigami(points: Sequence[float]) -> float:
    """Of three points of [0, 1)."""
    one, two, three = (math.pi * (2.0 * point - 1.0) for point in points)
    return math.sin(one) + A * math.sin(two) ** 2 + B * three**4 * math.sin(one)


@dataclass(frozen=True)
class KnownRuns:
    """The function as ``regime_sum``, with luck on top where it is asked for; ``days_at_home_share`` never varies."""

    luck: float = 0.0
    fails: frozenset[int] = frozenset()

    def __call__(self, run: SweepRun, on_stage: OnStage, /) -> tuple[pd.DataFrame, Sequence[str]]:
        """Tidy measures of England in two years."""
        if run.index in self.fails:
            raise ZeroDivisionError("no beds")
        points = [_point(name, value) for name, value in run.sample.parameters.items()]
        value = ishigami(points) + self.luck * keyed_normal(run.sample.seed, 1, 1)
        figures = {"regime_sum": value, "days_at_home_share": 0.9}
        rows = [
            (year, "england", "England", measure, figure)
            for year in ("2012/13", "2013/14")
            for measure, figure in figures.items()
        ]
        return pd.DataFrame(rows, columns=["period", "level", "unit", "measure", "value"]), []


def _point(name: str, value: object) -> float:
    definition = parameter_definitions()[name]
    return (float(value) - definition.low) / (definition.high - definition.low)  # type: ignore[arg-type]


def ishigami_experiment(folder: Path, more: str = "") -> Experiment:
    """Its file, read."""
    folder.mkdir(exist_ok=True)
    path = folder / "ishigami.toml"
    path.write_text(ISHIGAMI + more, encoding="utf-8")
    return Experiment.load(path)


def swept(experiment: Experiment, out: Path, runs: KnownRuns, **wishes: object) -> FinishedSweep:
    """Its runs made, as ``experiment_to_folder`` makes the model's."""
    plan = SweepPlan(experiment)
    return sweep_to_folder(plan, out, rounds_of(plan), runs, SweepWishes(**wishes))  # type: ignore[arg-type]
