"""Timing something several times over."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence

LEAST_SECONDS = 0.5
"""What takes less is done again, since one go of milliseconds is mostly what the machine did before it."""


def seconds_of(work: Callable[[], object]) -> float:
    """Processor time that one go takes, the mean of several where one is over soon."""
    gc.collect()
    goes, before = 0, time.process_time()
    while True:
        work()
        goes += 1
        taken = time.process_time() - before
        if taken >= LEAST_SECONDS:
            return taken / goes


def in_turn(works: Sequence[Callable[[], object]], repeats: int) -> list[list[float]]:
    """Processor seconds of each of several, time after time in turn, so that a slow hour is slow for all."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(repeats):
        for at, work in enumerate(works):
            taken[at].append(seconds_of(work))
    return taken


def ratio_in_words(slow: Sequence[float], fast: Sequence[float]) -> str:
    """Median of the ratios of each turn, and the least and the largest of them."""
    ratios = [a / b for a, b in zip(slow, fast, strict=True)]
    return f"{statistics.median(ratios):,.1f} ({min(ratios):,.1f} to {max(ratios):,.1f})"
