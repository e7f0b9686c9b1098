"""``abm sweep``: a designed experiment, begun or gone on with, or only counted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from abm.cli.how_it_went import say_warnings_and_failures, say_where_the_report_is
from abm.cli.interrupted import nothing_written_when_interrupted
from abm.cli.quiet_stream import QuietStream
from abm.cli.status import INTERRUPTED, SOME_FAILED

if TYPE_CHECKING:
    from abm.sweeps.experiment import Experiment
    from abm.sweeps.sweep import FinishedSweep, SweepWishes


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


def carried_out(experiment: Experiment, folder: Path, wishes: SweepWishes) -> FinishedSweep:
    """Make its runs with progress. Whatever stops it, what is finished stays, and the same command goes on."""
    from dataclasses import replace

    from abm.cli.progress import sweep_progress
    from abm.sweeps.run_experiment import experiment_to_folder
    from abm.sweeps.stopped import SweepStoppedError

    told = QuietStream(sys.stderr)
    goes_on = f"What is finished is kept in {folder}; the same command goes on from there."
    try:
        with sweep_progress() as on_progress:
            return experiment_to_folder(experiment, folder, replace(wishes, on_progress=on_progress))
    except SweepStoppedError as error:
        for line in (f"Stopped: {error}", *getattr(error, "__notes__", ()), goes_on):
            told.say(line)
        raise typer.Exit(SOME_FAILED) from None
    except KeyboardInterrupt:
        told.say(f"Interrupted. {goes_on}")
        raise typer.Exit(INTERRUPTED) from None


def say_how_it_went(finished: FinishedSweep) -> None:
    """Warnings, the first failures and where the report is; status 1 where a run failed or is missing."""
    whole = say_what_is_missing(finished)
    say_where_the_report_is(finished.path)
    if not whole:
        raise typer.Exit(SOME_FAILED)


def say_what_is_missing(finished: FinishedSweep) -> bool:
    """Warnings and the first failures; whether no run failed and none is missing."""
    say_warnings_and_failures(finished.warnings, finished.failures)
    told = QuietStream(sys.stderr)
    if finished.failed > len(finished.failures):
        told.say(f"{finished.failed} runs failed in all: see runs.parquet.")
    missing = finished.planned - finished.finished
    if missing > 0:
        told.say(f"{missing} runs are missing, as parts were damaged meanwhile; the same command makes them again.")
    return not finished.failed and missing <= 0
