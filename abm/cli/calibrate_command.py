"""``abm calibrate``: from priors to a posterior, in waves of runs that can be interrupted and gone on with."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from abm.cli.how_it_went import say_where_the_report_is
from abm.cli.interrupted import nothing_written_when_interrupted
from abm.cli.options import Scheduler, Size, Workers
from abm.cli.quiet_stream import QuietStream
from abm.cli.status import SOME_FAILED
from abm.cli.sweep_carried_out import carried_out

if TYPE_CHECKING:
    from abm.analysis.calibration.calibration import Calibration
    from abm.analysis.calibration.calibration_folder import CalibrationTables
    from abm.analysis.calibration.posterior import Posterior
    from abm.sweeps.experiment import Experiment
    from abm.sweeps.sweep import SweepWishes


def calibrate(
    calibration: Annotated[
        str, typer.Argument(metavar="CALIBRATION", help="Path of a calibration, or the name of one that ships.")
    ] = "calibration",
    *,
    out: Annotated[
        Path | None, typer.Option(help="Folder; out/NAME when not given. The same command goes on with it.")
    ] = None,
    size: Size = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
) -> None:
    """Fit the uncertain parameters to targets, wave by wave, and write the draws that the targets leave possible."""
    with nothing_written_when_interrupted():
        from abm.analysis.calibration.calibration import Calibration
        from abm.analysis.calibration.calibration_file import CalibrationFile
        from abm.analysis.calibration.calibration_folder import check_folder
        from abm.runs.file_name import file_name_of
        from abm.runs.worker_pool import usable_cores
        from abm.sweeps.sweep import SweepWishes

        file = CalibrationFile.load(calibration, size)
        folder = out if out is not None else Path("out") / file_name_of(file.name)
        check_folder(folder)
        wishes = SweepWishes(workers=workers or usable_cores(), scheduler=scheduler, command=["abm", *sys.argv[1:]])
    _say_how_it_went(Calibration(file, folder, _Waves(wishes)), folder)


class _Waves:
    """Carries out the runs of one wave after another, and says which it is at."""

    def __init__(self, wishes: SweepWishes) -> None:
        self._wishes = wishes

    def __call__(self, experiment: Experiment, folder: Path) -> None:
        QuietStream(sys.stderr).say(f"wave {folder.name}")
        carried_out(experiment, folder, self._wishes)


def _posterior(calibration: Calibration, folder: Path) -> Posterior:
    from abm.analysis.calibration.nothing_remains import NothingRemainsError

    try:
        return calibration.posterior()
    except NothingRemainsError as error:
        said = f"No posterior: {error}. Its waves are in {folder}; allow fit.may_miss more, or more waves."
        QuietStream(sys.stderr).say(said)
        raise typer.Exit(SOME_FAILED) from None


def _say_how_it_went(calibration: Calibration, folder: Path) -> None:
    posterior = _posterior(calibration, folder)

    from abm.analysis.calibration.calibration_folder import CalibrationTables
    from abm.reports.calibration_report import write_calibration_report

    tables = CalibrationTables.of(posterior, calibration.file)
    tables.write(folder)
    write_calibration_report(folder, calibration.file, tables)
    for line in _lines(tables):
        QuietStream(sys.stdout).say(line)
    say_where_the_report_is(folder)
    failed = int(tables.waves["failed"].sum())
    if failed:
        QuietStream(sys.stderr).say(f"{failed} runs failed and tell nothing: see runs.parquet of their waves.")
        raise typer.Exit(SOME_FAILED)


def _lines(tables: CalibrationTables) -> list[str]:
    targets = tables.targets
    within = {name: int(targets[f"{name}_within"].sum()) for name in ("prior", "posterior")}
    informed = tables.parameters["informed"]
    return [
        f"{len(tables.draws)} draws from {int(tables.waves['runs'].sum())} runs",
        f"targets within their interval: {within['prior']} of {len(targets)} by the mean over the priors, "
        f"{within['posterior']} of {len(targets)} by the mean over the posterior",
        f"parameters that the targets inform: {int(informed.sum())} of {len(informed)}",
        f"posterior: sha256 {tables.digest}",
    ]
