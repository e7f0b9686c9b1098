"""The machine in one line, without what names it."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence

from abm.runs.provenance import version_of
from abm.runs.worker_pool import usable_cores

LIBRARIES = ("numba", "numpy", "pandas", "pyarrow", "distributed")


def circumstances(size: str) -> str:
    """The size of what was run, then cores, Python and libraries."""
    libraries = ", ".join(f"{name} {version_of(name)}" for name in LIBRARIES)
    return (
        f"{size}; {usable_cores()} cores ({platform.machine()}), {platform.system()}, Python "
        f"{platform.python_version()}, {libraries}; load when it ended {_load()}."
    )


def _load() -> str:
    loads: Sequence[float] = os.getloadavg() if hasattr(os, "getloadavg") else ()
    return f"{loads[0]:.1f}" if loads else "unknown"
