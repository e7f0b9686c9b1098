"""What a run has been so far, month by month, without the model that made it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from abm.app.month_seen import MonthSeen, measure_positions


@dataclass(frozen=True)
class PlacesSeen:
    """The councils of a run on its schematic map."""

    names: tuple[str, ...]
    column: tuple[int, ...]
    row: tuple[int, ...]
    older_people: tuple[int, ...]


@dataclass
class History:
    """A run's months, in order."""

    name: str
    places: PlacesSeen
    months: list[MonthSeen] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.months)

    def month_names(self) -> list[str]:
        """Months run: ``2010-04`` and so on."""
        return [seen.month.name for seen in self.months]

    def england(self, measure: str) -> np.ndarray:
        """A measure by month, scaled to England: float64 [months]."""
        at = measure_positions()[measure]
        return np.array([seen.england[at] for seen in self.months])

    def councils(self, measure: str, last: int, months: int = 1) -> np.ndarray:
        """A measure by council, the mean of some months up to and including position ``last``: float64 [councils]."""
        at = measure_positions()[measure]
        values = np.array([seen.councils[at] for seen in self.months[max(0, last + 1 - months) : last + 1]])
        known = ~np.isnan(values)
        total = np.where(known, values, 0.0).sum(axis=0)
        return np.where(known.any(axis=0), total / np.maximum(1, known.sum(axis=0)), np.nan)

    def regimes(self, last: int) -> tuple[str, tuple[str, ...]] | None:
        """The last financial year judged by position ``last``, and how each council stood in it."""
        for seen in reversed(self.months[: last + 1]):
            if seen.regimes is not None:
                return seen.month.financial_year, seen.regimes
        return None
