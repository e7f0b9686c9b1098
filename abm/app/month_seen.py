"""What the browser keeps of a month of a run, so that it can be shown again without the model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from abm.dates import Month
from abm.finance.accounts import AccountKind
from abm.finance.purposes import Purpose
from abm.measures.counted import Counted
from abm.measures.definitions import MEASURES
from abm.measures.levels import Level, levels_of
from abm.measures.measure import Measure
from abm.measures.regime_years import regime_years_of
from abm.measures.regimes import Regime
from abm.measures.table import scale_to_england

if TYPE_CHECKING:
    from abm.model import IntegrationModel


@dataclass(frozen=True, eq=False)
class MonthSeen:
    """One month. Measures are in the order of ``MEASURES``, nan where one has no value."""

    month: Month
    england: np.ndarray
    """float64 [measures]: scaled to England."""
    councils: np.ndarray
    """float64 [measures, councils]."""
    stocks: np.ndarray
    """float64 [STOCKS]: people of the run's places, mean of the month."""
    flows: np.ndarray
    """int64 [FLOWS]: what happened to them in the month."""
    payments: tuple[tuple[AccountKind, AccountKind, Purpose, int], ...]
    """Payer, payee, purpose, pence."""
    regimes: tuple[str, ...] | None
    """How each council stands, in a month that ends a financial year which has been judged."""


@cache
def measure_positions() -> dict[str, int]:
    """Where each measure stands among all, by name."""
    return {measure.name: at for at, measure in enumerate(MEASURES)}


def measure_named(name: str) -> Measure:
    """A measure by its name."""
    return MEASURES[measure_positions()[name]]


def see_month(model: IntegrationModel) -> MonthSeen:
    """The month that the model has just lived."""
    kept = model.record.months[-1]
    levels = {level.name: level for level in levels_of(model, [kept], wanted=("england", "council"))}
    scale = scale_to_england(model)
    activity = kept.activity
    return MonthSeen(
        month=Month(activity.month),
        england=np.array([_england(measure, levels["england"].counted, scale) for measure in MEASURES]),
        councils=np.array([_by_council(measure, levels["council"]) for measure in MEASURES]),
        stocks=activity.stock_days.sum(axis=0) / activity.days,
        flows=activity.flows.sum(axis=0),
        payments=tuple(model.ledger.paid_by_kind(activity.month)),
        regimes=_regimes(model, Month(activity.month)),
    )


def _england(measure: Measure, counted: Counted, scale: float) -> float:
    if "england" not in measure.levels:
        return float("nan")
    value = float(np.asarray(measure.count(counted), dtype=np.float64)[0])
    return value * scale if measure.scales else value


def _by_council(measure: Measure, level: Level) -> np.ndarray:
    if "council" not in measure.levels:
        return np.full(len(level.units), np.nan)
    return np.asarray(measure.count(level.counted), dtype=np.float64)


def _regimes(model: IntegrationModel, month: Month) -> tuple[str, ...] | None:
    """Names of regimes, ``mixed`` where the year's own signs fit none. A year is judged when it is over."""
    if not Month(month.index + 1).starts_year:
        return None
    year = regime_years_of(model).get(month.financial_year)
    if year is None:
        return None
    fits = [
        "mixed" if mixed or regime == Regime.UNSETTLED else Regime(int(regime)).name.lower()
        for regime, mixed in zip(year.labelled.regime.tolist(), year.labelled.mixed.tolist(), strict=True)
    ]
    return tuple(fits)
