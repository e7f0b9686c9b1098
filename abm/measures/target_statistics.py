"""Statistics of a run's figures that targets are about: one value for a run, and what to know of how it came about."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from abm.measures.kept import Figure
from abm.measures.target import Target

if TYPE_CHECKING:
    import pandas as pd

Values = Mapping[Hashable, float]
"""A measure at a level in a period, by unit."""
FEWEST_PAIRS = 3
"""Fewer points lie on a line, or in an order, by themselves."""


class NoValueError(Exception):
    """A run's figures allow no such statistic; the message says why."""


@dataclass(frozen=True)
class Statistic:
    """A target's statistic in one run."""

    value: float
    """nan where the figures of the run allow none."""
    note: str = ""
    """Why there is none, or which units were left out; empty where there is nothing to say."""


class RunFigures:
    """The figures of one run, found by measure, level and period."""

    def __init__(self, table: pd.DataFrame) -> None:
        """``table``: tidy, with the columns period, level, unit, measure, value."""
        groups = table.groupby(["measure", "level", "period"], sort=False, observed=True)
        self._by_figure: dict[Hashable, Values] = {
            name: dict(zip(rows["unit"], rows["value"].astype(float), strict=True)) for name, rows in groups
        }

    def of(self, measure: str, level: str, period: str) -> Values:
        """Values by unit. Raises NoValueError where the run has none: a share of nothing has no value."""
        figure: Figure = (measure, level, period)
        if figure not in self._by_figure:
            raise NoValueError(f"{measure} has no value at level {level} in {period}")
        return self._by_figure[figure]


def statistic_of(figures: RunFigures, target: Target) -> Statistic:
    """The target's statistic in a run. Sums are exact, so that every machine gives the same."""
    try:
        return STATISTICS[target.name](figures, target)
    except NoValueError as error:
        return Statistic(math.nan, str(error))


def _values(figures: RunFigures, target: Target, period: str = "") -> Values:
    return figures.of(target.measure, target.level, period or target.period)


def _mean(values: Values) -> float:
    return fmean(values.values())


def _over(part: float, whole: float, of_what: str) -> float:
    """A ratio. Raises NoValueError where there is nothing to divide by."""
    if whole == 0.0:
        raise NoValueError(f"{of_what} is nil, and nothing is divided by nil")
    return part / whole


def _pairs(one: Values, other: Values, *, positive: bool) -> tuple[list[float], list[float], int]:
    """Values of units that have both, and how many units were left out.

    ``positive``: a unit of which one is nil or less is left out too, as it has no logarithm.
    """
    units = list(dict.fromkeys([*one, *other]))
    used = [unit for unit in units if unit in one and unit in other]
    if positive:
        used = [unit for unit in used if one[unit] > 0.0 and other[unit] > 0.0]
    return [one[unit] for unit in used], [other[unit] for unit in used], len(units) - len(used)


def _left_out(count: int, why: str) -> str:
    return f"{count} left out: {why}" if count else ""


def _check_pairs(one: list[float], other: list[float], note: str) -> None:
    """Raise NoValueError where points are too few, or one side is all alike, so that they have no relation."""
    why = f" ({note})" if note else ""
    if len(one) < FEWEST_PAIRS:
        raise NoValueError(f"{len(one)} pairs of values are too few, {FEWEST_PAIRS} are needed{why}")
    if len(set(one)) == 1 or len(set(other)) == 1:
        raise NoValueError(f"all values are alike, which go with nothing{why}")


def mean_value(figures: RunFigures, target: Target) -> Statistic:
    """The figure, or the mean over the units of a level that have one."""
    return Statistic(_mean(_values(figures, target)))


def growth(figures: RunFigures, target: Target) -> Statistic:
    """Mean relative change per year over the span, from the year before it: the yearly rate that leads there."""
    before, last = (_mean(_values(figures, target, period)) for period in target.periods)
    if before <= 0.0 or last <= 0.0:
        raise NoValueError(f"{target.measure} is nil or less in {' or '.join(target.periods)}: it has no growth")
    years = int(target.periods[1][:4]) - int(target.periods[0][:4])
    return Statistic(math.exp(math.log(last / before) / years) - 1.0)


def share_of(figures: RunFigures, target: Target) -> Statistic:
    """Over another measure; at a level of many units mean over mean, of the units that have both."""
    return _share(figures, target, target.period)


def _share(figures: RunFigures, target: Target, period: str) -> Statistic:
    whole = figures.of(target.argument, target.level, period)
    parts, wholes, left_out = _pairs(_values(figures, target, period), whole, positive=False)
    if not parts:
        raise NoValueError(f"no unit has both {target.measure} and {target.argument} in {period}")
    value = _over(fmean(parts), fmean(wholes), f"{target.argument} in {period}")
    return Statistic(value, _left_out(left_out, "units that have one of the two measures only"))


