"""How fast the people engine is: ``python benchmarks/speed.py [NAME...] [--quick] [--write]``."""

from __future__ import annotations

import sys

from benchmark_command import carry_out
from full import full
from reduced import reduced

BENCHMARKS = {each.__name__: each for each in (reduced, full)}

if __name__ == "__main__":
    sys.exit(carry_out(BENCHMARKS, __doc__ or ""))
