"""Sobol's indices: which share of a measure's variance each factor brings, alone and with all others."""

from __future__ import annotations

import numpy as np

from abm.analysis.factor_index import FactorIndex
from abm.analysis.point_figures import PointFigures
from abm.sweeps.points_design import salib_problem

SEED = 1
RESAMPLES = 500
FEWEST = 4
"""Whole rows below which there is no index."""
NAMES = {"first": "S1", "total": "ST"}
"""What SALib calls them."""


def sobol_indices(figures: PointFigures) -> tuple[FactorIndex, ...]:
    """First-order and total indices of every measure that varies and has rows enough; the others are left out.

    A row in which a run failed is left out whole: the estimators compare runs within rows (Saltelli and others 2010).
    """
    return tuple(index for measure in figures.measures for index in _of_measure(figures, measure))


def _of_measure(figures: PointFigures, measure: str) -> list[FactorIndex]:
    from SALib.analyze import sobol

    values = figures.of(measure)
    if values is None or len(values) < FEWEST or np.ptp(values[:, [0, -1]]) == 0.0:
        return []
    found = sobol.analyze(
        salib_problem(figures.runs.names),
        values.ravel(),
        calc_second_order=False,
        num_resamples=RESAMPLES,
        seed=SEED,
    )
    return [
        FactorIndex(
            method="sobol",
            measure=measure,
            period=figures.period,
            factor=factor.name,
            kind=factor.kind,
            statistic=statistic,  # type: ignore[arg-type]  # a key of NAMES
            value=float(found[name][at]),
            half_width=float(found[f"{name}_conf"][at]),
            rows=len(values),
            dropped=int((~figures.whole(measure)).sum()),
        )
        for statistic, name in NAMES.items()
        for at, factor in enumerate(figures.runs.factors)
    ]
