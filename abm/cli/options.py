"""Options that several commands have, each written once: its name, its limits and what the help says of it."""

from __future__ import annotations

from typing import Annotated

import typer

from abm.cli.seed import LARGEST_SEED

ScenarioName = Annotated[
    str, typer.Argument(metavar="SCENARIO", help="Path of a scenario, or the name of one that ships.")
]
ExperimentName = Annotated[
    str, typer.Argument(metavar="EXPERIMENT", help="Path of an experiment, or the name of one that ships.")
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="Set a lever, a parameter, places or the period, in every run."),
]
Seed = Annotated[int, typer.Option(min=0, max=LARGEST_SEED, help="Seed of the run, or of the first replication.")]
Size = Annotated[str | None, typer.Option(help="small or full, where the file has sizes; small when not given.")]
Workers = Annotated[
    int | None, typer.Option(min=1, help="Cores that runs are made on, side by side; all when not given.")
]
Scheduler = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="A Dask scheduler whose workers make the runs instead.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say how many runs, how long and how much disk; run nothing.")]
MixVersions = Annotated[
    bool, typer.Option("--mix-versions", help="Keep runs that another version of the program has made.")
]
RetryFailed = Annotated[
    bool, typer.Option("--retry-failed", help="Make failed runs again, not only those whose worker died.")
]
Csv = Annotated[bool, typer.Option("--csv", help="Write measures.csv for spreadsheets too.")]
