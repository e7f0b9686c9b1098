"""A posterior: draws of the parameters that the targets leave possible, beside what was held before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from abm.analysis.calibration.fitted_stage import FittedStage
from abm.analysis.calibration.wave import Prior

if TYPE_CHECKING:
    import pandas as pd

QUANTILES = (0.05, 0.5, 0.95)
VARIANCE_OF_PRIOR = 1.0 / 12.0
"""Of a parameter's place in its prior, which is even over the unit interval."""
LEAST_NARROWING = 0.1
"""Share of the variance that must be gone, more than luck explains, for the data to count as informing a parameter."""
BEYOND_LUCK = 3.0
"""Standard errors that luck alone hardly ever passes."""
ERROR_OF_VARIANCE = 0.8**0.5
"""Standard error of the variance of draws from an even distribution: this over the root of their number, of itself."""
STRONG = 0.4
"""Rank correlation from which two parameters count as standing in for each other."""


@dataclass(frozen=True)
class Posterior:
    """The end of a calibration."""

    prior: Prior
    stages: tuple[FittedStage, ...]
    luck: pd.Series
    """[targets] standard deviation between runs that differ by luck alone."""
    held: Mapping[str, float]
    """Values by ``group.name`` that every run of the fit had, and so every draw has."""

    @property
    def points(self) -> pd.DataFrame:
        """[draws, parameters] in the unit cube."""
        return self.stages[-1].remaining

    @property
    def figures(self) -> pd.DataFrame:
        """[draws, targets] that the model gave at the draws."""
        return self.stages[-1].figures

    @property
    def prior_figures(self) -> pd.DataFrame:
        """[runs, targets] that the model gave over the prior of the first stage."""
        return self.stages[0].waves[0].figures

    @cached_property
    def draws(self) -> pd.DataFrame:
        """[draws, parameters] values, a column for each parameter: what ``posterior.csv`` holds."""
        return self.prior.values(self.points).assign(**self.held)

    def parameters(self) -> pd.DataFrame:
        """One row a parameter: stage, prior and posterior quantiles, how much narrower, and whether it was informed."""
        import pandas as pd

        rows = [self._row(stage.stage.name, name) for stage in self.stages for name in stage.stage.parameters]
        return pd.DataFrame(rows)

    def _row(self, stage: str, name: str) -> dict[str, object]:
        import pandas as pd

        before = self.prior.values(pd.DataFrame({name: QUANTILES}))[name].tolist()
        after = self.draws[name].quantile(list(QUANTILES)).tolist()
        narrower = 1.0 - float(self.points[name].var()) / VARIANCE_OF_PRIOR
        luck = BEYOND_LUCK / _told_apart(self.points[name]) ** 0.5
        shifted = abs(float(self.points[name].mean()) - 0.5) > luck * VARIANCE_OF_PRIOR**0.5
        labels = ("low", "median", "high")
        return {
            "parameter": name,
            "stage": stage,
            **{f"prior_{label}": value for label, value in zip(labels, before, strict=True)},
            **{f"posterior_{label}": value for label, value in zip(labels, after, strict=True)},
            "narrower": narrower,
            "informed": narrower >= max(LEAST_NARROWING, luck * ERROR_OF_VARIANCE) or shifted,
        }

    def stand_ins(self) -> pd.DataFrame:
        """Pairs of parameters that the targets cannot tell apart: one high where the other is low, or both alike.

        One row a pair: one, other, rank_correlation; the strongest first.
        """
        import pandas as pd

        ranks = self.points.corr(method="spearman").to_numpy()
        rows = [
            {"one": one, "other": other, "rank_correlation": float(ranks[first, second])}
            for (first, one), (second, other) in combinations(enumerate(self.points), 2)
            if abs(ranks[first, second]) >= STRONG
        ]
        found = pd.DataFrame(rows, columns=["one", "other", "rank_correlation"])
        order = found["rank_correlation"].abs().sort_values(ascending=False, kind="stable").index
        return found.loc[order].reset_index(drop=True)


def _told_apart(values: pd.Series) -> float:
    """As how many draws they count: what an earlier stage left is met in turn, and the same again is nothing new.

    Kish's effective number for values that stand there more often than others.
    """
    counts = values.value_counts().to_numpy(dtype=np.float64)
    return float(counts.sum() ** 2 / (counts**2).sum())
