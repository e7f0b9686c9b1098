"""How much one factor matters to one measure, by one statistic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from abm.sweeps.factor import Kind

Statistic = Literal["mu_star", "mu", "sigma", "first", "total"]


@dataclass(frozen=True)
class FactorIndex:
    """A row of ``sensitivity.csv``."""

    method: Literal["morris", "sobol"]
    measure: str
    period: str
    factor: str
    kind: Kind
    statistic: Statistic
    value: float
    half_width: float
    """Half of the 95% interval."""
    rows: int
    """Whole trajectories, or whole rows of Sobol's design, that it rests on."""
    dropped: int
    """Those left out, as a run in them failed or has no such figure."""

    @property
    def low(self) -> float:
        """Lower limit of the 95% interval; a mean size or a spread is nothing at the least."""
        low = self.value - self.half_width
        return max(low, 0.0) if self.statistic in ("mu_star", "sigma") else low

    @property
    def high(self) -> float:
        """Upper limit."""
        return self.value + self.half_width


def of_measure(indices: Iterable[FactorIndex], measure: str, statistic: Statistic) -> list[FactorIndex]:
    """One statistic of every factor for a measure, the largest first."""
    found = [index for index in indices if (index.measure, index.statistic) == (measure, statistic)]
    return sorted(found, key=lambda index: -index.value)
