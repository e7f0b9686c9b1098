"""Keyed draws of many at once are those of one at a time, to the last bit."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from abm.keyed_arrays import keyed_uniforms, mix_all
from abm.randomness import MASK, keyed_uniform, mix

whole = st.integers(0, MASK)
keys = st.lists(whole, max_size=20)
EDGES = [0, 1, 2**31, 2**32 - 1, 2**32, 2**63, MASK - 1, MASK]


@given(keys)
def test_mixing_an_array_is_mixing_each_of_it(values: list[int]) -> None:
    mixed = mix_all(np.array(values + EDGES, dtype=np.uint64))
    assert mixed.dtype == np.uint64
    assert mixed.tolist() == [mix(value) for value in values + EDGES]


@given(st.integers(-(2**63), MASK), keys, st.integers(0, 2**31 - 1), st.integers(0, 2**31 - 1))
def test_each_uniform_of_an_array_is_that_of_its_key(
    seed: int, values: list[int], decision: int, occurrence: int
) -> None:
    who = np.array(values + EDGES, dtype=np.uint64)
    drawn = keyed_uniforms(seed, who, decision, occurrence)
    assert drawn.dtype == np.float64
    assert drawn.tolist() == [keyed_uniform(seed, int(key), decision, occurrence) for key in who]


def test_a_table_of_keys_gives_a_table_of_uniforms() -> None:
    who = np.arange(6, dtype=np.uint64)
    table = keyed_uniforms(1, who.reshape(2, 3), 4, 5)
    assert table.shape == (2, 3)
    assert table.ravel().tolist() == keyed_uniforms(1, who, 4, 5).tolist()
