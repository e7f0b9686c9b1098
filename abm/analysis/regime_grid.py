"""Which regime places end in, over the values of two levers, for each value of a third."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from abm.analysis.factorial import Factorial
from abm.analysis.figures import Figures
from abm.runs.confidence import RealArray
from abm.sweeps.lever_design import in_words

SHARES = {
    "regime_fragmented_share": "fragmented",
    "regime_stasis_share": "stasis",
    "regime_integrated_share": "integrated",
}
"""The measures, and what the columns of a grid call them; the order breaks ties."""
UNSETTLED = "unsettled"
KINDS = (*SHARES.values(), UNSETTLED)
TIED = 1e-9


@dataclass(frozen=True)
class GridLevers:
    """What lies along which side of the grid; an experiment of one lever has a single column, of two a single panel."""

    row: str
    column: str = ""
    panel: str = ""


def regime_grid(figures: Figures, factorial: Factorial, levers: GridLevers, period: str) -> pd.DataFrame:
    """Columns panel, row, column, the four ``KINDS``, most_common, runs; a row a cell that any run has reached.

    Shares are means over the samples, and over the settings of all other levers, of the share of places in each
    regime; what is in none is unsettled. ``most_common`` joins with ``/`` those that are equally common.
    """
    at = [figures.position(measure, period) for measure in SHARES]
    if any(place is None for place in at):
        return pd.DataFrame(columns=["panel", "row", "column", *KINDS, "most_common", "runs"])
    shares = figures.values[[place for place in at if place is not None]]
    cells = []
    for panel, panel_arms in _values(factorial, levers.panel):
        for row, row_arms in _values(factorial, levers.row):
            for column, column_arms in _values(factorial, levers.column):
                runs = shares[:, sorted(panel_arms & row_arms & column_arms)]
                cell = _cell(runs)
                if cell:
                    cells.append({"panel": panel, "row": row, "column": column, **cell})
    return pd.DataFrame(cells, columns=["panel", "row", "column", *KINDS, "most_common", "runs"])


def regime_sway(figures: Figures, factorial: Factorial, period: str) -> dict[str, float]:
    """How much each lever sways where places end: the widest range of a regime's share between its values."""
    at = [place for measure in SHARES if (place := figures.position(measure, period)) is not None]
    sway = {}
    for lever in factorial.levers:
        means = [_mean(figures.values[at][:, sorted(arms)]) for _, arms in _values(factorial, lever)]
        known = [mean for mean in means if np.isfinite(mean).all()]
        sway[lever] = float(np.ptp(np.array(known), axis=0).max()) if len(known) > 1 and at else 0.0
    return sway


def _values(factorial: Factorial, lever: str) -> list[tuple[str, set[int]]]:
    """Each value of a lever with the places of its arms; all arms under no name where there is no lever."""
    if not lever:
        return [("", set(factorial.arms.ravel().tolist()))]
    values = factorial.values[factorial.levers.index(lever)]
    return [(in_words(value), set(factorial.arms_at(lever, at).tolist())) for at, value in enumerate(values)]


def _cell(runs: RealArray) -> dict[str, object]:
    there = np.isfinite(runs).all(axis=0)
    if not there.any():
        return {}
    means = dict(zip(SHARES.values(), _mean(runs).tolist(), strict=True))
    means[UNSETTLED] = max(1.0 - math.fsum(means.values()), 0.0)
    most = max(means.values())
    common = "/".join(kind for kind in KINDS if most - means[kind] < TIED)
    return {**means, "most_common": common, "runs": int(there.sum())}


def _mean(runs: RealArray) -> RealArray:
    """Over arms and samples that have every share: float64 [shares]."""
    there = np.isfinite(runs).all(axis=0)
    return runs[:, there].mean(axis=1) if there.any() else np.full(len(runs), np.nan)
