"""Targets: a figure that a run is held against, and the statistic of the run's table that it is compared with."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from abm.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("id", "measure", "level", "statistic", "period", "low", "high", "unit", "source")


@dataclass(frozen=True)
class Target:
    """One row of a targets file."""

    id: str
    measure: str
    level: str
    statistic: str
    """A name, with its argument after a colon where it has one: ``share_of:delayed_days``."""
    period: str
    """A financial year, a month, or a span ``2012/13..2013/14``."""
    low: float
    high: float
    unit: str
    source: str

    def holds(self, value: float, factor: float = 1.0) -> bool:
        """Whether a value lies within the interval, widened by a factor on both sides."""
        reach = abs(self.low) * (1.0 - 1.0 / factor), abs(self.high) * (factor - 1.0)
        if self.high <= 0.0:
            reach = abs(self.low) * (factor - 1.0), abs(self.high) * (1.0 - 1.0 / factor)
        return self.low - reach[0] <= value <= self.high + reach[1]


def read_targets(path: Path) -> list[Target]:
    """Read a targets file; raises InputError for a missing file, column or number."""
    try:
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as fault:
        raise InputError(str(path), "", str(fault), "give a readable CSV file of targets") from fault
    if not rows or set(COLUMNS) - set(rows[0]):
        raise InputError(str(path), "header", list(rows[0]) if rows else "", f"needs the columns {', '.join(COLUMNS)}")
    return [read_target(row, f"{path}, row {number}") for number, row in enumerate(rows, start=2)]


def read_target(row: dict[str, str], where: str) -> Target:
    """One row."""
    limits = {}
    for name in ("low", "high"):
        try:
            limits[name] = float(row[name])
        except ValueError as fault:
            raise InputError(where, name, row[name], "give a number") from fault
    words = {name: row[name].strip() for name in COLUMNS if name not in limits}
    return Target(low=limits["low"], high=limits["high"], **words)


def statistic_of(table: pd.DataFrame, target: Target) -> float:
    """The target's statistic of one run's table of measures.

    Raises InputError for a statistic, measure or period that does not exist.
    """
    name, _, argument = target.statistic.partition(":")
    if name not in STATISTICS:
        raise InputError(target.id, "statistic", target.statistic, f"use one of {', '.join(sorted(STATISTICS))}")
    return STATISTICS[name](table, target, argument)


def values_of(table: pd.DataFrame, target: Target, period: str, measure: str | None = None) -> pd.Series:
    """A measure at the target's level in a period, by unit."""
    wanted = measure or target.measure
    rows = table[(table["measure"] == wanted) & (table["level"] == target.level) & (table["period"] == period)]
    if rows.empty:
        raise InputError(target.id, "measure", f"{wanted} at {target.level} in {period}", "the run has no such figure")
    return rows.set_index("unit")["value"]


def years_of(span: str) -> list[str]:
    """The financial years of a span, both ends included."""
    first, _, last = span.partition("..")
    start, end = int(first[:4]), int((last or first)[:4])
    return [f"{year}/{(year + 1) % 100:02d}" for year in range(start, end + 1)]


def mean_value(table: pd.DataFrame, target: Target, _: str = "") -> float:
    """The figure, or the mean over the units of a level."""
    return float(values_of(table, target, target.period).mean())


def share_of(table: pd.DataFrame, target: Target, other: str) -> float:
    """Over another measure."""
    return mean_value(table, target) / float(values_of(table, target, target.period, other).mean())


def growth(table: pd.DataFrame, target: Target, _: str) -> float:
    """Mean relative change per year over the span, from the year before it."""
    years = years_of(target.period)
    before = f"{int(years[0][:4]) - 1}/{int(years[0][2:4]):02d}"
    first = float(values_of(table, target, before).mean())
    last = float(values_of(table, target, years[-1]).mean())
    return math.exp(math.log(last / first) / len(years)) - 1.0


def quantile(table: pd.DataFrame, target: Target, share: str) -> float:
    """A quantile over units."""
    return float(values_of(table, target, target.period).quantile(float(share)))


def p90_p10(table: pd.DataFrame, target: Target, _: str) -> float:
    """Ninth decile over first."""
    values = values_of(table, target, target.period)
    return float(values.quantile(0.9) / values.quantile(0.1))


def share_change(table: pd.DataFrame, target: Target, other: str) -> float:
    """Share of another measure at the end of the span minus at its start."""
    years = years_of(target.period)
    shares = [
        float(values_of(table, target, year).mean()) / float(values_of(table, target, year, other).mean())
        for year in (years[0], years[-1])
    ]
    return shares[1] - shares[0]


def seasonality(table: pd.DataFrame, target: Target, month: str) -> float:
    """One month over the year's mean month, over the years of the span."""
    months = [
        f"{int(year[:4]) + (number < 4)}-{number:02d}" for year in years_of(target.period) for number in range(1, 13)
    ]
    totals = {name: float(values_of(table, target, name).sum()) for name in months}
    chosen = [value for name, value in totals.items() if int(name[5:]) == int(month)]
    return (math.fsum(chosen) / len(chosen)) / (math.fsum(totals.values()) / len(totals))


STATISTICS: dict[str, Callable[[pd.DataFrame, Target, str], float]] = {
    "value": mean_value,
    "share_of": share_of,
    "ratio_to": share_of,
    "growth": growth,
    "quantile": quantile,
    "p90_p10": p90_p10,
    "share_change": share_change,
    "seasonality": seasonality,
}
