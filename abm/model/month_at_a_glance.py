"""A month in a few counts of all places together, for Mesa's data collector; the measures are in ``abm.measures``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from abm.activity import Flow, Stock

if TYPE_CHECKING:
    from abm.model.integration_model import IntegrationModel

Reporter = Callable[["IntegrationModel"], float | str]


def happened(flow: Flow) -> Reporter:
    """How often something happened in the month."""
    return lambda model: int(model.activity.flows[:, flow].sum())


def days_of(*stocks: Stock) -> Reporter:
    """Days of some stocks in the month."""
    return lambda model: int(model.activity.stock_days[:, list(stocks)].sum())


def mean_of(stock: Stock) -> Reporter:
    """Mean of a stock over the month."""
    return lambda model: float(model.activity.stock_days[:, stock].sum()) / model.activity.days


REPORTERS: dict[str, Reporter] = {
    "period": lambda model: model.month.name,
    "older_people": mean_of(Stock.ALIVE),
    "deaths": happened(Flow.DEATHS),
    "emergency_admissions": happened(Flow.ADMISSIONS),
    "acute_bed_days": days_of(Stock.IN_ACUTE_BED),
    "delayed_days": days_of(Stock.DELAYED_ACUTE, Stock.DELAYED_COMMUNITY),
    "care_home_entries_from_hospital": happened(Flow.CARE_HOME_ENTRIES_FROM_HOSPITAL),
}
