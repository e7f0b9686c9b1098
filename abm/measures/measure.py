"""What a measure is: its name, unit, levels and meaning, and how it is counted from what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from abm.measures.counted import Counted

Count = Callable[["Counted"], "np.ndarray"]
"""How a measure is counted: values for every unit of a level, float64 [units], nan where it has none."""
EVERYWHERE = ("england", "place", "council", "consortium", "trust")
WHOLE = ("england", "place")
BY_COUNCIL = ("england", "place", "council")
BY_TRUST = ("england", "place", "trust")
BY_TEAM = ("england", "place", "team")


@dataclass(frozen=True)
class Measure:
    """One measure. Shares and rates are ratios of counts; only counts are scaled to England."""

    name: str
    unit: str
    levels: tuple[str, ...]
    meaning: str
    count: Count
    scales: bool = False
    """Whether the measure is a count, to be scaled at level england."""
    source: str = "counted from the run"
