"""The delayed days that a council may be charged for."""

from __future__ import annotations

import numpy as np

from abm.activity import MonthOfActivity, Stock, delayed_column
from abm.finance.division import part_of
from abm.vocabulary import Body, Reason


def chargeable_days(activity: MonthOfActivity) -> np.ndarray:
    """Acute delayed days put down to social care alone, by neighbourhood: int64 [neighbourhoods].

    The charge of the 2003 Act falls on acute beds only, while reasons and bodies are recorded for all NHS
    beds together: social care's days are taken to be acute in the proportion of all recorded days.
    """
    days = activity.stock_days
    social_care = days[:, [delayed_column(reason, Body.SOCIAL_CARE) for reason in Reason]].sum(axis=1)
    acute, community = days[:, Stock.DELAYED_ACUTE], days[:, Stock.DELAYED_COMMUNITY]
    return part_of(social_care, acute, np.maximum(acute + community, 1))
