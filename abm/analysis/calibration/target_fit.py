"""Target by target: what priors and posterior give, and whether that lies within."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from abm.measures.target import Target

if TYPE_CHECKING:
    import pandas as pd

LOW, HIGH = 0.05, 0.95


def target_fit(
    targets: Sequence[Target], fitted: Collection[str], prior: pd.DataFrame, posterior: pd.DataFrame
) -> pd.DataFrame:
    """One row a target: interval, and mean and 90% interval over runs [runs, targets] of prior and posterior."""
    import pandas as pd

    rows = [
        {
            "id": target.id,
            "measure": target.measure,
            "level": target.level,
            "statistic": target.statistic,
            "period": target.period,
            "unit": target.unit,
            "fitted": target.id in fitted,
            "low": target.low,
            "high": target.high,
            **_over_runs("prior", prior[target.id], target),
            **_over_runs("posterior", posterior[target.id], target),
        }
        for target in targets
    ]
    return pd.DataFrame(rows)


def _over_runs(name: str, figures: pd.Series, target: Target) -> dict[str, object]:
    mean = float(figures.mean())
    return {
        f"{name}_mean": mean,
        f"{name}_low": float(figures.quantile(LOW)),
        f"{name}_high": float(figures.quantile(HIGH)),
        f"{name}_within": target.holds(mean),
    }
