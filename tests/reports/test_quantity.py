from __future__ import annotations

import pytest

from abm.reports.interval import Interval
from abm.reports.quantity import shown_interval, shown_number, shown_unit


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (1_373_392.0, "days", "1,373,000"),
        (12_345.0, "days", "12,340"),
        (2_318.4, "days", "2,318"),
        (254.4, "per 1,000", "254"),
        (25.44, "per 1,000", "25.4"),
        (9.456, "days", "9.46"),
        (0.0312, "days", "0.031"),
        (0.0, "days", "0.00"),
        (0.874, "share", "87.4"),
        (-3.5, "days", "−3.50"),
    ],
)
def test_numbers_have_as_many_digits_as_mean_something(value, unit, shown):
    assert shown_number(value, unit) == shown


def test_changes_have_a_sign():
    assert shown_number(3.5, "days", signed=True) == "+3.50"
    assert shown_number(-3.5, "days", signed=True) == "−3.50"


def test_a_share_is_in_per_cent_of_what_it_is_of():
    assert shown_unit("share") == "%"
    assert shown_unit("share of spend") == "% of spend"
    assert shown_unit("days") == "days"


def test_intervals_in_words():
    assert shown_interval(Interval(254.0, 249.0, 259.0), "per 1,000") == "254 (249 to 259)"
    assert shown_interval(Interval(254.0, None, None), "per 1,000") == "254"
    assert shown_interval(None, "per 1,000") == "not available"
