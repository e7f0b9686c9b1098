"""What stands or happened in markets over a period, by council or for all places together."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from abm.model.record import MonthKept

COUNTED = ("entered", "closed", "failed")
"""Summed over the months of a period."""
STANDING = ("providers", "concentration", "quality", "habit")
"""Means over the months."""
ADDED = (*COUNTED, "providers")
"""Summed over councils; of the others places together have the mean by older people."""


def oversight_standing(months: list[MonthKept], older_people: np.ndarray, *, of_all: bool) -> dict[str, np.ndarray]:
    """Float64 [councils], or [1] for all places together, by name."""
    figures = {name: np.sum([getattr(month.oversight, name) for month in months], axis=0) for name in COUNTED}
    figures |= {name: np.mean([getattr(month.oversight, name) for month in months], axis=0) for name in STANDING}
    if not of_all:
        return figures
    weights = older_people / older_people.sum()
    return {
        name: np.array([values.sum() if name in ADDED else math.fsum((values * weights).tolist())])
        for name, values in figures.items()
    }
