"""Runs held against targets: the mean over runs, where nine runs in ten lie, and whether the mean is within."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np
import pandas as pd

from abm.analysis.target_figures import TargetFigures
from abm.measures.target import Target

NINE_IN_TEN = (0.05, 0.95)
"""Between which quantiles of runs their interval lies."""
NEAR = 1.5
"""A mean within this factor of an interval is near."""
COLUMNS = (
    "id", "measure", "level", "statistic", "period", "low", "high", "unit", "mean", "runs_low", "runs_high", "runs",
    "within", "near", "fitted", "note", "source",
)  # fmt: skip


@dataclass(frozen=True)
class HeldTarget:
    """A target, and what runs came to."""

    target: Target
    mean: float
    """Over runs that have the statistic; nan where none has."""
    low: float
    """Where the middle nine in ten of runs begin; nan with fewer than two runs."""
    high: float
    runs: int
    """Runs that have the statistic."""
    note: str
    """What to know of how it came about; empty where there is nothing to say."""

    @property
    def is_within(self) -> bool:
        """Whether the mean lies in the target's interval; a mean that there is not, does not."""
        return self.target.holds(self.mean)

    @property
    def is_near(self) -> bool:
        """Whether the mean lies in the interval, or within a factor of it."""
        return self.target.holds(self.mean, NEAR)


@dataclass(frozen=True)
class Validation:
    """Every target of a file, in its order, against the same runs."""

    held: tuple[HeldTarget, ...]
    runs: int
    """Runs that ended well."""

    @classmethod
    def of(cls, figures: TargetFigures, targets: Sequence[Target]) -> Validation:
        """From the statistics of runs."""
        return cls(tuple(_held(target, figures) for target in targets), len(figures.table))

    def table(self) -> pd.DataFrame:
        """A row for each target; columns as in ``COLUMNS``."""
        return pd.DataFrame([_row(one) for one in self.held], columns=list(COLUMNS))


def kinds_of(table: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The rows of targets that parameters may be fitted to, and the others after them, each with its words and count.

    ``table``: as of :meth:`Validation.table`, or read from its file.
    """
    kinds = (("targets that parameters may be fitted to", "yes"), ("targets that nothing is ever fitted to", "no"))
    found = ((words, table[table["fitted"] == fitted]) for words, fitted in kinds)
    return [(f"{(rows['within'] == 'yes').sum()} of {len(rows)} {words}", rows) for words, rows in found if len(rows)]


def _held(target: Target, figures: TargetFigures) -> HeldTarget:
    values = figures.table[target.id].dropna().to_numpy()
    low, high = (math.nan, math.nan)
    if len(values) > 1:
        low, high = (float(limit) for limit in np.quantile(values, NINE_IN_TEN))
    note = figures.notes.get(target.id, "")
    missing = len(figures.table) - len(values)
    if missing:
        note = f"{missing} of {len(figures.table)} runs have no value: {note}"
    return HeldTarget(target, fmean(values) if len(values) else math.nan, low, high, len(values), note)


def _row(one: HeldTarget) -> tuple[str | float | int, ...]:
    target = one.target
    return (
        target.id, target.measure, target.level, target.statistic, target.period, target.low, target.high, target.unit,
        one.mean, one.low, one.high, one.runs, _yes(one.is_within), _yes(one.is_near), _yes(target.is_fitted),
        one.note, target.source,
    )  # fmt: skip


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"
