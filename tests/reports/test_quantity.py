from __future__ import annotations

import pytest

from abm.reports.interval import Interval
from abm.reports.quantity import shown_limits, shown_mean, shown_number, shown_unit


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
        (0.0, "days", "0"),
        (-6.5e-5, "days", "0.000"),
        (0.874, "share", "87.4"),
        (-3.5, "days", "−3.50"),
    ],
)
def test_numbers_have_as_many_digits_as_mean_something(value, unit, shown):
    assert shown_number(value, unit) == shown


def test_changes_have_a_sign():
    assert shown_number(3.5, "days", signed=True) == "+3.50"
    assert shown_number(-3.5, "days", signed=True) == "−3.50"
    assert shown_number(0.0, "days", signed=True) == "0"


def test_a_share_is_in_per_cent_of_what_it_is_of():
    assert shown_unit("share") == "%"
    assert shown_unit("share of spend") == "% of spend"
    assert shown_unit("days") == "days"


def test_intervals_in_words():
    assert shown_mean(Interval(254.0, 249.0, 259.0), "per 1,000") == "254"
    assert shown_limits(Interval(254.0, 249.0, 259.0), "per 1,000") == "(249 to 259)"
    assert shown_limits(Interval(254.0, None, None), "per 1,000") == ""
    assert shown_mean(None, "per 1,000") == "not available"
    assert shown_limits(None, "per 1,000") == ""


@pytest.mark.parametrize("unit", ["days", "per 1,000 a year", "share"])
def test_counts_and_shares_have_no_limit_below_nothing_but_changes_do(unit):
    interval = Interval(0.5, -0.5, 1.5)
    assert shown_limits(interval, unit).startswith("(0 to ")
    assert shown_limits(interval, unit, signed=True).startswith("(−")


@pytest.mark.parametrize("unit", ["share of days", "0 to 1"])
def test_a_part_has_no_limit_above_the_whole_of_it(unit):
    whole = shown_number(1.0, unit)
    assert shown_limits(Interval(0.6, -4.0, 5.0), unit) == f"(0 to {whole})"
    assert shown_limits(Interval(0.4, -4.0, 5.0), unit, signed=True) == f"(−{whole} to +{whole})"


def test_limits_that_are_the_same_say_that_all_were_alike():
    assert shown_limits(Interval(0.0, 0.0, 0.0), "share") == "(all alike)"
    assert shown_limits(Interval(1 / 3, 1 / 3, 1 / 3 + 1e-16), "share", signed=True) == "(all alike)"
    assert shown_limits(Interval(0.5, 0.499, 0.501), "share") == "(49.9 to 50.1)"


def test_money_is_in_billions_to_a_tenth():
    assert shown_unit("GBP") == "£bn"
    assert shown_number(103_640_000_000.0, "GBP") == "103.6"
    assert shown_number(-4e5, "GBP") == "0.0"
    assert shown_limits(Interval(0.0, -2e9, 2e9), "GBP", signed=True) == "(−2.0 to +2.0)"
