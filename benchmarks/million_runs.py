"""What a sweep of a million runs would take, worked out from runs that were made."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from benchmark_table import BenchmarkTable
from circumstances import circumstances
from designs import experiment
from timed_sweep import TimedSweep

WHOLE = """
"geography.places" = "region"
"run.end" = 2019-03-31
"""
"""The region of 8 councils over nine years, everyone of it."""
RUNS = 1_000_000
CORES = (2, 64, 1000)
MOST = 0.05
SECONDS_AN_HOUR = 3600.0


def million_runs(folder: Path, *, quick: bool) -> BenchmarkTable:
    """Two sweeps: what the longer one takes more is what more runs cost; what each begins with is paid once."""
    few, many = (
        TimedSweep.of(experiment(folder, WHOLE, runs, "years"), folder / f"out_{runs}")
        for runs in ((2, 4) if quick else (8, 32))
    )
    more = many.runs - few.runs
    model = float(pd.read_parquet(many.path / "runs.parquet")["seconds"].median())
    # It is so little beside what runs vary by that the difference may come out below nothing.
    besides = max(0.0, (many.wall - many.model - many.to_begin) - (few.wall - few.model - few.to_begin)) / more
    kilobytes = (bytes_of(many.path) - bytes_of(few.path)) / more / 1e3
    hours = RUNS * (model + besides) / SECONDS_AN_HOUR
    return BenchmarkTable(
        name="million_runs",
        columns=("", "of a run", "of a million"),
        rows=[
            ["in the model", f"{model:.2f} s", f"{RUNS * model / SECONDS_AN_HOUR:,.0f} core hours"],
            [
                "to store and gather",
                f"{1000.0 * besides:.0f} ms",
                f"{RUNS * besides / SECONDS_AN_HOUR:,.0f} core hours",
            ],
            ["on disk", f"{kilobytes:.0f} kB", f"{RUNS * kilobytes / 1e6:,.0f} GB"],
            *([f"on {cores:,} cores", "", f"{hours / cores:,.0f} hours"] for cores in CORES),
        ],
        promise=f"Storing and gathering a run takes at most {MOST:.0%} of making it",
        holds=besides <= MOST * model,
        circumstances=circumstances(
            f"{few.runs} and {many.runs} runs of the region of 8 councils, April 2010 to March 2019, all figures of "
            "England and of councils by year, one worker; a cluster's network and a shared disk are left out"
        ),
    )


def bytes_of(folder: Path) -> int:
    """Of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
