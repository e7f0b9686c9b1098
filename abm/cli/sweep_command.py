"""``abm sweep``: a designed experiment, begun or gone on with, or only counted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from abm.cli.interrupted import nothing_written_when_interrupted
from abm.cli.quiet_stream import QuietStream
from abm.cli.sweep_carried_out import carried_out, say_how_it_went

if TYPE_CHECKING:
    from abm.sweeps.experiment import Experiment


def sweep(
    experiment: Annotated[
        str, typer.Argument(metavar="EXPERIMENT", help="Path of an experiment, or the name of one that ships.")
    ],
    *,
    out: Annotated[
        Path | None, typer.Option(help="Results folder; out/NAME when not given. The same command goes on with it.")
    ] = None,
    size: Annotated[
        str | None, typer.Option(help="small or full, where the experiment has sizes; small when not given.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Runs made side by side here; as many as cores when not given.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A Dask scheduler whose workers make the runs instead.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say how many runs, how long and how much disk; run nothing.")
    ] = False,
    mix_versions: Annotated[
        bool, typer.Option("--mix-versions", help="Keep runs that another version of the program has made.")
    ] = False,
    retry_failed: Annotated[
        bool,
        typer.Option("--retry-failed", help="Make failed runs again, not only those whose worker died."),
    ] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Write measures.csv for spreadsheets too.")] = False,
) -> None:
    """Carry out a designed experiment, or what is missing of it, and write a report. Nothing finished is lost."""
    with nothing_written_when_interrupted():
        from abm.runs.file_name import file_name_of
        from abm.runs.worker_pool import usable_cores
        from abm.sweeps.experiment import Experiment

        chosen = Experiment.load(experiment, size)
        at_once = workers or usable_cores()
        if dry_run:
            count(chosen, at_once)
            return

        from abm.reports.report import write_report
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
