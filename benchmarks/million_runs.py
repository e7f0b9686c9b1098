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
SECONDS_AN_HOUR = 3600.0


def million_runs(folder: Path, *, quick: bool) -> BenchmarkTable:
    """A small sweep for each; its parts, times a million."""
    sweep = TimedSweep.of(experiment(folder, WHOLE, 4 if quick else 16, "years"), folder / "out")
    model = sweep.model / sweep.runs
    besides = (sweep.wall - sweep.model - sweep.to_begin) / sweep.runs
    kilobytes = sum(file.stat().st_size for file in sweep.path.rglob("*") if file.is_file()) / sweep.runs / 1e3
    rows_of_a_run = len(pd.read_parquet(sweep.path / "measures.parquet", columns=["run"])) / sweep.runs
    hours = RUNS * (model + besides) / SECONDS_AN_HOUR
    return BenchmarkTable(
        name="million_runs",
        columns=("of a run", "of a million"),
        rows=[
            [f"{model:.2f} s in the model", f"{RUNS * model / SECONDS_AN_HOUR:,.0f} core hours"],
            [f"{1000.0 * besides:.0f} ms to store and gather", f"{RUNS * besides / SECONDS_AN_HOUR:,.0f} core hours"],
            [f"{kilobytes:.0f} kB on disk", f"{RUNS * kilobytes / 1e6:,.0f} GB"],
            [f"{rows_of_a_run:,.0f} figures", f"{RUNS * rows_of_a_run / 1e9:,.1f} thousand million"],
            *([f"on {cores:,} cores", f"{hours / cores:,.0f} hours"] for cores in CORES),
        ],
        promise="Hours and disk are an estimate, and what it is made from was measured",
        holds=True,
        circumstances=circumstances(
            f"{sweep.runs} runs of the region of 8 councils, April 2010 to March 2019, all figures of England and of "
            "councils by year, one worker; a cluster's network and a shared disk are left out"
        ),
    )
