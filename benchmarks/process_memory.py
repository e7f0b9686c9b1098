"""What a process holds in memory, as Linux counts it."""

from __future__ import annotations

from pathlib import Path


def megabytes(what: str, process: int | str = "self") -> float:
    """``VmRSS`` (now) or ``VmHWM`` (at its highest so far) of one process alone."""
    for line in Path(f"/proc/{process}/status").read_text("utf-8").splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1]) / 1024.0
    raise RuntimeError("this system does not say how much memory a process takes")
