"""Keyed draws, compiled: the same bits as :mod:`abm.randomness`."""

from __future__ import annotations

import math

import numpy as np

from abm.people.engine.kernel import spliced

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
MIX_2 = np.uint64(0x94D049BB133111EB)
S27 = np.uint64(27)
S30 = np.uint64(30)
S31 = np.uint64(31)
S32 = np.uint64(32)
S11 = np.uint64(11)
LOW_32 = np.uint64(0xFFFFFFFF)
TO_UNIT = 1.0 / 9007199254740992.0


@spliced
def mix(value):
    """Scramble 64 bits (SplitMix64's finaliser)."""
    value = value + GOLDEN
    value = (value ^ (value >> S30)) * MIX_1
    value = (value ^ (value >> S27)) * MIX_2
    return value ^ (value >> S31)


@spliced
def luck_of(seed, who):
    """What all draws of one person or organisation are mixed from."""
    return mix(seed ^ mix(who))


@spliced
def keyed_bits(luck, decision, occurrence):
    """64 bits of (seed, who, decision, occurrence), ``luck`` being that of the first two."""
    return mix(luck ^ (np.uint64(decision) << S32) ^ (np.uint64(occurrence) & LOW_32))


@spliced
def keyed_uniform(luck, decision, occurrence):
    """Strictly between 0 and 1."""
    return (np.float64(keyed_bits(luck, decision, occurrence) >> S11) + 0.5) * TO_UNIT


@spliced
def keyed_exponential(luck, decision, occurrence):
    """Standard exponential."""
    return -math.log(keyed_uniform(luck, decision, occurrence))


@spliced
def keyed_logit(luck, decision, occurrence):
    """What a standard normal is made from."""
    uniform = keyed_uniform(luck, decision, occurrence)
    return math.log(uniform / (1.0 - uniform))


@spliced
def normal_from_logit(logit):
    """Standard normal, logistic approximation (see :func:`abm.randomness.normal_from_uniform`)."""
    z = logit / 1.702
    for _ in range(4):
        z = z - (0.07056 * z * z * z + 1.5976 * z - logit) / (0.21168 * z * z + 1.5976)
    return z


@spliced
def keyed_normal(luck, decision, occurrence):
    """Standard normal."""
    return normal_from_logit(keyed_logit(luck, decision, occurrence))
