"""The difference between two scenarios over replications that had the same luck in both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from abm.runs.confidence import RealArray, half_width


@dataclass(frozen=True, eq=False)
class PairedDifferences:
    """One entry for each figure compared; every mean is over the replications that both scenarios have."""

    pairs: npt.NDArray[np.int64]
    baseline_mean: RealArray
    scenario_mean: RealArray
    difference: RealArray
    """Mean of scenario minus baseline."""
    low: RealArray
    """Lower limit of the 95% interval of the mean difference; nan where there are fewer than two pairs."""
    high: RealArray
    variance_ratio: RealArray
    """How many times the replications it would have taken, with luck of their own in each scenario, for as narrow an
    interval; nan where the difference does not vary at all."""


def paired_differences(baseline: RealArray, scenario: RealArray) -> PairedDifferences:
    """Compare two tables of float64 [figures, replications], nan where a replication has no value."""
    both = np.isfinite(baseline) & np.isfinite(scenario)
    pairs = both.sum(axis=1)
    difference = np.where(both, scenario - baseline, np.nan)
    mean = _mean(difference, pairs)
    spread = _variance(difference, pairs)
    half = np.where(pairs > 1, half_width(np.sqrt(spread), np.maximum(pairs, 2)), np.nan)
    apart = _variance(np.where(both, baseline, np.nan), pairs) + _variance(np.where(both, scenario, np.nan), pairs)
    return PairedDifferences(
        pairs=pairs,
        baseline_mean=_mean(np.where(both, baseline, np.nan), pairs),
        scenario_mean=_mean(np.where(both, scenario, np.nan), pairs),
        difference=mean,
        low=mean - half,
        high=mean + half,
        variance_ratio=_over(apart, np.where(spread > 0.0, spread, np.nan)),
    )


def _mean(values: RealArray, count: npt.NDArray[np.int64]) -> RealArray:
    return _over(np.nansum(values, axis=1), count)


def _variance(values: RealArray, count: npt.NDArray[np.int64]) -> RealArray:
    distance = values - _mean(values, count)[:, None]
    return _over(np.nansum(distance * distance, axis=1), count - 1)


def _over(part: RealArray, whole: npt.NDArray[np.int64] | RealArray) -> RealArray:
    known = whole > 0
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=known)
