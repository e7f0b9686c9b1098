"""The runs of an experiment made under the eyes of a user, and what they are told of how it went."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from abm.cli.how_it_went import say_warnings_and_failures, say_where_the_report_is
from abm.cli.quiet_stream import QuietStream
from abm.cli.status import INTERRUPTED, SOME_FAILED

if TYPE_CHECKING:
    from abm.sweeps.experiment import Experiment
    from abm.sweeps.sweep import FinishedSweep, SweepWishes


def carried_out(experiment: Experiment, folder: Path, wishes: SweepWishes) -> FinishedSweep:
    """Make the runs of an experiment. Whatever stops it, what is finished stays, and the same command goes on."""
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
