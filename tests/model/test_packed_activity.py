from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from abm.activity import FLOWS, STOCKS, MonthOfActivity
from abm.model.packed_activity import PackedActivity, PackedTable

WHOLE = st.integers(-(2**40), 2**40) | st.integers(-40_000, 40_000) | st.integers(0, 50)


def tables(columns: int) -> st.SearchStrategy[np.ndarray]:
    return arrays(np.int64, (3, columns), elements=WHOLE)


@given(tables(STOCKS), tables(STOCKS), tables(FLOWS))
def test_a_month_comes_back_as_it_was(stock_days: np.ndarray, stocks: np.ndarray, flows: np.ndarray) -> None:
    month = MonthOfActivity(7, 30, stock_days, stocks, flows)
    back = PackedActivity.of(month).unpacked()
    assert (back.month, back.days) == (7, 30)
    for name in ("stock_days", "stocks_at_end", "flows"):
        table = getattr(back, name)
        assert table.dtype == np.int64
        assert np.array_equal(table, getattr(month, name))


@pytest.mark.parametrize(
    ("value", "bytes_each"),
    [(127, 1), (-128, 1), (128, 2), (32_767, 2), (32_768, 4), (-32_769, 4), (2**31 - 1, 4), (2**31, 8)],
)
def test_each_column_takes_no_more_bytes_than_it_needs(value: int, bytes_each: int) -> None:
    packed = PackedTable.of(np.array([[0, 5], [value, 5]], dtype=np.int64))
    assert sum(part.nbytes for part in packed.parts) == 2 * bytes_each + 2
    assert packed.unpacked().tolist() == [[0, 5], [value, 5]]


@pytest.mark.parametrize("rows", [0, 1])
def test_a_table_of_hardly_any_place_comes_back(rows: int) -> None:
    table = np.ones((rows, 3), dtype=np.int64)
    assert np.array_equal(PackedTable.of(table).unpacked(), table)


def test_what_is_kept_does_not_follow_what_is_counted_on() -> None:
    table = np.array([[2**40]])
    kept = PackedTable.of(table)
    table[0] = 1
    assert kept.unpacked().tolist() == [[2**40]]
