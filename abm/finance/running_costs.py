"""What it costs to keep beds open and to assess people: for organisations to post as they decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from abm.finance.division import MILLION, part_of

if TYPE_CHECKING:
    from abm.finance.prices import Prices


def bed_costs(open_bed_days: np.ndarray, occupied_bed_days: np.ndarray, prices: Prices) -> np.ndarray:
    """Cost of beds in pence, int64, same shape: a fixed part for every open bed day, the rest for occupied
    ones.

    An emptied bed therefore saves the smaller part at once, and the rest only when it is closed.
    """
    fixed = part_of(prices.acute_bed_day, prices.acute_bed_fixed_ppm, MILLION)
    return np.asarray(
        np.asarray(open_bed_days) * fixed + np.asarray(occupied_bed_days) * (prices.acute_bed_day - fixed)
    )


def assessment_staff_cost(assessments: np.ndarray, prices: Prices) -> np.ndarray:
    """Cost in pence of staff who can carry out so many assessments (whole or not), same shape."""
    return np.asarray(np.asarray(assessments) * prices.assessment)
