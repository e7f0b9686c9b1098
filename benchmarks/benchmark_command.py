"""The command that carries benchmarks out: prints their tables, or puts them into the page."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from benchmark_table import BenchmarkTable

README = Path(__file__).with_name("README.md")


class Benchmark(Protocol):
    """Measures one promise, with a folder for what it writes; quickly only to see that it works."""

    def __call__(self, folder: Path, *, quick: bool) -> BenchmarkTable:
        """The table of what was measured."""


def carry_out(benchmarks: Mapping[str, Benchmark], description: str) -> int:
    """Run what the command line asks for; 1 where a promise does not hold."""
    asked = argparse.ArgumentParser(description=description)
    asked.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(benchmarks)}; all when none is given")
    asked.add_argument("--quick", action="store_true", help="only to see that they work: the figures say little")
    asked.add_argument("--write", action="store_true", help="put the tables into benchmarks/README.md")
    given = asked.parse_args()
    if unknown := sorted(set(given.names) - benchmarks.keys()):
        asked.error(f"there is no benchmark {unknown[0]}; there are {', '.join(benchmarks)}")
    if given.quick and given.write:
        asked.error("what --quick measures is not for the README")
    all_hold = True
    for name in given.names or benchmarks:
        with tempfile.TemporaryDirectory(prefix="joined-up-") as folder:
            table = benchmarks[name](Path(folder), quick=given.quick)
        print(f"\n{name}\n\n{table.in_words()}", flush=True)
        if given.write:
            README.write_text(table.put_into(README.read_text("utf-8")), encoding="utf-8")
        all_hold &= table.holds
    return 0 if all_hold else 1
