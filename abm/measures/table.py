"""The tidy table of measures of a run: period, level, unit, measure, value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from abm.dates import Month, month_of
from abm.measures.definitions import MEASURES
from abm.measures.levels import Level, levels_of
from abm.measures.measure import Measure
from abm.measures.regime_years import regime_years_of, whole_years

if TYPE_CHECKING:
    import pandas as pd

    from abm.model import IntegrationModel
    from abm.model.record import MonthKept


def measure_table(model: IntegrationModel) -> pd.DataFrame:
    """Every measure of every reported month and whole financial year at every level it has.

    Level ``england`` is scaled to England's older people in 2011; ``place`` is the run's own total. A measure has no
    row where it has no value (a share of nothing).
    """
    import pandas as pd

    columns: dict[str, list[np.ndarray]] = {"period": [], "level": [], "unit": [], "measure": [], "value": []}
    scale = scale_to_england(model)
    regimes = regime_years_of(model)
    for period, months in periods_of(model):
        for level in levels_of(model, months, regimes.get(period)):
            for measure in MEASURES:
                if level.name in measure.levels:
                    add_rows(columns, period, level, measure, scale)
    if not columns["value"]:
        return pd.DataFrame({name: np.array([], dtype=object) for name in columns}).astype({"value": np.float64})
    return pd.DataFrame({name: np.concatenate(parts) for name, parts in columns.items()})


def add_rows(columns: dict[str, list[np.ndarray]], period: str, level: Level, measure: Measure, scale: float) -> None:
    """Add a measure's values for every unit of a level."""
    values = np.asarray(measure.count(level.counted), dtype=np.float64)
    if level.name == "england" and measure.scales:
        values = values * scale
    known = np.flatnonzero(~np.isnan(values))
    units = np.array(level.units, dtype=object)[known]
    columns["period"].append(np.full(len(known), period, dtype=object))
    columns["level"].append(np.full(len(known), level.name, dtype=object))
    columns["unit"].append(units)
    columns["measure"].append(np.full(len(known), measure.name, dtype=object))
    columns["value"].append(values[known])


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
