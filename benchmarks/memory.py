"""How much memory the process takes that coordinates a sweep, as runs grow many."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmark_table import BenchmarkTable
from circumstances import circumstances
from designs import SMALLEST, experiment
from process_memory import megabytes
from trivial_runs import TrivialRuns

from abm.sweeps.precision import rounds_of
from abm.sweeps.sweep import SweepWishes, sweep_to_folder
from abm.sweeps.sweep_plan import SweepPlan

MOST = 1.2
REPORT = "report"


def memory(folder: Path, *, quick: bool) -> BenchmarkTable:
    """Peaks of few and of many runs, each sweep in a process of its own."""
    few, many = (500, 2500) if quick else (1000, 20_000)
    rows = []
    ratios = {}
    for name in ("tables", REPORT):
        peaks = [_peak_of_a_sweep(folder / f"{name}_{runs}", runs, name) for runs in (few, many)]
        ratios[name] = peaks[1] / peaks[0]
        rows.append([f"to the {name}", *(f"{peak:.0f}" for peak in peaks), f"{ratios[name]:.2f}"])
    return BenchmarkTable(
        name="memory",
        columns=("", f"{few:,} runs, MB", f"{many:,} runs, MB", "ratio"),
        rows=rows,
        promise=f"The coordinating process takes at most {MOST} times as much for many runs, its report included",
        holds=max(ratios.values()) <= MOST,
        circumstances=circumstances("Runs that take no time, two workers"),
    )


def _peak_of_a_sweep(folder: Path, runs: int, until: str) -> float:
    folder.mkdir()
    answer = subprocess.run(
        [sys.executable, __file__, str(folder), str(runs), until], check=True, capture_output=True, text=True
    )
    return float(answer.stdout)


def main(folder: Path, runs: int, until: str) -> None:
    """Carry out a sweep and print the peak."""
    from abm.reports.report import write_report

    plan = SweepPlan(experiment(folder, SMALLEST, runs))
    wishes = SweepWishes(workers=2, write_report=write_report if until == REPORT else None)
    sweep_to_folder(plan, folder / "out", rounds_of(plan), TrivialRuns(), wishes)
    print(megabytes("VmHWM"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
