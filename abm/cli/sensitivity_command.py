"""``abm sensitivity``: what matters, of all that an experiment varies."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from abm.cli.how_it_went import say_where_the_report_is
from abm.cli.interrupted import nothing_written_when_interrupted
from abm.cli.late_report import write_report
from abm.cli.options import DryRun, ExperimentName, MixVersions, RetryFailed, Scheduler, Size, Workers
from abm.cli.quiet_stream import QuietStream
from abm.cli.status import INTERRUPTED, SOME_FAILED
from abm.cli.sweep_carried_out import carried_out, say_what_is_missing
from abm.cli.sweep_command import count

if TYPE_CHECKING:
    from abm.analysis.sensitivity import SensitivityResults, SensitivityWishes
    from abm.sweeps.experiment import Experiment
    from abm.sweeps.sweep import FinishedSweep, SweepWishes

MOST_ROWS = 10
"""Factors of a measure that the terminal shows; all are in sensitivity.csv."""


def sensitivity(
    experiment: ExperimentName,
    *,
    out: Annotated[
        Path | None,
        typer.Option(help="Results folder; out/NAME-sensitivity when not given. The same command goes on with it."),
    ] = None,
    size: Size = None,
    method: Annotated[
        str, typer.Option(help="morris: the screening alone; sobol: indices of everything; both: of what it keeps.")
    ] = "both",
    at: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="Whose figures are read; the last reported when not given.")
    ] = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    dry_run: DryRun = False,
    mix_versions: MixVersions = False,
    retry_failed: RetryFailed = False,
) -> None:
    """Move levers and uncertain numbers together: screen them (Morris), then share out the variance (Sobol)."""
    with nothing_written_when_interrupted():
        from abm.runs.worker_pool import usable_cores
        from abm.sweeps.experiment import Experiment

        chosen = Experiment.load(experiment, size)
        wishes = _wishes(chosen, method, at)
        at_once = workers or usable_cores()
        if dry_run:
            _count(chosen, wishes, at_once)
            return
        folder = _folder(out, chosen)

        from abm.sweeps.sweep import SweepWishes

    sweep_wishes = SweepWishes(
        workers=at_once,
        scheduler=scheduler,
        mix_versions=mix_versions,
        retry_failed=retry_failed,
        command=["abm", *sys.argv[1:]],
        write_report=write_report,
    )
    made = _made(chosen, folder, wishes, sweep_wishes)
    whole = [say_what_is_missing(finished) for finished in made]
    _say(folder)
    if not all(whole):
        raise typer.Exit(SOME_FAILED)


def _wishes(experiment: Experiment, method: str, at: str | None) -> SensitivityWishes:
    """What is asked, once all that can be known to be wrong has been refused."""
    from abm.analysis.sensitivity import METHODS, SensitivityWishes, check_asked
    from abm.errors import InputError
    from abm.runs.optional_part import FOR_ANALYSIS, check_installed

    check_installed("abm sensitivity", "calibrate", FOR_ANALYSIS)
    known = next((known for known in METHODS if known == method), None)
    if known is None:
        raise InputError("--method", "", method, f"write one of {', '.join(METHODS)}")
    wishes = SensitivityWishes(known, at, ["abm", *sys.argv[1:]])
    check_asked(experiment, wishes)
    return wishes


def _folder(out: Path | None, experiment: Experiment) -> Path:
    from abm.analysis.sensitivity_files import refuse_to_analyse_into
    from abm.runs.file_name import file_name_of

    folder = out if out is not None else Path("out") / f"{file_name_of(experiment.name)}-sensitivity"
    refuse_to_analyse_into(folder)
    return folder


def _count(experiment: Experiment, wishes: SensitivityWishes, workers: int) -> None:
    from abm.analysis.sensitivity import largest_stages

    for name, stage in largest_stages(experiment, wishes.method):
        QuietStream(sys.stdout).say(f"{name}:")
        count(stage, workers)


def _made(
    experiment: Experiment, folder: Path, wishes: SensitivityWishes, sweep_wishes: SweepWishes
) -> list[FinishedSweep]:
    """Runs, tables and report; whatever stops it, what is finished stays, and the same command goes on."""
    from abm.analysis.sensitivity import make_runs
    from abm.runs.results_folder import REPORT
    from abm.sweeps.stopped import SweepStoppedError, storing

    told = QuietStream(sys.stderr)
    try:
        made = make_runs(experiment, folder, wishes, lambda stage, out: carried_out(stage, out, sweep_wishes))
        with storing(folder / REPORT):
            write_report(folder)
    except SweepStoppedError as error:
        told.say(f"Stopped: {error}")
        raise typer.Exit(SOME_FAILED) from None
    except KeyboardInterrupt:
        told.say(f"Interrupted. What is finished is kept in {folder}; the same command goes on from there.")
        raise typer.Exit(INTERRUPTED) from None
    return made


def _say(folder: Path) -> None:
    """What was found, and where the report is."""
    from abm.analysis.sensitivity import SensitivityResults
    from abm.reports.sensitivity_words import findings, survey_sentences

    results = SensitivityResults.read(folder)
    _print_factors(results)
    told = QuietStream(sys.stdout)
    for line in (
        *findings(results),
        "The survey's factors, by their effect on integration:",
        *survey_sentences(results),
    ):
        told.say(line)
    say_where_the_report_is(folder)


def _print_factors(results: SensitivityResults) -> None:
    from abm.analysis.factor_index import of_measure
    from abm.cli.printed_table import print_table
    from abm.reports.sensitivity_words import interval_in_words, labels, shown_measures

    for measure in shown_measures(results)[:2]:
        totals = of_measure(results.indices, measure, "total")
        alone = {index.factor: index for index in of_measure(results.indices, measure, "first")}
        rows = [(index.factor, interval_in_words(index), interval_in_words(alone[index.factor])) for index in totals]
        if rows:
            columns = ("factor", "share of variance it has a part in", "alone")
            print_table(columns, rows[:MOST_ROWS], title=labels(results)[measure])