def share_change(figures: RunFigures, target: Target) -> Statistic:
    """Share of another measure at the end of the span minus at its start."""
    first, last = (_share(figures, target, period) for period in target.periods)
    return Statistic(last.value - first.value, first.note or last.note)


def change_from(figures: RunFigures, target: Target) -> Statistic:
    """Relative change from another year to the period."""
    before, now = (_mean(_values(figures, target, period)) for period in target.periods)
    return Statistic(_over(now - before, before, f"{target.measure} in {target.argument}"))


def quantile(figures: RunFigures, target: Target) -> Statistic:
    """A quantile over units, between two of them by a straight line."""
    return Statistic(_quantile(_values(figures, target), float(target.argument)))


def _quantile(values: Values, share: float) -> float:
    return float(np.quantile(np.array(list(values.values())), share))


def p90_p10(figures: RunFigures, target: Target) -> Statistic:
    """Ninth decile over first."""
    values = _values(figures, target)
    return Statistic(_over(_quantile(values, 0.9), _quantile(values, 0.1), "the first decile"))


def cv(figures: RunFigures, target: Target) -> Statistic:
    """Standard deviation over units (of a sample) over their mean."""
    values = _values(figures, target)
    if len(values) < 2:
        raise NoValueError("one unit has no spread")
    mean = _mean(values)
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in values.values()) / (len(values) - 1))
    return Statistic(_over(deviation, mean, "the mean over units"))


def max_min(figures: RunFigures, target: Target) -> Statistic:
    """The highest unit over the lowest."""
    values = _values(figures, target).values()
    return Statistic(_over(max(values), min(values), "the lowest unit"))


def persistence(figures: RunFigures, target: Target) -> Statistic:
    """Spearman's rank correlation over units between the period's year and some years later."""
    from scipy.stats import spearmanr

    first, later = (_values(figures, target, period) for period in target.periods)
    one, other, left_out = _pairs(first, later, positive=False)
    note = _left_out(left_out, "units that have a value in one of the years only")
    _check_pairs(one, other, note)
    return Statistic(float(spearmanr(one, other).statistic), note)


def correlation(figures: RunFigures, target: Target) -> Statistic:
    """Pearson's correlation over units of the logarithms of two measures."""
    from scipy.stats import pearsonr

    others = figures.of(target.argument, target.level, target.period)
    one, other, left_out = _pairs(_values(figures, target), others, positive=True)
    note = _left_out(left_out, "units without both measures above nil, which have no logarithm")
    _check_pairs(one, other, note)
    return Statistic(float(pearsonr(_logs(one), _logs(other)).statistic), note)


def autoregression(figures: RunFigures, target: Target) -> Statistic:
    """Slope of a unit's log value on its log value of the year before, both years within the span; pooled."""
    from scipy.stats import linregress

    before: list[float] = []
    after: list[float] = []
    left_out = 0
    for year, following in zip(target.periods, target.periods[1:], strict=False):
        pair = _pairs(_values(figures, target, year), _values(figures, target, following), positive=True)
        before, after, left_out = before + pair[0], after + pair[1], left_out + pair[2]
    note = _left_out(left_out, "pairs of years without both values above nil, which have no logarithm")
    _check_pairs(before, after, note)
    return Statistic(float(linregress(_logs(before), _logs(after)).slope), note)


def _logs(values: list[float]) -> list[float]:
    return [math.log(value) for value in values]


def seasonality(figures: RunFigures, target: Target) -> Statistic:
    """One month over the mean month, over the years of the span."""
    totals = {month: math.fsum(_values(figures, target, month).values()) for month in target.periods}
    chosen = [total for month, total in totals.items() if int(month[5:]) == int(target.argument)]
    return Statistic(_over(fmean(chosen), fmean(totals.values()), "the mean month"))


STATISTICS: dict[str, Callable[[RunFigures, Target], Statistic]] = {
    "value": mean_value,
    "growth": growth,
    "share_of": share_of,
    "ratio_to": share_of,
    "quantile": quantile,
    "p90_p10": p90_p10,
    "cv": cv,
    "max_min": max_min,
    "persistence": persistence,
    "autoregression": autoregression,
    "correlation": correlation,
    "share_change": share_change,
    "seasonality": seasonality,
    "change_from": change_from,
}
"""How each statistic is counted; what it may be given is in :data:`abm.measures.statistic.FORMS`."""
