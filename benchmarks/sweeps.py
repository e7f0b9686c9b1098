"""What ``abm sweep`` promises, measured: ``python benchmarks/sweeps.py [NAME...] [--quick] [--write]``."""

from __future__ import annotations

import sys

from benchmark_command import carry_out
from memory import memory
from overhead import overhead
from reliability import reliability
from two_workers import two_workers

BENCHMARKS = {each.__name__: each for each in (reliability, overhead, two_workers, memory)}


if __name__ == "__main__":
    sys.exit(carry_out(BENCHMARKS, __doc__))
