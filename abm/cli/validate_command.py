"""``abm validate``: a scenario held against what happened, target by target, and forecasts against what came."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from abm.cli.interrupted import nothing_written_when_interrupted
from abm.cli.late_report import write_report
from abm.cli.options import Csv, MixVersions, RetryFailed, ScenarioName, Scheduler, Seed, Settings, Workers
from abm.cli.printed_table import print_table
from abm.cli.quiet_stream import QuietStream
from abm.cli.sweep_carried_out import carried_out, say_how_it_went
from abm.errors import InputError


def validate(
    scenario: ScenarioName,
    *,
    targets: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Targets, a CSV file; those that ship when not given.")
    ] = None,
    observed: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What was observed up to 2013/14 and after, for the skill of forecasts."),
    ] = None,
    settings: Settings = None,
    seed: Seed = 1,
    replications: Annotated[int, typer.Option(min=1, help="How many runs, each with luck of its own.")] = 5,
    posterior: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draws of uncertain numbers, a row each: replication r takes draw r."),
    ] = None,
    priors: Annotated[
        bool, typer.Option("--priors", help="Draw every uncertain number from its range, anew for each replication.")
    ] = False,
    workers: Workers = None,
    scheduler: Scheduler = None,
    mix_versions: MixVersions = False,
    retry_failed: RetryFailed = False,
    out: Annotated[
        Path | None, typer.Option(help="Results folder; out/validate-NAME when not given. The same command goes on.")
    ] = None,
    csv: Csv = False,
) -> None:
    """Hold a scenario against targets and, where years were observed, its forecasts against what came."""
    with nothing_written_when_interrupted():
        if priors and posterior is not None:
            raise InputError("abm validate", "--priors", str(posterior), "give either --priors or --posterior")
        from abm.scenario.scenario import Scenario

        chosen = Scenario.load(scenario).with_settings(settings or [])

        from abm.analysis.validation_experiment import Evidence, Runs, validation_experiment
        from abm.runs.file_name import file_name_of
        from abm.runs.worker_pool import usable_cores
        from abm.sweeps.sweep import SweepWishes

        evidence = Evidence.read(targets, observed, chosen.run)
        experiment = validation_experiment(chosen, evidence, Runs(replications, seed, priors, posterior))
    wishes = SweepWishes(
        workers=workers or usable_cores(),
        scheduler=scheduler,
        mix_versions=mix_versions,
        retry_failed=retry_failed,
        csv=csv,
        command=["abm", *sys.argv[1:]],
        write_report=write_report,
        beside=evidence.texts,
    )
    finished = carried_out(experiment, out or Path("out") / file_name_of(f"validate-{chosen.name}"), wishes)
    _print_results(finished.path)
    say_how_it_went(finished)


def _print_results(folder: Path) -> None:
    """The tables as they stand in the folder: targets, how many are within, skill where years were observed."""
    import pandas as pd

    from abm.analysis.validation import kinds_of
    from abm.analysis.validation_files import WRITTEN_COLUMNS, written_cells
    from abm.runs.results_folder import SKILL, VALIDATION

    table = pd.read_csv(folder / VALIDATION, dtype={"id": "str"})
    print_table(WRITTEN_COLUMNS, [written_cells(row) for row in table.to_dict("records")])
    for words, _ in kinds_of(table):
        QuietStream(sys.stdout).say(f"{words} are within")
    if (folder / SKILL).is_file():
        _print_skill(folder / SKILL)


def _print_skill(file: Path) -> None:
    import pandas as pd

    from abm.reports.forecast_section import COLUMNS, skill_cells
    from abm.runs.results_folder import CODEBOOK

    codebook = pd.read_csv(file.with_name(CODEBOOK), dtype="str", keep_default_na=False)
    units = dict(zip(codebook["measure"], codebook["unit"], strict=True))
    print_table(COLUMNS, [skill_cells(row, units) for row in pd.read_csv(file).to_dict("records")])
