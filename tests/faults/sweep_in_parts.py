"""A small sweep's folder with the parts that its tables are made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from sweep_by_hand import SweepByHand, tidy, write_sweep

from abm.runs.results_folder import EXPERIMENT
from abm.sweeps.code_version import code_version
from abm.sweeps.experiment import Experiment
from abm.sweeps.run_task import OnStage, RunTask
from abm.sweeps.store import Store
from abm.sweeps.sweep_folder import bring_up_to_date
from abm.sweeps.sweep_plan import SweepPlan
from abm.sweeps.sweep_run import SweepRun


@dataclass(frozen=True)
class _HandMade:
    made: SweepByHand

    def __call__(self, run: SweepRun, on_stage: OnStage, /) -> tuple[pd.DataFrame, list[str]]:
        return tidy(self.made, run), []


def write_sweep_in_parts(folder: Path, made: SweepByHand) -> Path:
    """The sweep by hand, its runs kept as the runner keeps them."""
    write_sweep(folder, made)
    plan = SweepPlan(Experiment.load(folder / EXPERIMENT))
    (folder / "scenario.toml").write_text(plan.scenario_toml(), encoding="utf-8")
    store = Store(folder, writes=True)
    task = RunTask(_HandMade(made), "base", code_version(), folder / "scenario.toml")
    for run in plan.runs(0, made.samples):
        store.add(task(run))
    assert not bring_up_to_date(folder), "no part is damaged"
    return folder
