"""How much memory the server takes as a visitor steps and resets."""

from __future__ import annotations

from pathlib import Path

from benchmark_table import BenchmarkTable
from circumstances import circumstances
from visited_page import Visit, served

MOST = 1.1
ROUNDS, STEPS = 20, 10
AT_EITHER_END = 5


def server_memory(folder: Path, *, quick: bool) -> BenchmarkTable:
    """Rounds of steps, each ended by a reset; memory at the end of every round."""
    rounds = 4 if quick else ROUNDS
    held = []
    with served(folder, quick=quick) as server, server.visit() as visit:
        for _ in range(rounds):
            _round(visit)
            held.append(server.megabytes())
    some = min(AT_EITHER_END, rounds // 2)
    first, last = max(held[:some]), max(held[-some:])
    return BenchmarkTable(
        name="server_memory",
        columns=("steps", "resets", f"most after the first {some} resets, MB", f"after the last {some}, MB", "ratio"),
        rows=[[str(rounds * STEPS), str(rounds), f"{first:.0f}", f"{last:.0f}", f"{last / first:.2f}"]],
        promise=f"Memory is steady: at most {MOST} times as much after {ROUNDS * STEPS} steps and {ROUNDS} resets",
        holds=last <= MOST * first,
        circumstances=circumstances("One visitor of the region of 8 councils, resident memory of the server"),
    )


def _round(visit: Visit) -> None:
    for month in range(1, STEPS + 1):
        visit.step(month)
    visit.press("Reset")
    visit.wait_for_words("[role=status]", "Ready: begins")
