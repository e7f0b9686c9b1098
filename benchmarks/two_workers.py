"""How much sooner two workers are done than one."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from benchmark_table import BenchmarkTable
from circumstances import circumstances
from designs import ORDINARY, experiment
from timed_sweep import TimedSweep

LEAST = 1.8


def two_workers(folder: Path, *, quick: bool) -> BenchmarkTable:
    """Pairs of the same sweep, one worker first and two first in turn, so that neither has the quieter machine."""
    pairs, runs = (1, 6) if quick else (7, 24)
    design = experiment(folder, ORDINARY, runs)
    rows = []
    ratios = []
    for pair in range(pairs):
        order = (1, 2) if pair % 2 == 0 else (2, 1)
        wall = {number: TimedSweep.of(design, folder / f"{pair}_{number}", workers=number).wall for number in order}
        ratios.append(wall[1] / wall[2])
        rows.append([str(pair + 1), f"{wall[1]:.1f}", f"{wall[2]:.1f}", f"{ratios[-1]:.2f}"])
    rows.append(["median", "", "", f"{median(ratios):.2f}"])
    return BenchmarkTable(
        name="two_workers",
        columns=("pair", "one worker, s", "two workers, s", "ratio"),
        rows=rows,
        promise=f"Two workers are at least {LEAST} times as fast as one, the beginning included",
        holds=median(ratios) >= LEAST,
        circumstances=circumstances(f"{runs} ordinary runs, to finished tables"),
    )
