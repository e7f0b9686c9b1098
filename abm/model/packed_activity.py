"""A month's activity in as few bytes as hold its numbers: a run keeps a hundred months of thousands of places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from abm.activity import MonthOfActivity

SMALLER = (np.int16, np.int32)


@dataclass(frozen=True)
class PackedActivity:
    """:class:`MonthOfActivity`, put away."""

    month: int
    days: int
    stock_days: np.ndarray
    stocks_at_end: np.ndarray
    flows: np.ndarray
    """The three tables of the month, each of the smallest whole numbers that hold it."""

    @classmethod
    def of(cls, activity: MonthOfActivity) -> PackedActivity:
        """A month as it is kept."""
        tables = (activity.stock_days, activity.stocks_at_end, activity.flows)
        return cls(activity.month, activity.days, *map(in_few_bytes, tables))

    def unpacked(self) -> MonthOfActivity:
        """The month as it was: int64."""
        tables = (self.stock_days, self.stocks_at_end, self.flows)
        return MonthOfActivity(self.month, self.days, *(table.astype(np.int64) for table in tables))


def in_few_bytes(table: np.ndarray) -> np.ndarray:
    """The same whole numbers in the smallest type that holds them all; always a copy."""
    least, most = int(table.min(initial=0)), int(table.max(initial=0))
    for smaller in SMALLER:
        limits = np.iinfo(smaller)
        if limits.min <= least and most <= limits.max:
            return table.astype(smaller)
    return table.copy()
