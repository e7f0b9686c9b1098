"""``effects.csv``: what each arm of a sweep changes against the arm it is compared with, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from abm.analysis.contrast import Contrast, arm_contrasts
from abm.analysis.elasticity import Elasticity, elasticities
from abm.analysis.figures import Figures
from abm.analysis.sweep_results import WHOLE_LEVELS, SweepResults
from abm.runs.results_folder import EFFECTS
from abm.runs.spreadsheet_text import with_spreadsheet_text
from abm.sweeps.whole_file import put_in_place, unfinished_file

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
    "changed",
    "elasticity",
    "elasticity_low",
    "elasticity_high",
)
"""``independent_runs``: the runs that each of the two arms would have needed, with luck and draws of its own, for an
interval as narrow; ``pairs`` times ``variance_ratio``. ``changed``: the one number in which the arms differ, where that
is all; the elasticity of the figure to it, with its 95% interval."""


def arm_effects(results: SweepResults) -> pd.DataFrame:
    """Every kept figure of England and of all places of the run; columns as in ``COLUMNS``, arms in their order."""
    tables = [
        table
        for level in WHOLE_LEVELS
        if len((figures := results.figures(level)).names)
        for table in _tables(results, figures, level)
    ]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(COLUMNS))


def _tables(results: SweepResults, figures: Figures, level: str) -> list[pd.DataFrame]:
    """A table for every arm but the one compared with."""
    of = (figures, results.arms, results.comparison)
    elastic = {one.arm: one for one in elasticities(*of, results.experiment.base_scenario)}
    return [_rows(contrast, elastic.get(contrast.name), figures, level) for contrast in arm_contrasts(*of)]


def _rows(contrast: Contrast, elastic: Elasticity | None, figures: Figures, level: str) -> pd.DataFrame:
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
        changed="" if elastic is None else elastic.change.lever,
        elasticity=np.nan if elastic is None else elastic.found.difference,
        elasticity_low=np.nan if elastic is None else elastic.found.low,
        elasticity_high=np.nan if elastic is None else elastic.found.high,
    )
    return rows.loc[rows["pairs"] > 0, list(COLUMNS)]


def write_effects(results: SweepResults) -> None:
    """Write them into the sweep's folder, whole or not at all, with no cell that runs as a formula."""
    with unfinished_file(results.path) as unfinished:
        with unfinished.open("w", encoding="utf-8", newline="") as target:
            for number, rows in enumerate(_pieces(arm_effects(results))):
                with_spreadsheet_text(rows).to_csv(target, index=False, header=number == 0, lineterminator="\n")
        put_in_place(unfinished, results.path / EFFECTS)


def _pieces(rows: pd.DataFrame, size: int = 100_000) -> Iterator[pd.DataFrame]:
    """At least one piece, so that the names of the columns are always there."""
    return (rows.iloc[start : start + size] for start in range(0, max(len(rows), 1), size))
