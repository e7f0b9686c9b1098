from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from abm.activity import FLOWS, STOCKS, MonthOfActivity
from abm.model.packed_activity import PackedActivity, in_few_bytes

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
    ("value", "smallest"),
    [(32_767, np.int16), (32_768, np.int32), (-32_769, np.int32), (2**31 - 1, np.int32), (2**31, np.int64)],
)
def test_it_takes_no_more_bytes_than_it_needs(value: int, smallest: type) -> None:
    packed = in_few_bytes(np.array([0, value], dtype=np.int64))
    assert packed.dtype == smallest
    assert packed.tolist() == [0, value]


def test_what_is_kept_does_not_follow_what_is_counted_on() -> None:
    table = np.array([2**40])
    kept = in_few_bytes(table)
    table[0] = 1
    assert kept.tolist() == [2**40]
