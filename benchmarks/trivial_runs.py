"""Runs that take no time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from abm.randomness import keyed_normal
from abm.sweeps.run_task import OnStage
from abm.sweeps.sweep_run import SweepRun

MONTHS = [f"2011-{month:02d}" for month in range(4, 13)]


@dataclass(frozen=True)
class TrivialRuns:
    """A few figures from the run's seed."""

    def __call__(self, run: SweepRun, on_stage: OnStage, /) -> tuple[pd.DataFrame, Sequence[str]]:
        """Tidy measures, and nothing to warn of."""
        values = [keyed_normal(run.sample.seed, month, 1) for month in range(len(MONTHS))]
        labels = {"period": MONTHS, "level": "england", "unit": "England", "measure": "delayed_days"}
        return pd.DataFrame(labels | {"value": values}), []
