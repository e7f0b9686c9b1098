"""``abm sweep``: a designed experiment, begun or gone on with, or only counted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from abm.cli.interrupted import nothing_written_when_interrupted
from abm.cli.late_report import write_report
from abm.cli.options import Csv, DryRun, ExperimentName, MixVersions, RetryFailed, Scheduler, Settings, Size, Workers
from abm.cli.quiet_stream import QuietStream
from abm.cli.sweep_carried_out import carried_out, say_how_it_went

if TYPE_CHECKING:
    from abm.sweeps.experiment import Experiment


def sweep(
    experiment: ExperimentName,
    *,
    settings: Settings = None,
    out: Annotated[
        Path | None, typer.Option(help="Results folder; out/NAME when not given. The same command goes on with it.")
    ] = None,
    size: Size = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    dry_run: DryRun = False,
    mix_versions: MixVersions = False,
    retry_failed: RetryFailed = False,
    csv: Csv = False,
) -> None:
    """Carry out a designed experiment, or what is missing of it, and write a report. Nothing finished is lost."""
    with nothing_written_when_interrupted():
        from abm.runs.file_name import file_name_of
        from abm.runs.worker_pool import usable_cores
        from abm.sweeps.experiment import Experiment

        chosen = Experiment.load(experiment, size, settings or [])
        at_once = workers or usable_cores()
        if dry_run:
            count(chosen, at_once)
            return

        from abm.sweeps.sweep import SweepWishes

    wishes = SweepWishes(
        workers=at_once,
        scheduler=scheduler,
        mix_versions=mix_versions,
        retry_failed=retry_failed,
        csv=csv,
        command=["abm", *sys.argv[1:]],
        write_report=write_report,
    )
    folder = out if out is not None else Path("out") / file_name_of(chosen.name)
    say_how_it_went(carried_out(chosen, folder, wishes))


def count(experiment: Experiment, workers: int) -> None:
    """Say how many runs an experiment is, how long they take and how much disk."""
    from abm.sweeps.dry_run import DryRun
    from abm.sweeps.sweep_plan import SweepPlan

    for line in DryRun.of(SweepPlan(experiment), workers).lines():
        QuietStream(sys.stdout).say(line)
