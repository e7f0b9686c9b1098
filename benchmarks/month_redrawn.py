"""How long a month takes that is lived and drawn."""

from __future__ import annotations

from pathlib import Path
from statistics import median, quantiles

from benchmark_table import BenchmarkTable
from circumstances import circumstances
from visited_page import served

MOST = 0.5


def month_redrawn(folder: Path, *, quick: bool) -> BenchmarkTable:
    """Months stepped one by one, from the press of the button to the new map."""
    months = 6 if quick else 48
    with served(folder, quick=quick) as server, server.visit() as visit:
        seconds = [visit.step(month) for month in range(1, months + 1)]
    return BenchmarkTable(
        name="month_redrawn",
        columns=("months", "median, s", "nine in ten within, s", "longest, s"),
        rows=[
            [
                str(months),
                *(
                    f"{each:.2f}"
                    for each in (median(seconds), quantiles(seconds, n=10, method="inclusive")[-1], max(seconds))
                ),
            ]
        ],
        promise=f"A month of the region advances and is drawn anew in under {MOST} seconds, by the median",
        holds=median(seconds) < MOST,
        circumstances=circumstances("The region of 8 councils, the map in front"),
    )
