"""The calendar of a run: days counted from 1 April 2010, months, quarters, financial years, working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

QUARTERS_A_YEAR = 4.0
FIRST_DAY = date(2010, 4, 1)
"""Day 0 of every run. The first report is for April 2011, after one year from a stationary start."""


def day_number(when: date) -> int:
    """Days from 1 April 2010; negative before it."""
    return (when - FIRST_DAY).days


def date_of(day: int) -> date:
    """The date of a day number."""
    return FIRST_DAY + timedelta(days=int(day))


def is_closed(when: date) -> bool:
    """Whether offices are shut: weekends, Christmas, Boxing Day and New Year's Day.

    Movable bank holidays are left out: they fall in the same months every year and shift no measure of a month by
    more than one working day in twenty.
    """
    return when.weekday() >= 5 or (when.month, when.day) in {(12, 25), (12, 26), (1, 1)}


def financial_year(when: date) -> str:
    """The financial year that holds a date, written ``2011/12``."""
    start = when.year if when.month >= 4 else when.year - 1
    return year_beginning(start)


def year_beginning(start: int) -> str:
    """The financial year that begins in April of a calendar year: ``2011/12`` for 2011."""
    return f"{start}/{(start + 1) % 100:02d}"


def first_of_next_month(when: date) -> date:
    """The first day of the month after a date; the date itself when it already is the first of a month.

    A policy dated within a month takes effect on the first of the next one.
    """
    if when.day == 1:
        return when
    return date(when.year + when.month // 12, when.month % 12 + 1, 1)


@dataclass(frozen=True)
class Month:
    """One step of a run."""

    index: int
    """Months since April 2010."""

    @property
    def first(self) -> date:
        """First day of the month."""
        months = self.index + FIRST_DAY.month - 1
        return date(FIRST_DAY.year + months // 12, months % 12 + 1, 1)

    @property
    def first_day(self) -> int:
        """Day number of the first day of the month."""
        return day_number(self.first)

    @property
    def end_day(self) -> int:
        """Day number of the first day of the next month."""
        return Month(self.index + 1).first_day

    @property
    def days(self) -> int:
        """Days in the month."""
        return self.end_day - self.first_day

    @property
    def name(self) -> str:
        """The period name used in results: ``2011-04``."""
        return f"{self.first:%Y-%m}"

    @property
    def financial_year(self) -> str:
        """The financial year the month belongs to: ``2011/12``."""
        return financial_year(self.first)

    @property
    def starts_quarter(self) -> bool:
        """Whether a quarter of the financial year starts with this month."""
        return self.index % 3 == 0

    @property
    def starts_year(self) -> bool:
        """Whether a financial year starts with this month."""
        return self.index % 12 == 0

    @property
    def working_days(self) -> int:
        """Days of the month on which offices are open."""
        return _working_days(self.index)


@cache
def _working_days(index: int) -> int:
    """Every organisation asks for the working days of every month: they are counted once."""
    month = Month(index)
    return sum(not is_closed(date_of(day)) for day in range(month.first_day, month.end_day))


def month_of(when: date) -> Month:
    """The month that holds a date."""
    return Month((when.year - FIRST_DAY.year) * 12 + when.month - FIRST_DAY.month)
