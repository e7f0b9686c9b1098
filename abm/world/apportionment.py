"""Share out whole people or bodies so that nobody is lost and nobody counted twice."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from abm.world.geography import CountArray

PRECISION = 1 << 30
"""Weights become integers of this resolution, so that shares are the same on every machine."""


def apportion(total: int, weights: npt.ArrayLike, at_least: int = 0) -> CountArray:
    """Share ``total`` in proportion to ``weights`` by largest remainder: int64, sums to ``total`` exactly.

    Each gets ``at_least`` first. With no weight at all everybody counts the same.
    """
    weight = np.asarray(weights, dtype=np.float64)
    spare = total - at_least * len(weight)
    if spare < 0:
        raise ValueError(f"{total} cannot give {at_least} to each of {len(weight)}")
    heaviest = weight.max()
    whole = np.floor(weight / heaviest * PRECISION) if heaviest > 0 else np.ones_like(weight)
    parts = [int(part) for part in whole]
    everything = sum(parts)
    shares = np.array([spare * part // everything for part in parts], dtype=np.int64)
    remainders = np.array([spare * part % everything for part in parts], dtype=np.int64)
    unplaced = spare - int(shares.sum())
    shares[np.argsort(-remainders, kind="stable")[:unplaced]] += 1
    return shares + at_least


def seats(total: int, weights: npt.ArrayLike) -> CountArray:
    """One seat to each, the others one by one to whoever has most weight a seat (D'Hondt): int64."""
    weight = np.asarray(weights, dtype=np.float64)
    given = np.ones(len(weight), dtype=np.int64)
    for _ in range(total - len(weight)):
        given[int(np.argmax(weight / (given + 1)))] += 1
    return given


def total_of(values: npt.ArrayLike) -> float:
    """Sum of real numbers, exactly rounded, so that it is the same on every machine."""
    return math.fsum(np.asarray(values, dtype=np.float64).tolist())
