"""The tidy table of measures of a run: period, level, unit, measure, value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from abm.dates import Month, month_of
from abm.measures.definitions import MEASURES
from abm.measures.kept import EVERYTHING, Kept
from abm.measures.levels import Level, levels_of
from abm.measures.regime_years import regime_years_of, whole_years

if TYPE_CHECKING:
    import pandas as pd

    from abm.model import IntegrationModel
    from abm.model.record import MonthKept


def measure_table(model: IntegrationModel, kept: Kept = EVERYTHING) -> pd.DataFrame:
    """The measures that are kept, of every reported month and whole financial year, at every level they have.

    Level ``england`` is scaled to England's older people in 2011; ``place`` is the run's own total. A measure has no
    row where it has no value (a share of nothing).
    """
    rows = Rows(scale_to_england(model))
    regimes = regime_years_of(model)
    for period, months in periods_of(model):
        if kept.has_period(period):
            for level in levels_of(model, months, regimes.get(period)):
                if kept.has_level(level.name, period):
                    rows.add(period, level, kept)
    return rows.table()


@dataclass
class Rows:
    """The table as it grows: labels once for a measure of a level in a period, beside its units and values."""

    scale: float
    """England's older people over those of the run's places."""
    labels: list[tuple[str, str, str]] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    units: list[np.ndarray] = field(default_factory=list)
    values: list[np.ndarray] = field(default_factory=list)

    def add(self, period: str, level: Level, kept: Kept) -> None:
        """Add the measures of a level in a period, for every unit that has a value."""
        names = np.array(level.units, dtype=object)
        for measure in MEASURES:
            if level.name not in measure.levels or not kept.has(measure.name, level.name, period):
                continue
            values = np.asarray(measure.count(level.counted), dtype=np.float64)
            if level.name == "england" and measure.scales:
                values = values * self.scale
            known = ~np.isnan(values)
            self.labels.append((period, level.name, measure.name))
            self.counts.append(int(known.sum()))
            self.units.append(names if known.all() else names[known])
            self.values.append(values if known.all() else values[known])

    def table(self) -> pd.DataFrame:
        """All of it, in the order in which it was added."""
        import pandas as pd

        labels = np.array(self.labels, dtype=object).reshape(-1, 3)
        period, level, measure = np.repeat(labels, self.counts, axis=0).T if self.labels else labels.T
        units = np.concatenate([np.array([], dtype=object), *self.units])
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
    return [(Month(month.activity.month).name, [month]) for month in kept] + whole_years(kept)
