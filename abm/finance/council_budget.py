"""A council's budget at the start: social care inside a budget that others also want."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from abm.finance.division import MILLION, part_of

if TYPE_CHECKING:
    from abm.finance.prices import Prices


@dataclass(frozen=True)
class CouncilBudget:
    """Pence a year by council, int64 [councils] each."""

    social_care: np.ndarray
    """The council's own money for adult social care: gross spending less what users contribute."""
    other_services: np.ndarray
    """Its money for everything else."""


def opening_council_budget(social_care_gross: np.ndarray, prices: Prices) -> CouncilBudget:
    """The budget of 2010/11 that goes with a gross yearly spending on social care (int64 [councils], pence).

    Social care's share of the whole is England's average in every council.
    """
    gross = np.asarray(social_care_gross, dtype=np.int64)
    social_care = gross - part_of(gross, prices.social_care_charges_ppm, MILLION)
    whole = part_of(social_care, MILLION, prices.social_care_share_of_council_ppm)
    return CouncilBudget(social_care=social_care, other_services=whole - social_care)
