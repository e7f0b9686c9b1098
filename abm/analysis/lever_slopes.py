"""Arms spread over the values of levers: how a figure runs along each lever, the others held still by regression."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from abm.analysis.contrast import Contrast, mean_where, setting_name
from abm.analysis.figures import Figures
from abm.runs.confidence import CONFIDENCE, RealArray
from abm.runs.paired_difference import PairedDifferences
from abm.sweeps.arm import Arm, Setting
from abm.sweeps.lever_design import in_words


@dataclass(frozen=True)
class Column:
    """One column of the regression: a numeric lever from its lowest to its highest, or one value of another."""

    lever: str
    name: str
    against: str
    points: tuple[float, ...]
    """By arm: between 0 and 1 for a number, 0 or 1 for a value."""
    is_numeric: bool


def columns_of(arms: Sequence[Arm], comparison: Arm) -> list[Column]:
    """The columns for all levers that vary; a lever without an order has one for each value but the comparison's."""
    found = []
    for lever in comparison.levers:
        values: list[Setting] = [arm.levers[lever] for arm in arms]
        if all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
            found += _numeric(lever, [float(value) for value in values])  # type: ignore[arg-type]
            continue
        start = comparison.levers[lever]
        found += [
            Column(
                lever,
                setting_name(lever, value),
                setting_name(lever, start),
                tuple(float(own == value) for own in values),
                False,
            )
            for value in dict.fromkeys(values)
            if value != start
        ]
    return found


def _numeric(lever: str, values: list[float]) -> list[Column]:
    low, high = min(values), max(values)
    if low == high:
        return []
    points = tuple((value - low) / (high - low) for value in values)
    return [Column(lever, f"{lever} at {in_words(high)}", f"{lever} at {in_words(low)}", points, True)]


def slope_contrasts(figures: Figures, arms: Sequence[Arm], comparison: Arm) -> list[Contrast]:
    """What moving each lever from end to end changes, by linear regression over arms.

    Each arm is one point: the mean over samples of how far it lies from all arms of that sample, so that luck shared
    within a sample drops out. The 95% interval is Student's over arms; it holds what the straight line leaves
    unexplained. Nothing where there are too few arms to tell.
    """
    columns = columns_of(arms, comparison)
    points = np.array([column.points for column in columns]).T
    if not columns:
        return []
    height, count = arm_means(figures)
    fits = [_fit(points, own) for own in height]
    base = np.array([_level(values, points, fit) for values, fit in zip(figures.values, fits, strict=True)])
    return [
        Contrast(column.name, column.against, column.lever, _as_differences(np.array(fits)[:, at], base, count))
        for at, column in enumerate(columns)
    ]


def rank_correlations(figures: Figures, arms: Sequence[Arm], comparison: Arm) -> dict[str, RealArray]:
    """Spearman's rank correlation over arms of each figure with each numeric lever; nan where nothing varies."""
    from scipy.stats import rankdata

    height, _ = arm_means(figures)
    found = {}
    for column in columns_of(arms, comparison):
        if column.is_numeric:
            points = np.array(column.points)
            rows = []
            for own in height:
                there = np.isfinite(own)
                alike = there.sum() < 3 or np.ptp(own[there]) == 0.0 or np.ptp(points[there]) == 0.0
                ranks = (rankdata(points[there]), rankdata(own[there]))
                rows.append(np.nan if alike else float(np.corrcoef(*ranks)[0, 1]))
            found[column.lever] = np.array(rows)
    return found


def arm_means(figures: Figures) -> tuple[RealArray, np.ndarray]:
    """Each arm's mean distance from all arms of a sample, float64 [figures, arms]; and arms that have one, by figure.

    Only samples that at least two arms have say anything.
    """
    there = np.isfinite(figures.values)
    there &= (there.sum(axis=1) > 1)[:, None, :]
    centre = mean_where(figures.values, there, axis=1)
    found = mean_where(figures.values - centre[:, None, :], there, axis=2)
    return found, np.isfinite(found).sum(axis=1)


def _fit(points: RealArray, height: RealArray) -> RealArray:
    """Slope, low and high of each column: float64 [columns, 3]; nan where there are too few arms."""
    from scipy.special import stdtrit

    there = np.isfinite(height)
    design = np.column_stack([np.ones(there.sum()), points[there]])
    spare = len(design) - design.shape[1]
    if spare < 1 or np.linalg.matrix_rank(design) < design.shape[1]:
        return np.full((points.shape[1], 3), np.nan)
    inverse = np.linalg.inv(design.T @ design)
    slopes = inverse @ design.T @ height[there]
    left = height[there] - design @ slopes
    half = stdtrit(spare, 0.5 + CONFIDENCE / 2.0) * np.sqrt(np.diag(inverse) * float(left @ left) / spare)
    return np.column_stack([slopes, slopes - half, slopes + half])[1:]


def _level(values: RealArray, points: RealArray, fit: RealArray) -> float:
    """What the line says of all levers at their low ends or at the comparison's values."""
    there = np.isfinite(values)
    if not there.any() or not np.isfinite(fit).all():
        return float("nan")
    arms = there.any(axis=1)
    return float(values[there].mean() - points[arms].mean(axis=0) @ fit[:, 0])


def _as_differences(fit: RealArray, base: RealArray, arms: np.ndarray) -> PairedDifferences:
    known = np.isfinite(fit[:, 0])
    return PairedDifferences(
        pairs=np.where(known, arms, 0),
        baseline_mean=base,
        scenario_mean=base + fit[:, 0],
        difference=fit[:, 0],
        low=fit[:, 1],
        high=fit[:, 2],
        variance_ratio=np.full(len(fit), np.nan),
    )
