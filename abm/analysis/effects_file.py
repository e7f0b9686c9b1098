"""``effects.csv``: what each arm of a sweep changes against the arm it is compared with, figure by figure."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pandas as pd

from abm.analysis.contrast import Contrast, arm_contrasts
from abm.analysis.figures import Figures
from abm.analysis.sweep_results import WHOLE_LEVELS, SweepResults
from abm.runs.results_folder import EFFECTS
from abm.runs.spreadsheet_text import with_spreadsheet_text

COLUMNS = (
    "arm",
    "comparison",
    "level",
    "unit",
    "measure",
    "period",
    "pairs",
    "comparison_mean",
    "arm_mean",
    "difference",
    "low",
    "high",
    "variance_ratio",
    "independent_runs",
)
"""``independent_runs``: the runs that each of the two arms would have needed, with luck and draws of its own, for an
interval as narrow; ``pairs`` times ``variance_ratio``."""


def arm_effects(results: SweepResults) -> pd.DataFrame:
    """Every kept figure of England and of all places of the run; columns as in ``COLUMNS``, arms in their order."""
    tables = [
        _rows(contrast, figures, level)
        for level in WHOLE_LEVELS
        if len((figures := results.figures(level)).names)
        for contrast in arm_contrasts(figures, results.arms, results.comparison)
    ]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(COLUMNS))


def _rows(contrast: Contrast, figures: Figures, level: str) -> pd.DataFrame:
    found = contrast.differences
    rows = figures.names.assign(
        arm=contrast.name,
        comparison=contrast.against,
        level=level,
        pairs=found.pairs,
        comparison_mean=found.baseline_mean,
        arm_mean=found.scenario_mean,
        difference=found.difference,
        low=found.low,
        high=found.high,
        variance_ratio=found.variance_ratio,
        independent_runs=found.pairs * found.variance_ratio,
    )
    return rows.loc[rows["pairs"] > 0, list(COLUMNS)]


def write_effects(results: SweepResults) -> None:
    """Write them into the sweep's folder, whole or not at all, with no cell that runs as a formula."""
    unfinished = results.path / f".{EFFECTS}.unfinished"
    with unfinished.open("w", encoding="utf-8", newline="") as target:
        for number, rows in enumerate(_pieces(arm_effects(results))):
            with_spreadsheet_text(rows).to_csv(target, index=False, header=number == 0, lineterminator="\n")
    os.replace(unfinished, results.path / EFFECTS)


def _pieces(rows: pd.DataFrame, size: int = 100_000) -> Iterator[pd.DataFrame]:
    """At least one piece, so that the names of the columns are always there."""
    return (rows.iloc[start : start + size] for start in range(0, max(len(rows), 1), size))
