"""What a month of long-term care costs, and whose bill it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from abm.activity import Flow, MonthOfActivity, Stock
from abm.finance.division import MILLION, part_of
from abm.vocabulary import Service

if TYPE_CHECKING:
    from abm.finance.prices import Prices

DAYS_PER_WEEK = 7


@dataclass(frozen=True)
class CareBill:
    """A month's long-term care by neighbourhood, in pence: int64 [neighbourhoods] each."""

    home_care_council: np.ndarray
    home_care_self: np.ndarray
    residential_council: np.ndarray
    residential_nhs: np.ndarray
    residential_self: np.ndarray
    nursing_council: np.ndarray
    """Beside the NHS contribution."""
    nursing_nhs: np.ndarray
    nursing_self: np.ndarray
    """Beside the NHS contribution."""
    funded_nursing_care: np.ndarray
    """The NHS contribution for nursing residents whom councils or they themselves pay for."""
    client_contributions: np.ndarray
    """What people pay back to the council that supports them."""
    reablement: np.ndarray
    equipment: np.ndarray


def price_care(activity: MonthOfActivity, prices: Prices, council_price_level_ppm: np.ndarray) -> CareBill:
    """Price a month's care by neighbourhood, each cell rounded half up.

    Care in a week is paid by the day. Hours held open for somebody in hospital are not paid for: the
    provider bears them. ``council_price_level_ppm`` (int64 [neighbourhoods]) is what the council pays
    relative to national prices.
    """
    days = activity.stock_days

    def at_weekly_price(stock: Stock, price: int | np.ndarray) -> np.ndarray:
        # A stock of hours a week, summed over days, is seven times the hours; a stock of people is days.
        return part_of(days[:, stock], price, DAYS_PER_WEEK)

    def council_price(price: int) -> np.ndarray:
        return part_of(price, council_price_level_ppm, MILLION)

    home_care_council = at_weekly_price(Stock.HOME_CARE_HOURS_COUNCIL, council_price(prices.home_care_hour_council))
    residential_council = at_weekly_price(Stock.RESIDENTIAL_COUNCIL, council_price(prices.residential_week_council))
    nursing_council = at_weekly_price(Stock.NURSING_COUNCIL, council_price(prices.nursing_week_council))
    paid_by_others = days[:, Stock.NURSING_COUNCIL] + days[:, Stock.NURSING_SELF]
    contributions = part_of(
        residential_council + nursing_council, prices.care_home_contribution_ppm, MILLION
    ) + part_of(home_care_council, prices.home_care_contribution_ppm, MILLION)
    return CareBill(
        home_care_council=home_care_council,
        home_care_self=at_weekly_price(Stock.HOME_CARE_HOURS_SELF, prices.home_care_hour_self_funder),
        residential_council=residential_council,
        residential_nhs=at_weekly_price(Stock.RESIDENTIAL_NHS, prices.continuing_healthcare_week),
        residential_self=at_weekly_price(Stock.RESIDENTIAL_SELF, prices.residential_week_self_funder),
        nursing_council=nursing_council,
        nursing_nhs=at_weekly_price(Stock.NURSING_NHS, prices.continuing_healthcare_week),
        nursing_self=at_weekly_price(Stock.NURSING_SELF, prices.nursing_week_self_funder),
        funded_nursing_care=part_of(paid_by_others, prices.funded_nursing_care_week, DAYS_PER_WEEK),
        client_contributions=contributions,
        reablement=days[:, Stock.IN_REABLEMENT] * prices.reablement_day,
        equipment=activity.flows[:, Flow.SERVED_FIRST + Service.EQUIPMENT] * prices.equipment_item,
    )
