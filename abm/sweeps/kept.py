"""What is kept of each run of a sweep: which measures, at which levels, in which periods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Kept:
    """A tidy table is thinned to this before it is stored: a whole run has hundreds of thousands of rows."""

    measures: tuple[str, ...]
    """Names of measures; empty for all."""
    levels: tuple[str, ...]
    """Levels; empty for all."""
    periods: Literal["years", "months", "all"] | tuple[str, ...]
    """Financial years, months, both, or those named."""

    def of(self, measures: pd.DataFrame) -> pd.DataFrame:
        """The rows that are kept of a tidy table, in its order, with an index of their own."""
        wanted = self._periods_wanted(measures["period"].astype(str))
        if self.measures:
            wanted &= measures["measure"].isin(self.measures)
        if self.levels:
            wanted &= measures["level"].isin(self.levels)
        return measures[wanted].reset_index(drop=True)

    def has_period(self, period: str) -> bool:
        """Whether a period is kept: a financial year, ``2011/12``, or a month, ``2011-04``."""
        if isinstance(self.periods, tuple):
            return period in self.periods
        return self.periods == "all" or ("/" in period) == (self.periods == "years")

    def _periods_wanted(self, periods: pd.Series) -> pd.Series:
        if isinstance(self.periods, tuple):
            return periods.isin(self.periods)
        is_year = periods.str.contains("/", regex=False)
        if self.periods == "all":
            return is_year | True
        return is_year if self.periods == "years" else ~is_year
