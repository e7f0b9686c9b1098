"""How long it takes before anything happens: the help, and the first day of a run."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmark_table import BenchmarkTable
from circumstances import circumstances

MOST_FOR_HELP = 0.3
MOST_TO_A_DAY = 2.0
HELP = ("-c", "from abm.cli.main import main; main()", "--help")
UNTIL_A_DAY_IS_OVER = """
import os, sys
from abm.cli.main import main

# In the order in which the command loads them: what Mesa takes to load depends on what is there already.
import abm.runs.replications, abm.measures.table, abm.model
from abm.people.people_engine import PeopleEngine

advance = PeopleEngine.advance

def one_day(self, month, on_night=None):
    advance(self, month, lambda day: os._exit(0))

PeopleEngine.advance = one_day
sys.argv = ["abm", "run", "bill_2011", "--out", sys.argv[1]]
main()
"""


def start(folder: Path, *, quick: bool) -> BenchmarkTable:
    """Processes begun anew; the engine compiled once, into a cache that was empty."""
    repeats = 2 if quick else 9
    environment = environment_of_a_user(folder)
    to_a_day = ("-c", UNTIL_A_DAY_IS_OVER, str(folder / "out"))
    seconds_of(HELP, environment)
    help_shown = [seconds_of(HELP, environment) for _ in range(repeats)]
    first = seconds_of(to_a_day, environment)
    again = [seconds_of(to_a_day, environment) for _ in range(repeats)]
    return BenchmarkTable(
        name="start",
        columns=("what", "starts", "median, s", "longest, s"),
        rows=[
            row("`abm --help`", help_shown),
            row("`abm run bill_2011`, to the end of its first day, first start: the engine is compiled", [first]),
            row("the same, started again", again),
        ],
        promise=(
            f"The help is there within {MOST_FOR_HELP} s, and the first simulated day of a second start within "
            f"{MOST_TO_A_DAY:.0f} s"
        ),
        holds=median(help_shown) <= MOST_FOR_HELP and median(again) <= MOST_TO_A_DAY,
        circumstances=circumstances("The region of 8 councils, by the clock, from the command"),
    )


def environment_of_a_user(folder: Path) -> Mapping[str, str]:
    """Caches of its own, and Python keeps what it has compiled, as it does where nobody tells it not to."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"JOINED_UP_CACHE": str(folder / "cache"), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


def seconds_of(arguments: Sequence[str], environment: Mapping[str, str]) -> float:
    """By the clock, of a process from its beginning to its end."""
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
    return time.perf_counter() - began


def row(what: str, seconds: Sequence[float]) -> list[str]:
    """One line."""
    return [what, str(len(seconds)), f"{median(seconds):.2f}", f"{max(seconds):.2f}"]
