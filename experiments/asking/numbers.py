"""Figures of runs by measure and time, and gaps between arms with the same luck."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from asking.arms import Arm
from asking.claims import Estimate, Gap
from asking.runs import Asked, Figures, figures

FIRST_OF_MANY = "2013/14"


def figure(table: Figures, measure: str, when: str) -> float:
    """A measure at a time: a year, or ``mean:YEAR`` and ``sum:YEAR`` from that year on.

    A measure is one of England; ``cv:``, ``p90_p10:`` or ``range:`` before it is its spread over councils, and
    ``a+b``, ``a*b`` and ``a/b`` are what they say.
    """
    if ":" not in when:
        return in_year(table, measure, when)
    how, first = when.split(":")
    years = [year for year in table.years if year >= first]
    found = [in_year(table, measure, year) for year in years]
    known = [value for value in found if math.isfinite(value)]
    if not known:
        return math.nan
    return float(np.sum(known)) if how == "sum" else float(np.mean(known))


def in_year(table: Figures, measure: str, year: str) -> float:
    """A measure in one year; nan where it has no value."""
    if ":" in measure:
        how, name = measure.split(":", maxsplit=1)
        return SPREADS[how](by_council(table, name, year))
    if "+" in measure:
        return sum(in_year(table, part, year) for part in measure.split("+"))
    if "*" in measure:
        return math.prod(in_year(table, part, year) for part in measure.split("*"))
    if "/" in measure:
        part, whole = (in_year(table, each, year) for each in measure.split("/"))
        return part / whole if whole else math.nan
    found = values_of(table, "england", measure, year)
    return float(found[0]) if len(found) else math.nan


def by_council(table: Figures, measure: str, year: str) -> np.ndarray:
    """A measure of every council."""
    if "/" in measure:
        part, whole = (by_council(table, each, year) for each in measure.split("/"))
        return part / whole
    return values_of(table, "council", measure, year)


def values_of(table: Figures, level: str, measure: str, year: str) -> np.ndarray:
    """Values by unit, in the order of units' names."""
    return table.values.get((level, measure, year), np.zeros(0))


SPREADS: Mapping[str, Callable[[np.ndarray], float]] = {
    "cv": lambda values: float(values.std() / values.mean()) if len(values) else math.nan,
    "p90_p10": lambda values: float(np.quantile(values, 0.9) / np.quantile(values, 0.1)) if len(values) else math.nan,
    "range": lambda values: float(values.max() - values.min()) if len(values) else math.nan,
}


def tables_of(arm: Arm, replications: int) -> dict[int, Figures]:
    """The runs of an arm that were made, by replication."""
    asked = {replication: Asked(arm, replication).file() for replication in range(replications)}
    return {replication: figures(file) for replication, file in asked.items() if file.exists()}


def common(arms: Sequence[Arm], replications: int) -> set[int]:
    """Replications that every arm has."""
    return set.intersection(*(set(tables_of(arm, replications)) for arm in arms))


def series(arm: Arm, measure: str, when: str, replications: int) -> dict[int, float]:
    """A figure of every replication of an arm."""
    return {at: figure(table, measure, when) for at, table in tables_of(arm, replications).items()}


def gap_values(gap: Gap, arms: Mapping[str, Arm], replications: int) -> dict[int, float]:
    """One value for each pair of runs with the same luck."""
    if gap.measure.startswith("years_until:"):
        return years_until_back(gap, arms, replications)
    own = series(arms[gap.of], gap.measure, gap.when, replications)
    if gap.against is None:
        return own
    other = series(arms[gap.against], gap.measure, gap.when, replications)
    both = own.keys() & other.keys()
    if gap.relative:
        return {at: 100.0 * (own[at] / other[at] - 1.0) if other[at] else math.nan for at in both}
    return {at: own[at] - other[at] for at in both}


def years_until_back(gap: Gap, arms: Mapping[str, Arm], replications: int) -> dict[int, float]:
    """Years from ``when`` until an arm's measure is within 5% of the other's; never counts as one beyond the run."""
    measure = gap.measure.removeprefix("years_until:")
    own, other = (tables_of(arms[name], replications) for name in (gap.of, str(gap.against)))
    found = {}
    for at in own.keys() & other.keys():
        years = [year for year in own[at].years if year >= gap.when]
        back = [in_year(own[at], measure, year) >= 0.95 * in_year(other[at], measure, year) for year in years]
        found[at] = float(back.index(True)) if any(back) else float(len(years))
    return found


def estimate(gap: Gap, less: Gap | None, arms: Mapping[str, Arm], replications: int) -> Estimate:
    """A gap over all pairs, or one gap less another over all that have both."""
    values = gap_values(gap, arms, replications)
    if less is not None:
        other = gap_values(less, arms, replications)
        values = {at: values[at] - other[at] for at in values.keys() & other.keys()}
    return Estimate.of(list(values.values()), *possible(gap))


def possible(gap: Gap) -> tuple[float, float]:
    """Limits that a figure cannot pass, where it is no difference."""
    if gap.measure.startswith("years_until:"):
        return 0.0, math.inf
    if gap.against is not None:
        return -math.inf, math.inf
    return 0.0, 1.0 if gap.measure.endswith("_share") or gap.measure.startswith("range:") else math.inf
