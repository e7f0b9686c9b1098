"""How whole pence are divided: parts of an amount, months of a year, splits between several."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from abm.dates import Month

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

MILLION = 1_000_000
"""Shares are held as whole parts per million, so that no result depends on how a machine rounds fractions."""


def part_of(amount: ArrayLike, numerator: ArrayLike, denominator: ArrayLike) -> np.ndarray:
    """``amount x numerator / denominator``, each cell rounded half up.

    All three are whole and not negative, the denominator positive; arrays broadcast. Whole multiples of the
    denominator are set aside first, so that the product stays far from the limit of 64 bits.
    """
    whole_amount = np.asarray(amount, dtype=np.int64)
    top = np.asarray(numerator, dtype=np.int64)
    bottom = np.asarray(denominator, dtype=np.int64)
    multiples, rest = np.divmod(whole_amount, bottom)
    return np.asarray(multiples * top + (2 * rest * top + bottom) // (2 * bottom))


def part_of_one(amount: int, numerator: int, denominator: int) -> int:
    """:func:`part_of` for one amount of a body's own, as a Python integer: bodies ask for most of theirs singly."""
    return (2 * amount * numerator + denominator) // (2 * denominator)


def month_of_one(pence_per_year: int, month: int) -> int:
    """:func:`month_of_year_amount` for one amount, as a Python integer."""
    before, now, of_year = _days_of_year(month)
    return part_of_one(pence_per_year, now, of_year) - part_of_one(pence_per_year, before, of_year)


def month_of_year_amount(pence_per_year: ArrayLike, month: int) -> np.ndarray:
    """The part of a yearly amount that falls in one month (an index from April 2010), by days.

    The difference of two rounded running totals: the twelve months add up to the year to the penny.
    """
    before, now, of_year = _days_of_year(month)
    return part_of(pence_per_year, now, of_year) - part_of(pence_per_year, before, of_year)


@cache
def _days_of_year(month: int) -> tuple[int, int, int]:
    """Days of the financial year before a month, up to its end, and in all: asked for with every payment."""
    first_of_year = Month(month - month % 12)
    start, end = first_of_year.first_day, Month(first_of_year.index + 12).first_day
    return Month(month).first_day - start, Month(month).end_day - start, end - start


def split_by_weight(pence: np.ndarray, group: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Split each group's pence over the group's rows by weight, so that nothing is lost.

    ``pence`` is int64 [groups]; ``group`` (a group's number) and ``weight`` (whole, not negative) are int64
    [rows]. Every row gets the whole pence of its share; the pence left over go one each to the rows with
    the largest fractions, the earlier row first among equals. Raises ValueError where a group has money and
    no weight.
    """
    total_weight = np.zeros(len(pence), dtype=np.int64)
    np.add.at(total_weight, group, weight)
    if np.any((pence > 0) & (total_weight == 0)):
        raise ValueError("a group has money to split and no row with any weight")
    divisor = np.maximum(total_weight, 1)[group]
    multiples, rest = np.divmod(pence[group], divisor)
    shares = multiples * weight + rest * weight // divisor
    fractions = rest * weight % divisor

    given = np.zeros(len(pence), dtype=np.int64)
    np.add.at(given, group, shares)
    left_over = np.asarray(pence, dtype=np.int64) - given
    order = np.lexsort((-fractions, group))
    sorted_group = group[order]
    rank = np.arange(len(order)) - np.searchsorted(sorted_group, sorted_group)
    shares[order] += rank < left_over[sorted_group]
    return shares
