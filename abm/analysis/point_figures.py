"""Figures of runs with explicit points, laid out as their design has them: row by row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from abm.analysis.figures import Figures
from abm.analysis.sweep_results import SweepResults
from abm.errors import InputError
from abm.runs.confidence import RealArray
from abm.scenario.refusal import refusal
from abm.sweeps.point_runs import PointRuns
from abm.sweeps.sweep_plan import SweepPlan


@dataclass(frozen=True, eq=False)
class PointFigures:
    """What the runs of a design came to, in one period, for England or all places of the run."""

    runs: PointRuns
    period: str
    measures: tuple[str, ...]
    values: RealArray
    """float64 [measures, rows, runs a row]; nan where a run failed, is not there yet, or has no such figure."""

    @classmethod
    def read(cls, results: SweepResults, period: str | None) -> PointFigures:
        """From a sweep's folder, in a period or in the last. Raises InputError where no run has figures of it."""
        runs = SweepPlan(results.experiment).points
        if runs is None:
            raise InputError(str(results.path), "", results.experiment.name, "its experiment has no explicit points")
        found = figures_of(results, period)
        own = np.full((len(found.names), runs.count), np.nan)
        own[:, results.samples] = found.values[:, 0]
        return cls(
            runs,
            str(found.names["period"].iloc[0]),
            tuple(found.names["measure"]),
            own.reshape(len(own), runs.design.rows, runs.runs_a_row),
        )

    def of(self, measure: str) -> RealArray | None:
        """The rows of a measure that are whole, float64 [whole rows, runs a row]; nothing where it is not there."""
        if measure not in self.measures:
            return None
        rows = self.values[self.measures.index(measure)]
        return rows[self.whole(measure)]

    def whole(self, measure: str) -> np.ndarray:
        """Which rows have the measure in each of their runs, bool [rows]: one that failed spoils its row."""
        return np.isfinite(self.values[self.measures.index(measure)]).all(axis=1)


def figures_of(results: SweepResults, period: str | None) -> Figures:
    """Figures of England, or of all places, in a period or in the last. Raises InputError where there are none."""
    whole = results.whole
    if not whole.periods:
        raise InputError(str(results.path), "", "no figures", "none of its runs has any: see runs.parquet")
    if period is not None and period not in whole.periods:
        raise refusal("--at", "", period, f"its runs report {', '.join(whole.periods)}")
    return whole.of_period(period or whole.periods[-1])
