"""What an effect depends on: how far it goes with each uncertain number, over samples that drew them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from abm.runs.confidence import RealArray, half_width

if TYPE_CHECKING:
    import pandas as pd

FEWEST_SAMPLES = 8
"""With fewer, nothing can be told from luck."""
LUCK = 0.05
"""Chance that the strongest of all numbers would look as strong by luck alone, below which it counts."""


@dataclass(frozen=True)
class Dependence:
    """How an effect goes with one number."""

    number: str
    """The parameter, by ``group.name``."""
    rank_correlation: float
    """Spearman's, over samples."""
    where_low: float
    """Mean effect in the half of samples where the number is lowest."""
    where_high: float
    """Mean effect in the other half."""
    turns: bool
    """Whether both halves have clear effects, of different signs."""
    is_beyond_luck: bool
    """Whether the strongest of so many numbers is hardly ever as strong by luck alone."""


def strongest_dependence(effects: RealArray, drawn: pd.DataFrame) -> Dependence | None:
    """The number that an effect goes with most; nothing where samples are too few or nothing varies.

    ``effects`` float64 [samples], nan where a pair is missing; ``drawn`` [samples, parameters]. Luck is judged by the
    rank correlation's own test, as often as there are numbers (Bonferroni).
    """
    from scipy.stats import spearmanr

    there = np.isfinite(effects)
    varied = [str(name) for name in drawn if drawn[name][there].nunique() > 1]
    if there.sum() < FEWEST_SAMPLES or not varied or np.ptp(effects[there]) == 0.0:
        return None
    found = {name: spearmanr(drawn[name][there], effects[there]) for name in varied}
    name = max(found, key=lambda each: abs(found[each].statistic))
    by_number = effects[there][np.argsort(drawn[name].to_numpy(np.float64)[there], kind="stable")]
    halves = np.array_split(by_number, 2)
    means = [float(half.mean()) for half in halves]
    clear = [abs(half.mean()) > half_width(half.std(ddof=1), len(half)) for half in halves]
    return Dependence(
        number=name,
        rank_correlation=float(found[name].statistic),
        where_low=means[0],
        where_high=means[1],
        turns=all(clear) and means[0] * means[1] < 0.0,
        is_beyond_luck=bool(found[name].pvalue * len(varied) < LUCK),
    )
