"""How far apart councils lie in a measure, run by run, so that arms can be compared in it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from abm.analysis.figures import Figures
from abm.runs.confidence import RealArray

P90_P10 = "p90_p10"
"""The ninth decile over councils less the first, in the measure's unit."""
CV = "cv"
"""The standard deviation over councils, as a share of their mean."""
FEWEST = 2
"""Councils that a spread needs."""


def places_spread(councils: Figures, statistic: str) -> Figures:
    """A figure for each measure and period, of how far councils lie apart in each run; the unit is ``councils``.

    ``statistic``: ``P90_P10`` or ``CV``. A run in which fewer than two councils have a value has none.
    """
    kinds = councils.names.groupby(["measure", "period"], sort=True)
    names, values = [], []
    for (measure, period), rows in kinds:
        names.append({"measure": measure, "unit": "councils", "period": period})
        values.append(_spread(councils.values[rows.index.to_numpy()], statistic))
    shape = (0, *councils.values.shape[1:])
    table = pd.DataFrame(names, columns=["measure", "unit", "period"])
    return Figures(table, np.array(values) if values else np.zeros(shape))


def _spread(values: RealArray, statistic: str) -> RealArray:
    """float64 [councils, arms, samples] to [arms, samples]."""
    enough = np.isfinite(values).sum(axis=0) >= FEWEST
    found = np.full(values.shape[1:], np.nan)
    known = values[:, enough]
    if statistic == P90_P10:
        high, low = np.nanquantile(known, [0.9, 0.1], axis=0) if known.size else (np.zeros(0), np.zeros(0))
        found[enough] = high - low
        return found
    mean = known.mean(axis=0) if np.isfinite(known).all() else np.nanmean(known, axis=0)
    deviation = np.nanstd(known, axis=0, ddof=1) if known.size else np.zeros(0)
    found[enough] = np.divide(deviation, mean, out=np.full(mean.shape, np.nan), where=mean != 0.0)
    return found
