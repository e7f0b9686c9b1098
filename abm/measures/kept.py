"""What is kept of a run: which measures, at which levels, in which periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

Figure = tuple[str, str, str]
"""A measure, a level, a period: one figure of every unit of the level."""


@dataclass(frozen=True)
class Kept:
    """A run whole has hundreds of thousands of figures; a sweep asks for a few of each run."""

    measures: tuple[str, ...]
    """Names of measures; empty for all."""
    levels: tuple[str, ...]
    """Levels; empty for all."""
    periods: Literal["years", "months", "all"] | tuple[str, ...]
    """Financial years, months, both, or those named."""
    figures: tuple[Figure, ...] = ()
    """Only these of what the others allow; empty for all of it."""

    def has(self, measure: str, level: str, period: str) -> bool:
        """Whether a measure is kept at a level in a period."""
        if self.figures and (measure, level, period) not in self._figures:
            return False
        return self.has_level(level, period) and (not self.measures or measure in self.measures)

    def which_of(self, measures: Sequence[str], level: str, period: str) -> list[bool]:
        """Which of some measures are kept at a level in a period."""
        if not self.figures and not self.measures:
            return [self.has_level(level, period)] * len(measures)
        return [self.has(measure, level, period) for measure in measures]

    def has_level(self, level: str, period: str) -> bool:
        """Whether anything is kept at a level in a period."""
        if self.figures and (level, period) not in self._levels:
            return False
        return self.has_period(period) and (not self.levels or level in self.levels)

    def has_measure(self, measure: str) -> bool:
        """Whether anything is kept of a measure."""
        if self.figures and measure not in {name for name, *_ in self.figures}:
            return False
        return not self.measures or measure in self.measures

    def has_units_of(self, level: str) -> bool:
        """Whether anything is kept of a level."""
        if self.figures and level not in {name for _, name, _ in self.figures}:
            return False
        return not self.levels or level in self.levels

    def has_period(self, period: str) -> bool:
        """Whether anything is kept of a period: a financial year, ``2011/12``, or a month, ``2011-04``."""
        if self.figures and period not in self._periods:
            return False
        if isinstance(self.periods, tuple):
            return period in self.periods
        return self.periods == "all" or ("/" in period) == (self.periods == "years")

    def of(self, measures: pd.DataFrame) -> pd.DataFrame:
        """The rows that are kept of a tidy table, in its order, with an index of their own."""
        labels = zip(measures["measure"], measures["level"], measures["period"], strict=True)
        wanted = np.fromiter((self.has(*label) for label in labels), dtype=bool, count=len(measures))
        return measures[wanted].reset_index(drop=True)

    @cached_property
    def _figures(self) -> frozenset[Figure]:
        return frozenset(self.figures)

    @cached_property
    def _levels(self) -> frozenset[tuple[str, str]]:
        return frozenset((level, period) for _, level, period in self.figures)

    @cached_property
    def _periods(self) -> frozenset[str]:
        return frozenset(period for *_, period in self.figures)


EVERYTHING = Kept((), (), "all")


def only(figures: tuple[Figure, ...]) -> Kept:
    """These figures of every unit of their levels, and nothing else."""
    return Kept((), (), "all", tuple(dict.fromkeys(figures)))
