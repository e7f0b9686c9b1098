"""The fees that councils pay for home care and care homes, over those of 2010."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from abm.finance.division import MILLION, part_of

if TYPE_CHECKING:
    from abm.organisations.surroundings import Surroundings


def lower_fees(s: Surroundings, neighbourhoods: np.ndarray, share: float) -> None:
    """Take a share off what is paid in an area from now on, down to the fees below which nobody can be bought."""
    lowest = round(s.parameters.organisations.lowest_fees * MILLION)
    left = round((1.0 - share) * MILLION)
    level = s.contracts.council_price_level_ppm.copy()
    level[neighbourhoods] = np.maximum(lowest, part_of(level[neighbourhoods], left, MILLION))
    s.contracts = replace(s.contracts, council_price_level_ppm=level)


def fees_cut(s: Surroundings, neighbourhoods: np.ndarray) -> float:
    """What has been taken off fees in an area since 2010, as a share."""
    return 1.0 - float(s.contracts.council_price_level_ppm[neighbourhoods].mean()) / MILLION
