"""How a measure runs through the years, for groups of arms, with the interval of each mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from abm.analysis.contrast import mean_where
from abm.analysis.figures import Figures
from abm.runs.confidence import half_width

COLUMNS = ["label", "period", "mean", "low", "high", "samples"]


def time_paths(figures: Figures, measure: str, groups: Mapping[str, Sequence[int]]) -> pd.DataFrame:
    """A row for each group of arms and period; columns as in ``COLUMNS``.

    ``groups``: places of arms, by what the group is called. Within a sample the arms of a group count alike. Only
    samples that have every arm of every group count, or groups would differ by luck that only some of them met. The
    95% interval is Student's over samples, nan where there is only one.
    """
    rows = []
    all_arms = sorted({arm for arms in groups.values() for arm in arms})
    for label, arms in groups.items():
        for period in figures.periods:
            at = figures.position(measure, period)
            if at is None:
                continue
            whole = np.isfinite(figures.values[at, all_arms]).all(axis=0)
            known = figures.values[at, list(arms)][:, whole].mean(axis=0)
            if known.size:
                mean, half = float(known.mean()), float("nan")
                if known.size > 1:
                    half = float(half_width(known.std(ddof=1), known.size))
                rows.append((label, period, mean, mean - half, mean + half, known.size))
    return pd.DataFrame(rows, columns=COLUMNS)


def extremes(figures: Figures, measure: str, period: str) -> tuple[int, int] | None:
    """The places of the arms with the lowest and the highest mean; nothing where no arm has any."""
    at = figures.position(measure, period)
    if at is None or not np.isfinite(figures.values[at]).any():
        return None
    means = mean_where(figures.values[at], np.isfinite(figures.values[at]), axis=1)
    return int(np.nanargmin(means)), int(np.nanargmax(means))
