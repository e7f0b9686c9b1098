"""Figures of a sweep laid out by arm and sample, so that arms are compared within samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from abm.runs.confidence import RealArray

if TYPE_CHECKING:
    import pandas as pd

NAMED_BY = ["measure", "unit", "period"]
"""What names one figure of a run, within a level."""


@dataclass(frozen=True, eq=False)
class Figures:
    """What runs of a sweep came to at one level."""

    names: pd.DataFrame
    """One row a figure: measure, unit, period."""
    values: RealArray
    """float64 [figures, arms, samples]; nan where a run is not there, failed, or has no such figure."""

    @classmethod
    def of(cls, table: pd.DataFrame, runs: pd.DataFrame, arms: Sequence[str], samples: Sequence[int]) -> Figures:
        """From a tidy ``table`` of one level and the table of ``runs``; arms and samples in this order.

        A run counts if it is done and its arm is among these: part of a run that failed would be no result.
        """
        known = runs[(runs["status"] == "done") & runs["arm"].isin(list(arms))].set_index("run")
        rows = table[table["run"].isin(known.index)].reset_index(drop=True)
        groups = rows.groupby(NAMED_BY, observed=True, sort=True)
        # A group by categories comes out sorted by category; each figure is named by its first row.
        at = groups.ngroup().to_numpy()
        first = rows.loc[~rows.duplicated(NAMED_BY), NAMED_BY].assign(at=at[~rows.duplicated(NAMED_BY).to_numpy()])
        names = first.sort_values("at")[NAMED_BY].astype("str").reset_index(drop=True)
        values = np.full((len(names), len(arms), len(samples)), np.nan)
        arm_of = known["arm"].map({name: place for place, name in enumerate(arms)})
        sample_of = known["sample"].map({index: place for place, index in enumerate(samples)})
        if len(rows):
            run = rows["run"].astype("str")
            places = (run.map(arm_of).to_numpy(np.int64), run.map(sample_of).to_numpy(np.int64))
            values[at, places[0], places[1]] = rows["value"].to_numpy(np.float64)
        return cls(names, values)

    @cached_property
    def _position(self) -> dict[tuple[str, str, str], int]:
        return {name: at for at, name in enumerate(self.names.itertuples(index=False, name=None))}

    @cached_property
    def periods(self) -> list[str]:
        """Periods of any figure, in order."""
        return sorted(set(self.names["period"]))

    @cached_property
    def measures(self) -> list[str]:
        """Measures of any figure."""
        return list(dict.fromkeys(self.names["measure"]))

    def position(self, measure: str, period: str, unit: str | None = None) -> int | None:
        """The place of a figure; nothing where no run has it. ``unit`` may be left out where a level has one."""
        if unit is not None:
            return self._position.get((measure, unit, period))
        found = (at for (own, _, when), at in self._position.items() if own == measure and when == period)
        return next(found, None)

    def where(self, wanted: pd.Series) -> Figures:
        """Only some of the figures, by a mask over ``names``."""
        mask = wanted.to_numpy(bool)
        return Figures(self.names[mask].reset_index(drop=True), self.values[mask])

    def of_period(self, period: str) -> Figures:
        """Only figures of one period."""
        return self.where(self.names["period"] == period)
