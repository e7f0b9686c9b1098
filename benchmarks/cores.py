"""One run on one core and on two: how much sooner it is done, and whether it is the same."""

from __future__ import annotations

import time
from pathlib import Path

import pandas as pd
from benchmark_table import BenchmarkTable
from circumstances import circumstances
from whole_runs import ENGLAND, PLACES, QUICK, REGION

from abm.runs.run import run
from abm.scenario.scenario import Scenario

UNTIL = "run.end=2012-03-31"
"""Two years of all England say as much as nine: every month shares people out anew."""
PLACES_SHARED_OUT = (REGION, ENGLAND)


def cores(folder: Path, *, quick: bool) -> BenchmarkTable:
    """Pairs of the same run, one core first and two first in turn."""
    pairs = 1 if quick else 3
    run(Scenario.load("history").with_settings([UNTIL, *QUICK]), cores=2)  # compiles
    rows = []
    same = True
    for place in PLACES_SHARED_OUT:
        scenario = Scenario.load("history").with_settings([*PLACES[place], UNTIL, *(QUICK if quick else ())])
        for pair in range(pairs):
            order = (1, 2) if pair % 2 == 0 else (2, 1)
            made = {number: timed(scenario, number) for number in order}
            same &= made[1][1].equals(made[2][1])
            rows.append(
                [place, str(pair + 1), f"{made[1][0]:.1f}", f"{made[2][0]:.1f}", f"{made[1][0] / made[2][0]:.2f}"]
            )
    return BenchmarkTable(
        name="cores",
        columns=("places", "pair", "one core, s", "two cores, s", "ratio"),
        rows=rows,
        promise="Every figure is the same to the last bit",
        holds=same,
        circumstances=circumstances("`history`, April 2010 to March 2012, by the clock"),
    )


def timed(scenario: Scenario, number: int) -> tuple[float, pd.DataFrame]:
    """Seconds by the clock, and the measures."""
    began = time.perf_counter()
    measures = run(scenario, cores=number).measures
    return time.perf_counter() - began, measures
