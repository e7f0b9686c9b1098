"""Timing something several times over."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence


def seconds_of(work: Callable[[], object]) -> float:
    """Processor time that one go takes."""
    gc.collect()
    before = time.process_time()
    work()
    return time.process_time() - before


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
