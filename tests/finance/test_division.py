"""Whole pence are divided exactly: halves go up, months add up to years, splits lose nothing."""

from fractions import Fraction
from math import floor

import numpy as np
import pytest
from example_places import whole
from hypothesis import given
from hypothesis import strategies as st

from abm.finance.division import month_of_year_amount, part_of, split_by_weight


@given(st.integers(0, 10**15), st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_part_is_the_exact_fraction_with_halves_up(amount, numerator, denominator):
    exact = Fraction(amount * numerator, denominator)
    if exact < 2**62:
        assert int(part_of(amount, numerator, denominator)) == floor(exact + Fraction(1, 2))


@given(st.integers(0, 10**15), st.integers(0, 8))
def test_twelve_months_add_up_to_the_year(pence, year):
    months = [int(month_of_year_amount(pence, 12 * year + month)) for month in range(12)]
    assert sum(months) == pence
    assert min(months) >= 0


@given(
    st.lists(st.integers(0, 10**13), min_size=1, max_size=4).flatmap(
        lambda pence: st.tuples(
            st.just(pence),
            st.lists(st.tuples(st.integers(0, len(pence) - 1), st.integers(0, 10**5)), max_size=12),
        )
    )
)
def test_a_split_gives_all_the_money_and_to_each_its_share_within_a_penny(case):
    pence, rows = case
    rows = rows + [(group, 1) for group in range(len(pence))]
    group, weight = np.array(rows, dtype=np.int64).T
    shares = split_by_weight(np.array(pence, dtype=np.int64), group, weight)
    for number, amount in enumerate(pence):
        here = group == number
        total = int(weight[here].sum())
        assert int(shares[here].sum()) == amount
        for share, part in zip(shares[here].tolist(), weight[here].tolist(), strict=True):
            assert abs(Fraction(amount * part, total) - share) < 1


def test_ten_pence_over_three_equal_rows():
    assert split_by_weight(whole(10), whole(0, 0, 0), whole(1, 1, 1)).tolist() == [4, 3, 3]


def test_money_with_nobody_to_go_to_is_an_error():
    with pytest.raises(ValueError, match="no row"):
        split_by_weight(whole(10, 0), whole(0, 1), whole(0, 0))
