"""Keyed randomness: a draw belongs to its key, and looks like chance."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import expon, kstest, norm, uniform

from abm.randomness import (
    MASK,
    key_of,
    keyed_bits,
    keyed_exponential,
    keyed_normal,
    keyed_uniform,
    luck_of,
    mix,
    normal_from_uniform,
    replication_seed,
    who_has,
)

whole = st.integers(0, MASK)
small = st.integers(0, 2**31 - 1)


def test_mixing_is_that_of_splitmix64() -> None:
    """The first outputs of Steele, Lea and Flood's generator from seed 0: the state grows by the golden number."""
    golden = 0x9E3779B97F4A7C15
    outputs = [mix(golden * step & MASK) for step in range(3)]
    assert outputs == [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]


@given(whole, whole)
def test_luck_says_whose_it_is(seed: int, who: int) -> None:
    luck = luck_of(seed, who)
    assert 0 <= luck <= MASK
    assert who_has(luck, seed) == who
    assert keyed_bits(seed, who, 7, 5) == mix(luck ^ (7 << 32) ^ 5)


@given(whole, whole)
def test_mixing_loses_nothing(one: int, other: int) -> None:
    assert 0 <= mix(one) <= MASK
    assert (mix(one) == mix(other)) == (one == other)


@given(whole, whole, small, small)
def test_uniforms_lie_strictly_between_0_and_1(seed: int, who: int, decision: int, occurrence: int) -> None:
    drawn = keyed_uniform(seed, who, decision, occurrence)
    assert 0.0 < drawn < 1.0
    assert drawn == keyed_uniform(seed, who, decision, occurrence)
    assert math.isfinite(keyed_normal(seed, who, decision, occurrence))
    assert keyed_exponential(seed, who, decision, occurrence) > 0.0


@given(whole, whole, small, small, st.sampled_from(range(4)))
def test_each_part_of_the_key_matters(seed: int, who: int, decision: int, occurrence: int, part: int) -> None:
    key = [seed, who, decision, occurrence]
    other = key.copy()
    other[part] ^= 1
    assert keyed_bits(*key) != keyed_bits(*other)


def test_negative_identities_are_taken_as_64_bits() -> None:
    assert keyed_bits(-1, -2, 3, 4) == keyed_bits(MASK, MASK - 1, 3, 4)


@pytest.mark.parametrize("along", ["seed", "who", "decision", "occurrence"])
def test_draws_along_any_part_of_the_key_are_uniform(along: str) -> None:
    drawn = []
    for step in range(4000):
        key = {"seed": 7, "who": 11, "decision": 13, "occurrence": 17} | {along: step}
        drawn.append(keyed_uniform(**key))
    assert kstest(drawn, uniform.cdf).pvalue > 0.001


def test_neighbours_are_unrelated() -> None:
    drawn = [keyed_uniform(1, who, 5) for who in range(4001)]
    mean = sum(drawn) / len(drawn)
    together = sum((a - mean) * (b - mean) for a, b in pairwise(drawn)) / len(drawn)
    assert abs(12.0 * together) < 4.0 / math.sqrt(len(drawn))


def test_normals_are_normal_and_exponentials_exponential() -> None:
    normals = [keyed_normal(3, who, 1) for who in range(4000)]
    assert kstest(normals, norm.cdf).pvalue > 0.001
    exponentials = [keyed_exponential(3, who, 2) for who in range(4000)]
    assert kstest(exponentials, expon.cdf).pvalue > 0.001


def test_the_normal_is_the_approximation_it_claims() -> None:
    """Bowling's approximation is within 0.0002 in probability, and solved to the last digits here."""
    for step in range(1, 1000):
        u = step / 1000
        z = normal_from_uniform(u)
        assert norm.cdf(z) == pytest.approx(u, abs=0.0002)
        assert 1.5976 * z + 0.07056 * z**3 == pytest.approx(math.log(u / (1.0 - u)), abs=1e-9)
    assert normal_from_uniform(0.5) == 0.0
    assert normal_from_uniform(0.25) == pytest.approx(-normal_from_uniform(0.75))


@given(st.floats(2.0**-54, 1.0 - 2.0**-53), st.floats(2.0**-54, 1.0 - 2.0**-53))
def test_the_normal_rises_with_the_uniform(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert normal_from_uniform(low) <= normal_from_uniform(high)
    assert abs(normal_from_uniform(low)) < 10.0


def test_identities_depend_on_the_parts_and_their_order() -> None:
    keys = {key_of(1, 2), key_of(2, 1), key_of(1), key_of(1, 2, 0), key_of(0, 1, 2), key_of(12)}
    assert len(keys) == 6
    assert key_of(-1) == key_of(MASK)
    assert all(0 <= key <= MASK for key in keys)


@given(st.integers(0, 2**40))
def test_the_first_replication_has_the_seed_itself(seed: int) -> None:
    assert replication_seed(seed, 0) == seed


def test_replications_have_seeds_of_their_own() -> None:
    seeds = [replication_seed(1, replication) for replication in range(2000)]
    assert len(set(seeds)) == 2000
    assert all(0 <= seed < 2**31 for seed in seeds)
    others = [replication_seed(2, replication) for replication in range(2000)]
    assert not set(seeds) & set(others)
    assert replication_seed(1, 5) == seeds[5]
