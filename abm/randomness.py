"""Keyed randomness: a draw belongs to (seed, who, decision, occurrence), whatever the order of work.

The same person therefore meets the same luck under every policy, and one more person changes nobody else's. This is
the plain version, in masked Python integers; the compiled engine repeats the same arithmetic bit for bit
(``abm/people/engine/draws.py``) and a test compares the two.

The mixing function is the finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
"""

from __future__ import annotations

import math

MASK = 0xFFFFFFFFFFFFFFFF
GOLDEN = 0x9E3779B97F4A7C15
MIX_1 = 0xBF58476D1CE4E5B9
MIX_2 = 0x94D049BB133111EB
UNMIX_1 = pow(MIX_1, -1, MASK + 1)
UNMIX_2 = pow(MIX_2, -1, MASK + 1)
TO_UNIT = 1.0 / 9007199254740992.0


def mix(value: int) -> int:
    """Scramble 64 bits so that neighbouring inputs give unrelated outputs."""
    value = (value + GOLDEN) & MASK
    value = ((value ^ (value >> 30)) * MIX_1) & MASK
    value = ((value ^ (value >> 27)) * MIX_2) & MASK
    return value ^ (value >> 31)


def unmix(value: int) -> int:
    """What :func:`mix` scrambled into this."""
    value = ((value ^ (value >> 31) ^ (value >> 62)) * UNMIX_2) & MASK
    value = ((value ^ (value >> 27) ^ (value >> 54)) * UNMIX_1) & MASK
    return ((value ^ (value >> 30) ^ (value >> 60)) - GOLDEN) & MASK


def luck_of(seed: int, who: int) -> int:
    """64 bits that belong to this seed and this person or organisation: all their draws are mixed from them."""
    return mix((seed & MASK) ^ mix(who & MASK))


def who_has(luck: int, seed: int) -> int:
    """Whose luck this is, under a seed."""
    return unmix(unmix(luck) ^ (seed & MASK))


def keyed_bits(seed: int, who: int, decision: int, occurrence: int) -> int:
    """64 bits that belong to this seed, person or organisation, decision and occurrence."""
    return mix(luck_of(seed, who) ^ ((decision << 32) & MASK) ^ (occurrence & 0xFFFFFFFF))


def keyed_uniform(seed: int, who: int, decision: int, occurrence: int = 0) -> float:
    """A number strictly between 0 and 1, with 53 random bits."""
    return ((keyed_bits(seed, who, decision, occurrence) >> 11) + 0.5) * TO_UNIT


def keyed_exponential(seed: int, who: int, decision: int, occurrence: int = 0) -> float:
    """A standard exponential (mean 1)."""
    return -math.log(keyed_uniform(seed, who, decision, occurrence))


def keyed_normal(seed: int, who: int, decision: int, occurrence: int = 0) -> float:
    """A standard normal by the logistic approximation of Bowling et al. (2009), error below 0.0002 in probability.

    Only ``log`` is used, so that plain and compiled code agree to the last bit.
    """
    return normal_from_uniform(keyed_uniform(seed, who, decision, occurrence))


def normal_from_uniform(uniform: float) -> float:
    """Solve ``logit(u) = 1.5976 z + 0.07056 z^3`` for z by four Newton steps from the logistic approximation."""
    logit = math.log(uniform / (1.0 - uniform))
    z = logit / 1.702
    for _ in range(4):
        z = z - (0.07056 * z * z * z + 1.5976 * z - logit) / (0.21168 * z * z + 1.5976)
    return z


def key_of(*parts: int) -> int:
    """A 64-bit identity from a few integers, for organisations and generated places."""
    value = 0
    for part in parts:
        value = mix(value ^ (part & MASK))
    return value


def replication_seed(seed: int, replication: int) -> int:
    """The seed of replication r of a run with this seed: replication 0 is the seed itself, in every arm."""
    return seed if replication == 0 else key_of(seed, replication) >> 33
