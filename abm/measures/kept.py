"""What is kept of a run: which measures, at which levels, in which periods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Kept:
    """A run whole has hundreds of thousands of figures; a sweep asks for a few of each run."""

    measures: tuple[str, ...]
    """Names of measures; empty for all."""
    levels: tuple[str, ...]
    """Levels; empty for all."""
    periods: Literal["years", "months", "all"] | tuple[str, ...]
    """Financial years, months, both, or those named."""

    def has_measure(self, measure: str) -> bool:
        """Whether a measure is kept."""
        return not self.measures or measure in self.measures

    def has_level(self, level: str) -> bool:
        """Whether a level is kept."""
        return not self.levels or level in self.levels

    def has_period(self, period: str) -> bool:
        """Whether a period is kept: a financial year, ``2011/12``, or a month, ``2011-04``."""
        if isinstance(self.periods, tuple):
            return period in self.periods
        return self.periods == "all" or ("/" in period) == (self.periods == "years")

    def of(self, measures: pd.DataFrame) -> pd.DataFrame:
        """The rows that are kept of a tidy table, in its order, with an index of their own."""
        wanted = measures["period"].map(self.has_period).astype(bool)
        wanted &= measures["measure"].map(self.has_measure).astype(bool)
        wanted &= measures["level"].map(self.has_level).astype(bool)
        return measures[wanted].reset_index(drop=True)


EVERYTHING = Kept((), (), "all")
