"""How fast the people engine is: ``python benchmarks/speed.py [NAME...] [--quick] [--write]``."""

from __future__ import annotations

import sys

from asked import run_benchmarks
from full import full
from reduced import reduced

BENCHMARKS = {each.__name__: each for each in (reduced, full)}

if __name__ == "__main__":
    sys.exit(run_benchmarks(__doc__ or "", BENCHMARKS))
