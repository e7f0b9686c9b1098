"""What ``abm app`` promises, measured: ``python benchmarks/page.py [NAME...] [--quick] [--write]``."""

from __future__ import annotations

import sys

from benchmark_command import carry_out
from first_view import first_view
from month_redrawn import month_redrawn
from server_memory import server_memory

BENCHMARKS = {each.__name__: each for each in (first_view, month_redrawn, server_memory)}


if __name__ == "__main__":
    sys.exit(carry_out(BENCHMARKS, __doc__))
