"""A month's activity in as few bytes as hold its numbers: a run keeps a hundred months of thousands of places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from abm.activity import MonthOfActivity

TYPES = (np.int8, np.int16, np.int32, np.int64)


@dataclass(frozen=True)
class PackedTable:
    """A table of whole numbers, each column in the smallest type that holds it."""

    columns: tuple[np.ndarray, ...]
    """Which columns are kept in each of :data:`TYPES`."""
    parts: tuple[np.ndarray, ...]
    """These columns."""

    @classmethod
    def of(cls, table: np.ndarray) -> PackedTable:
        """An int64 table [rows, columns] as it is kept; what is done to it later is not seen."""
        least, most = table.min(axis=0, initial=0), table.max(axis=0, initial=0)
        limits = [np.iinfo(kind) for kind in TYPES]
        enough = np.array([(limit.min <= least) & (most <= limit.max) for limit in limits])
        smallest = enough.argmax(axis=0)
        columns = tuple(np.flatnonzero(smallest == size) for size in range(len(TYPES)))
        return cls(columns, tuple(table[:, some].astype(kind) for some, kind in zip(columns, TYPES, strict=True)))

    def unpacked(self) -> np.ndarray:
        """The table as it was."""
        table = np.empty((len(self.parts[0]), sum(map(len, self.columns))), dtype=np.int64)
        for some, part in zip(self.columns, self.parts, strict=True):
            table[:, some] = part
        return table


@dataclass(frozen=True)
class PackedActivity:
    """:class:`MonthOfActivity`, put away."""

    month: int
    days: int
    stock_days: PackedTable
    stocks_at_end: PackedTable
    flows: PackedTable

    @classmethod
    def of(cls, activity: MonthOfActivity) -> PackedActivity:
        """A month as it is kept."""
        tables = (activity.stock_days, activity.stocks_at_end, activity.flows)
        return cls(activity.month, activity.days, *map(PackedTable.of, tables))

    def unpacked(self) -> MonthOfActivity:
        """The month as it was: int64."""
        tables = (self.stock_days, self.stocks_at_end, self.flows)
        return MonthOfActivity(self.month, self.days, *(table.unpacked() for table in tables))
