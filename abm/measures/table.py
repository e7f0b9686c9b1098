"""The tidy table of measures of a run: period, level, unit, measure, value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from abm.dates import Month, month_of
from abm.measures.counted import Counted, one_below_the_other
from abm.measures.definitions import MEASURES
from abm.measures.kept import EVERYTHING, Kept
from abm.measures.known import LEVELS
from abm.measures.levels import Level, levels_of
from abm.measures.measure import Measure
from abm.measures.regime_years import regime_years_of, whole_years

if TYPE_CHECKING:
    import pandas as pd

    from abm.model import IntegrationModel
    from abm.model.record import MonthKept


PERIODS_AT_ONCE = 24
"""Periods whose measures are counted together: more save little time and take more memory."""


def measure_table(model: IntegrationModel, kept: Kept = EVERYTHING) -> pd.DataFrame:
    """The measures that are kept, of every reported month and whole financial year, at every level they have.

    Level ``england`` is scaled to England's older people in 2011; ``place`` is the run's own total. A measure has no
    row where it has no value (a share of nothing).
    """
    regimes = regime_years_of(model)
    scale = scale_to_england(model)
    wanted = [(period, months) for period, months in periods_of(model) if kept.has_period(period)]
    rows = Rows()
    for begin in range(0, len(wanted), PERIODS_AT_ONCE):
        levels = [
            (period, level)
            for period, months in wanted[begin : begin + PERIODS_AT_ONCE]
            for level in levels_of(model, months, regimes.get(period), levels_kept(kept, period))
        ]
        figures = figures_of([level for _, level in levels], kept, scale)
        for (period, level), values in zip(levels, figures, strict=True):
            names = [measure.name for measure in measures_of(level.name, kept)]
            stays = kept.which_of(names, level.name, period)
            rows.add(period, level, list(compress(names, stays)), values[stays])
    return rows.table()


def levels_kept(kept: Kept, period: str) -> list[str]:
    """The levels that are kept of a period."""
    return [level for level in LEVELS if kept.has_level(level, period)]


def measures_of(level: str, kept: Kept) -> list[Measure]:
    """The measures that are kept of those that a level has."""
    return [measure for measure in MEASURES if level in measure.levels and kept.has_measure(measure.name)]


def figures_of(levels: Sequence[Level], kept: Kept, scale: float) -> list[np.ndarray]:
    """Every kept measure of each of some levels and periods: float64 [measures, units], nan where it has no value.

    A measure is counted once for all periods of a level in which the same things stand: it looks at each unit by
    itself, and a hundred short tables take a hundred times as long as one long one.
    """
    alike: dict[tuple[str, ...], list[int]] = {}
    for at, level in enumerate(levels):
        alike.setdefault((level.name, *sorted(level.counted.standing)), []).append(at)
    figures: list[np.ndarray] = [np.empty((0, 0))] * len(levels)
    for places in alike.values():
        together = one_below_the_other([levels[at].counted for at in places])
        name = levels[places[0]].name
        values = count_all(measures_of(name, kept), together, scale if name == "england" else 1.0)
        ends = np.cumsum([len(levels[at].units) for at in places])
        for at, part in zip(places, np.split(values, ends[:-1], axis=1), strict=True):
            figures[at] = part
    return figures


def count_all(measures: Sequence[Measure], counted: Counted, scale: float) -> np.ndarray:
    """Measures of all units, those that are counts times ``scale``: float64 [measures, units]."""
    values = np.empty((len(measures), len(counted.flows)))
    for row, measure in enumerate(measures):
        values[row] = measure.count(counted)
        if measure.scales and scale != 1.0:
            values[row] *= scale
    return values


@dataclass
class Rows:
    """The table as it grows: labels once for a measure of a level in a period, beside its units and values.

    A table of England has millions of rows and a few thousand words: rows hold the numbers of words.
    """

    words: dict[str, int] = field(default_factory=dict)
    labels: list[np.ndarray] = field(default_factory=list)
    """Period, level, measure: int32 [measures, 3]."""
    counts: list[np.ndarray] = field(default_factory=list)
    units: list[np.ndarray] = field(default_factory=list)
    values: list[np.ndarray] = field(default_factory=list)

    def add(self, period: str, level: Level, measures: Sequence[str], values: np.ndarray) -> None:
        """Add the measures of a level in a period (float64 [measures, units]), for every unit that has a value."""
        known = ~np.isnan(values)
        units = self._numbers_of(level.units)
        labels = np.empty((len(measures), 3), dtype=np.int32)
        labels[:, :2] = self._numbers_of([period, level.name])
        labels[:, 2] = self._numbers_of(measures)
        self.labels.append(labels)
        self.counts.append(known.sum(axis=1))
        self.units.append(np.broadcast_to(units, values.shape)[known])
        self.values.append(values[known])

    def _numbers_of(self, words: Sequence[str]) -> np.ndarray:
        number = self.words.setdefault
        return np.array([number(word, len(self.words)) for word in words], dtype=np.int32)

    def table(self) -> pd.DataFrame:
        """All of it, in the order in which it was added."""
        import pandas as pd

        words = pd.Index(list(self.words), dtype=None if self.words else "str")
        counts = np.concatenate([np.array([], dtype=np.int64), *self.counts])
        labels = np.concatenate([np.empty((0, 3), dtype=np.int32), *self.labels])
        period, level, measure = (words.take(np.repeat(column, counts)) for column in labels.T)
        units = words.take(np.concatenate([np.array([], dtype=np.int32), *self.units]))
        values = np.concatenate([np.array([], dtype=np.float64), *self.values])
        return pd.DataFrame({"period": period, "level": level, "unit": units, "measure": measure, "value": values})


def scale_to_england(model: IntegrationModel) -> float:
    """England's older people over those of the run's places, as both stood at the start."""
    england = model.run_scenario.parameters.places.england_older_people
    here = float(model.geography.neighbourhoods.older_people.sum())
    return england / here


def periods_of(model: IntegrationModel) -> list[tuple[str, list[MonthKept]]]:
    """Reported months and whole financial years, each with the months it is made of."""
    first = month_of(model.run_scenario.run.report_from).index
    kept = model.record.months[first:]
    return [(Month(month.month).name, [month]) for month in kept] + whole_years(kept)
