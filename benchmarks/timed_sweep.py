"""A sweep carried out, and where its time went."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from abm.sweeps.experiment import Experiment
from abm.sweeps.run_experiment import experiment_to_folder
from abm.sweeps.sweep import SweepWishes


@dataclass(frozen=True)
class TimedSweep:
    """Seconds by the clock, and those that the runs themselves took."""

    path: Path
    runs: int
    wall: float
    """From nothing to tables that can be read; no report."""
    model: float
    """Sum of what the runs took, each in its worker."""
    to_begin: float
    """Until the first run began: processes that start and load the program."""

    @classmethod
    def of(cls, experiment: Experiment, out: Path, workers: int = 1, scheduler: str | None = None) -> TimedSweep:
        """Carry it out. Raises RuntimeError where a run failed."""
        ends: list[float] = []

        def on_progress(finished: int, failed: int, *others: int) -> None:
            if finished:
                ends.append(time.perf_counter())

        began = time.perf_counter()
        wishes = SweepWishes(workers=workers, scheduler=scheduler, on_progress=on_progress)
        finished = experiment_to_folder(experiment, out, wishes)
        wall = time.perf_counter() - began
        if finished.failed:
            raise RuntimeError(finished.failures[0].traceback)
        seconds = pd.read_parquet(out / "runs.parquet")["seconds"]
        to_begin = ends[0] - began - float(seconds.iloc[:workers].min())
        return cls(out, len(seconds), wall, float(seconds.sum()), to_begin)
