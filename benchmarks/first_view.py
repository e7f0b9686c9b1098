"""How long a visitor waits for the first view."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

from benchmark_table import BenchmarkTable
from circumstances import circumstances
from visited_page import Server, served

MOST = 3.0
BETWEEN_VISITS = 20.0
"""Seconds in which a run is built for the next visitor."""


def first_view(folder: Path, *, quick: bool) -> BenchmarkTable:
    """Visits to a server, each by a browser that has never been there; the first makes the machine warm."""
    visits = 2 if quick else 7
    with served(folder, quick=quick) as server:
        cold, *seconds = (_seconds_of_a_visit(server) for _ in range(1 + visits))
    return BenchmarkTable(
        name="first_view",
        columns=("first of all, s", "visits after it", "median, s", "longest, s"),
        rows=[[f"{cold:.1f}", str(visits), f"{median(seconds):.1f}", f"{max(seconds):.1f}"]],
        promise=f"On a warm machine the first view is there within {MOST:.0f} seconds of opening the page",
        holds=max(seconds) <= MOST,
        circumstances=circumstances("The region of 8 councils, from the address to the map and the button to step"),
    )


def _seconds_of_a_visit(server: Server) -> float:
    time.sleep(BETWEEN_VISITS)
    began = time.perf_counter()
    with server.visit():
        return time.perf_counter() - began
