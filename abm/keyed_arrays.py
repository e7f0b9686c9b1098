"""Keyed draws for many at once; bit for bit those of :mod:`abm.randomness`."""

from __future__ import annotations

import numpy as np

from abm.randomness import GOLDEN, MASK, MIX_1, MIX_2, TO_UNIT


def mix_all(values: np.ndarray) -> np.ndarray:
    """:func:`abm.randomness.mix` of an array of uint64."""
    with np.errstate(over="ignore"):
        values = values + np.uint64(GOLDEN)
        values = (values ^ (values >> np.uint64(30))) * np.uint64(MIX_1)
        values = (values ^ (values >> np.uint64(27))) * np.uint64(MIX_2)
        return values ^ (values >> np.uint64(31))


def lucks_of(seed: int, keys: np.ndarray) -> np.ndarray:
    """:func:`abm.randomness.luck_of` of an array of uint64."""
    return mix_all(np.uint64(seed & MASK) ^ mix_all(keys))


def keyed_uniforms(seed: int, keys: np.ndarray, decision: int, occurrence: int) -> np.ndarray:
    """A uniform for each key (uint64): float64 of the same shape."""
    bits = mix_all(lucks_of(seed, keys) ^ np.uint64((decision << 32) & MASK) ^ np.uint64(occurrence & 0xFFFFFFFF))
    return ((bits >> np.uint64(11)).astype(np.float64) + 0.5) * TO_UNIT
