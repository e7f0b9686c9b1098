"""The calendar of a run."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abm.dates import (
    FIRST_DAY,
    Month,
    date_of,
    day_number,
    financial_year,
    first_of_next_month,
    is_closed,
    month_of,
)

any_date = st.dates(date(2000, 1, 1), date(2040, 12, 31))
months = st.integers(0, 239).map(Month)


def test_days_are_counted_from_april_2010() -> None:
    assert day_number(date(2010, 4, 1)) == 0
    assert day_number(date(2010, 3, 31)) == -1
    assert day_number(date(2011, 4, 1)) == 365


@given(any_date)
def test_a_day_number_is_a_date_and_back(when: date) -> None:
    assert date_of(day_number(when)) == when


@pytest.mark.parametrize(("year", "days"), [(2011, 28), (2012, 29), (2013, 28), (2016, 29), (2020, 29)])
def test_february_has_its_leap_days(year: int, days: int) -> None:
    assert month_of(date(year, 2, 10)).days == days


def test_a_leap_year_has_a_day_more() -> None:
    assert [sum(Month(12 * year + at).days for at in range(12)) for year in range(4)] == [365, 366, 365, 365]


@pytest.mark.parametrize(
    ("when", "year"),
    [
        (date(2010, 4, 1), "2010/11"),
        (date(2011, 3, 31), "2010/11"),
        (date(2011, 4, 1), "2011/12"),
        (date(2000, 1, 1), "1999/00"),
        (date(2009, 12, 31), "2009/10"),
    ],
)
def test_financial_years_turn_in_april(when: date, year: str) -> None:
    assert financial_year(when) == year


@pytest.mark.parametrize(
    ("when", "first"),
    [
        (date(2011, 6, 1), date(2011, 6, 1)),
        (date(2011, 6, 2), date(2011, 7, 1)),
        (date(2011, 6, 30), date(2011, 7, 1)),
        (date(2011, 12, 31), date(2012, 1, 1)),
        (date(2011, 11, 30), date(2011, 12, 1)),
        (date(2012, 2, 29), date(2012, 3, 1)),
    ],
)
def test_a_policy_waits_for_the_first_of_a_month(when: date, first: date) -> None:
    assert first_of_next_month(when) == first


@given(any_date)
def test_the_first_of_the_next_month_is_the_next_first(when: date) -> None:
    first = first_of_next_month(when)
    assert first.day == 1
    assert timedelta(0) <= first - when <= timedelta(30)


def test_offices_close_at_weekends_and_at_christmas() -> None:
    assert date(2011, 12, 24).weekday() == 5
    closed = [day for day in range(19, 32) if is_closed(date(2011, 12, day))]
    assert closed == [24, 25, 26, 31]
    assert is_closed(date(2013, 12, 25))
    assert is_closed(date(2013, 1, 1))
    assert not is_closed(date(2013, 1, 2))
    assert not is_closed(date(2013, 12, 24))


def test_working_days_are_those_on_which_offices_are_open() -> None:
    assert month_of(date(2011, 12, 1)).working_days == 21
    assert month_of(date(2012, 2, 1)).working_days == 21
    assert month_of(date(2011, 5, 1)).working_days == 22


def test_the_first_month_is_april_2010() -> None:
    first = Month(0)
    assert (first.name, first.first, first.first_day, first.end_day) == ("2010-04", FIRST_DAY, 0, 30)
    assert first.financial_year == "2010/11"


@given(months)
def test_months_follow_each_other_without_a_gap(month: Month) -> None:
    assert Month(month.index + 1).first_day == month.end_day == month.first_day + month.days
    assert month_of(month.first) == month_of(date_of(month.end_day - 1)) == month


def test_quarters_and_years_start_with_april() -> None:
    names = [Month(index).name for index in range(24) if Month(index).starts_quarter]
    assert names == ["2010-04", "2010-07", "2010-10", "2011-01", "2011-04", "2011-07", "2011-10", "2012-01"]
    assert [Month(index).name for index in range(36) if Month(index).starts_year] == ["2010-04", "2011-04", "2012-04"]
