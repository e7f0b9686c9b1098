"""What ``abm sweep`` promises, measured: ``python benchmarks/sweeps.py [NAME...] [--quick] [--write]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from memory import memory
from overhead import overhead
from reliability import reliability
from two_workers import two_workers

README = Path(__file__).with_name("README.md")
BENCHMARKS = {each.__name__: each for each in (reliability, overhead, two_workers, memory)}


def main() -> int:
    """Run what is asked for; 1 where a promise does not hold."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(BENCHMARKS)}; all when none is given")
    asked.add_argument("--quick", action="store_true", help="only to see that they work: the figures say little")
    asked.add_argument("--write", action="store_true", help="put the tables into benchmarks/README.md")
    given = asked.parse_args()
    if unknown := sorted(set(given.names) - BENCHMARKS.keys()):
        asked.error(f"there is no benchmark {unknown[0]}; there are {', '.join(BENCHMARKS)}")
    if given.quick and given.write:
        asked.error("what --quick measures is not for the README")
    all_hold = True
    for name in given.names or BENCHMARKS:
        with tempfile.TemporaryDirectory(prefix="joined-up-") as folder:
            table = BENCHMARKS[name](Path(folder), quick=given.quick)
        print(f"\n{name}\n\n{table.in_words()}", flush=True)
        if given.write:
            README.write_text(table.put_into(README.read_text("utf-8")), encoding="utf-8")
        all_hold &= table.holds
    return 0 if all_hold else 1


if __name__ == "__main__":
    sys.exit(main())
