"""Neighbourhoods added up by the body they belong to."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from abm.world.membership import Membership

OF = np.array([2, 0, 2, 0, 4], dtype=np.int32)
BODIES = Membership(OF, 5)


def test_rows_are_added_up_by_body() -> None:
    assert BODIES.total(np.array([1, 10, 100, 1000, 10_000])).tolist() == [1010, 0, 101, 0, 10_000]


def test_columns_stay_apart_and_the_kind_of_number_is_kept() -> None:
    rows = np.array([[1, 0], [0, 2], [3, 0], [0, 4], [5, 6]], dtype=np.int64)
    total = BODIES.total(rows)
    assert total.tolist() == [[0, 6], [0, 0], [4, 0], [0, 0], [5, 6]]
    assert total.dtype == np.int64
    assert BODIES.total(rows / 2.0).dtype == np.float64


def test_a_mean_is_weighted_and_nothing_where_nobody_is() -> None:
    values = np.array([1.0, 2.0, 4.0, 3.0, 7.0])
    weights = np.array([1, 3, 2, 1, 0])
    assert BODIES.mean(values, weights).tolist() == pytest.approx([9.0 / 4.0, 0.0, 3.0, 0.0, 0.0])


@given(arrays(np.int32, st.integers(1, 40), elements=st.integers(0, 9)), st.data())
def test_totals_are_those_of_adding_one_by_one(of: np.ndarray, data: st.DataObject) -> None:
    rows = data.draw(arrays(np.int64, (len(of), 3), elements=st.integers(-(10**12), 10**12)))
    expected = np.zeros((10, 3), dtype=np.int64)
    np.add.at(expected, of, rows)
    assert np.array_equal(Membership(of, 10).total(rows), expected)
