"""An experiment carried out to a results folder, from its file or as it is in memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from abm.runs.results_folder import ResultsFolder
from abm.sweeps.experiment import Experiment
from abm.sweeps.precision import rounds_of
from abm.sweeps.scenario_runs import ScenarioRuns
from abm.sweeps.sweep import FinishedSweep, SweepWishes, sweep_to_folder
from abm.sweeps.sweep_plan import SweepPlan


def experiment_to_folder(experiment: Experiment, out: Path, wishes: SweepWishes | None = None) -> FinishedSweep:
    """Make the runs of an experiment that ``out`` does not hold yet; what raises is as for ``sweep_to_folder``."""
    plan = SweepPlan(experiment)
    runs = ScenarioRuns(plan.scenario_toml(), experiment.keep)
    return sweep_to_folder(plan, out, rounds_of(plan), runs, wishes)


def sweep(
    experiment: Experiment | str | Path,
    out: str | Path,
    *,
    size: str | None = None,
    workers: int = 1,
    scheduler: str | None = None,
) -> ResultsFolder:
    """Carry out an experiment, or what is missing of it, and give its results.

    ``experiment`` is one in memory, a path, or the name of one that ships; ``size`` is small or full, where the file
    has them. ``.runs()`` and ``.measures()`` of what it gives are tables, one row a run and one row a figure.
    """
    chosen = experiment if isinstance(experiment, Experiment) else Experiment.load(experiment, size)
    wishes = replace(SweepWishes(), workers=workers, scheduler=scheduler)
    return ResultsFolder.open(experiment_to_folder(chosen, Path(out), wishes).path)
