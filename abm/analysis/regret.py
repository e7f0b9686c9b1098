"""Which arms do well whatever the uncertain numbers and the luck: what each costs against the best of each sample."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from abm.analysis.figures import Figures
from abm.analysis.point_figures import figures_of
from abm.analysis.sweep_results import SweepResults
from abm.runs.confidence import RealArray, half_width

Good = Literal["higher", "lower"]


@dataclass(frozen=True)
class Aim:
    """A measure, and which way is good."""

    measure: str
    good: Good


USUAL_AIMS = (
    Aim("regime_integrated_share", "higher"),
    Aim("days_at_home_share", "higher"),
    Aim("spend_per_older_person", "lower"),
)
"""What is aimed at where nothing else is said: judgement."""


@dataclass(frozen=True)
class ArmRegret:
    """How one arm does by one aim, over the samples that have every arm: a row of ``regret.csv``."""

    arm: str
    measure: str
    good: Good
    period: str
    samples: int
    mean: float
    low: float
    """Lower limit of the 95% interval of the mean; nan of one sample."""
    high: float
    regret: float
    """Mean distance from the best arm of the same sample, in the measure's unit; 0 is the best in every sample."""
    most_regret: float
    best_share: float
    """Part of samples in which it is the best; arms that tie share a sample."""


def regrets(results: SweepResults, aims: Sequence[Aim], period: str | None) -> list[ArmRegret]:
    """Every arm by every aim whose measure is there; aim by aim, the least regret first. Raises InputError."""
    figures = figures_of(results, period)
    return [one for aim in aims for one in by_aim(figures, aim, results.arm_names)]


def by_aim(figures: Figures, aim: Aim, arms: Sequence[str]) -> list[ArmRegret]:
    """Every arm by one aim; nothing where no sample has every arm. ``figures``: of one period."""
    periods = figures.periods
    at = figures.position(aim.measure, periods[0]) if periods else None
    if at is None:
        return []
    values = figures.values[at][:, np.isfinite(figures.values[at]).all(axis=0)]
    if not values.shape[1]:
        return []
    best = values.max(axis=0) if aim.good == "higher" else values.min(axis=0)
    shares = (values == best) / (values == best).sum(axis=0)
    found = [
        _arm(name, aim, periods[0], values[place], np.abs(best - values[place]), shares[place])
        for place, name in enumerate(arms)
    ]
    return sorted(found, key=lambda one: one.regret)


def _arm(name: str, aim: Aim, period: str, values: RealArray, regret: RealArray, shares: RealArray) -> ArmRegret:
    count = len(values)
    mean = math.fsum(values) / count
    half = float(half_width(values.std(ddof=1), count)) if count > 1 else math.nan
    return ArmRegret(
        arm=name,
        measure=aim.measure,
        good=aim.good,
        period=period,
        samples=count,
        mean=mean,
        low=mean - half,
        high=mean + half,
        regret=math.fsum(regret) / count,
        most_regret=float(regret.max()),
        best_share=math.fsum(shares) / count,
    )
