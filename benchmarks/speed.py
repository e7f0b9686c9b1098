"""How fast the model is: ``python benchmarks/speed.py [NAME...] [--quick] [--write]``."""

from __future__ import annotations

import sys

from benchmark_command import carry_out
from cores import cores
from full import full
from million_runs import million_runs
from reduced import reduced
from start import start
from whole_runs import whole_runs

BENCHMARKS = {each.__name__: each for each in (reduced, full, whole_runs, cores, start, million_runs)}

if __name__ == "__main__":
    sys.exit(carry_out(BENCHMARKS, __doc__ or ""))
