"""Target by target: what priors and posterior give, and whether that lies within."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from abm.analysis.calibration.posterior import Posterior
from abm.analysis.target_figures import TargetFigures
from abm.analysis.validation import Validation
from abm.measures.target import Target

if TYPE_CHECKING:
    import pandas as pd

OF_TARGET = ("id", "measure", "level", "statistic", "period", "unit", "low", "high")
OF_RUNS = {"mean": "mean", "runs_low": "low", "runs_high": "high", "within": "within"}
"""What a validation says of runs, and what it is called here after ``prior_`` or ``posterior_``."""


def target_fit(targets: Sequence[Target], fitted: Collection[str], posterior: Posterior) -> pd.DataFrame:
    """One row a target: interval, luck, and mean and middle nine in ten of runs of prior and posterior."""
    runs_of = {"prior": posterior.prior_figures, "posterior": posterior.figures}
    held = {name: _held(runs, targets) for name, runs in runs_of.items()}
    table = held["prior"][list(OF_TARGET)].assign(
        fitted=[target.id in fitted for target in targets],
        luck_sd=posterior.luck.reindex([target.id for target in targets]).to_numpy(),
    )
    for name, validation in held.items():
        for column, called in OF_RUNS.items():
            table[f"{name}_{called}"] = validation[column]
    return table


def _held(runs: pd.DataFrame, targets: Sequence[Target]) -> pd.DataFrame:
    table = Validation.of(TargetFigures(runs, {}), targets).table()
    return table.assign(within=table["within"] == "yes")
