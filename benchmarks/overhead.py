"""What runner and store cost beside the model itself."""

from __future__ import annotations

from pathlib import Path

from benchmark_table import BenchmarkTable
from circumstances import circumstances
from designs import ORDINARY, SMALLEST, experiment
from timed_sweep import TimedSweep

MOST = 0.05
COLUMNS = ("runs", "seconds", "in the model", "to begin", "each run besides, ms", "cost", "cost with the beginning")


def overhead(folder: Path, *, quick: bool) -> BenchmarkTable:
    """Ordinary runs, which are what the promise is about, and the model at its smallest, which shows the cost bare."""
    ordinary = TimedSweep.of(experiment(folder, ORDINARY, 6 if quick else 60), folder / "ordinary")
    smallest = TimedSweep.of(experiment(folder, SMALLEST, 20 if quick else 200), folder / "smallest")
    return BenchmarkTable(
        name="overhead",
        columns=COLUMNS,
        rows=[_row("ordinary", ordinary), _row("smallest", smallest)],
        promise=f"Runner and store cost at most {MOST:.0%} of the time of ordinary runs, the beginning included",
        holds=_share(ordinary, ordinary.wall - ordinary.model) <= MOST,
        circumstances=circumstances("One worker, to finished tables"),
    )


def _row(name: str, sweep: TimedSweep) -> list[str]:
    besides = sweep.wall - sweep.model - sweep.to_begin
    return [
        f"{sweep.runs} {name}",
        f"{sweep.wall:.1f}",
        f"{sweep.model:.1f}",
        f"{sweep.to_begin:.1f}",
        f"{1000.0 * besides / sweep.runs:.1f}",
        f"{_share(sweep, besides):.1%}",
        f"{_share(sweep, besides + sweep.to_begin):.1%}",
    ]


def _share(sweep: TimedSweep, seconds: float) -> float:
    return seconds / sweep.model
