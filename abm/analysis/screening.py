"""Morris's screening: what moving each factor by half its range changes, on average and how unevenly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from abm.analysis.factor_index import FactorIndex
from abm.analysis.point_figures import PointFigures
from abm.runs.confidence import RealArray
from abm.sweeps.factor import LUCK
from abm.sweeps.points_design import LEVELS, STEP, salib_problem

SEED = 1
"""Of the resampling that intervals come from: the same runs give the same intervals."""
RESAMPLES = 500
FEWEST = 3
"""Whole trajectories below which nothing is said of a spread."""
NORMAL = 1.96
Statistics = dict[str, RealArray]


@dataclass(frozen=True)
class Screening:
    """What a screening found, measure by measure."""

    indices: tuple[FactorIndex, ...]
    """``mu_star`` (mean size of the effect), ``mu`` (mean effect) and ``sigma`` (its spread), in the measure's unit."""

    @classmethod
    def of(cls, figures: PointFigures) -> Screening:
        """Every measure that varies and has trajectories enough; the others are left out."""
        return cls(tuple(index for measure in figures.measures for index in _of_measure(figures, measure)))

    def kept(self, measures: Sequence[str], most: int) -> tuple[str, ...]:
        """The factors that matter most to any of some measures, in the order of the experiment; luck is not counted.

        A factor counts as much as its effect on the measure where it is largest, as a share of the largest effect of
        any factor on that measure.
        """
        found: dict[str, float] = {}
        for measure in measures:
            sizes = {
                index.factor: index.value
                for index in self.indices
                if index.measure == measure and index.statistic == "mu_star" and index.factor != LUCK
            }
            largest = max(sizes.values(), default=0.0)
            for factor, size in sizes.items():
                found[factor] = max(found.get(factor, 0.0), size / largest if largest > 0.0 else 0.0)
        chosen = {factor for factor in sorted(found, key=lambda name: -found[name])[:most] if found[factor] > 0.0}
        return tuple(factor for factor in found if factor in chosen)


def _of_measure(figures: PointFigures, measure: str) -> list[FactorIndex]:
    values = figures.of(measure)
    if values is None or len(values) < FEWEST or np.ptp(values) == 0.0:
        return []
    whole = figures.whole(measure)
    points = figures.runs.points.reshape(len(whole), figures.runs.runs_a_row, -1)[whole]
    found = _statistics(points, values, figures.runs.names, RESAMPLES)
    halves = {"mu_star": found["mu_star_conf"], **_jackknifed(points, values, figures.runs.names)}
    return [
        FactorIndex(
            method="morris",
            measure=measure,
            period=figures.period,
            factor=factor.name,
            kind=factor.kind,
            statistic=statistic,
            value=float(found[statistic][at]),
            half_width=float(halves[statistic][at]),
            rows=len(values),
            dropped=int((~whole).sum()),
        )
        for statistic in ("mu_star", "mu", "sigma")
        for at, factor in enumerate(figures.runs.factors)
    ]


def _statistics(points: np.ndarray, values: RealArray, names: tuple[str, ...], resamples: int) -> Statistics:
    """SALib's, which are per whole range, as changes by a step; ``points``: float64 [trajectories, runs, factors]."""
    from SALib.analyze import morris

    found = morris.analyze(
        salib_problem(names),
        points.reshape(-1, len(names)),
        values.ravel(),
        num_levels=LEVELS,
        num_resamples=resamples,
        seed=SEED,
    )
    return {
        name: STEP * np.asarray(found[name], dtype=np.float64) for name in ("mu", "mu_star", "sigma", "mu_star_conf")
    }


def _jackknifed(points: np.ndarray, values: RealArray, names: tuple[str, ...]) -> Statistics:
    """Half of a 95% interval for what SALib gives none of, from leaving out one trajectory after the other."""
    count = len(values)
    left = [
        _statistics(np.delete(points, row, axis=0), np.delete(values, row, axis=0), names, resamples=2)
        for row in range(count)
    ]
    return {
        name: NORMAL * math.sqrt(count - 1.0) * np.array([found[name] for found in left]).std(axis=0)
        for name in ("mu", "sigma")
    }
