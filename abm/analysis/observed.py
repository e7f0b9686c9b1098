"""What was observed, year by year: what simple forecasts start from, and what forecasts are held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from abm.measures.kept import Figure
from abm.measures.known import check_level, known_measure
from abm.measures.measure import WHOLE
from abm.measures.periods import check_reported
from abm.measures.statistic import is_year
from abm.measures.target import LARGEST
from abm.scenario.period import Period
from abm.world.table_row import TableRow, read_only

COLUMNS = ("period", "level", "unit", "measure", "value")
LAST_KNOWN = "2013/14"
"""The last year that anything may be fitted to, and that simple forecasts know of."""
FEWEST_KNOWN = 2
"""Years up to then that a linear trend needs."""


@dataclass(frozen=True)
class Observed:
    """A measure of one unit, by financial year."""

    measure: str
    level: str
    unit: str
    """Empty at a level with one unit."""
    values: Mapping[str, float]
    line: TableRow
    """The first of its rows."""

    @property
    def known(self) -> dict[str, float]:
        """Years that a forecast may know of."""
        return {year: value for year, value in sorted(self.values.items()) if year <= LAST_KNOWN}

    @property
    def later(self) -> dict[str, float]:
        """Years that are forecast."""
        return {year: value for year, value in sorted(self.values.items()) if year > LAST_KNOWN}

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What of a run it is held against."""
        return tuple((self.measure, self.level, year) for year in self.later)


def read_observed(path: Path, run: Period | None = None) -> list[Observed]:
    """Every series of a tidy file. Raises InputError, which names file, line and column, for the first that is wrong.

    ``run``: what runs report; with it, the years that are forecast must lie in that.
    """
    series: dict[tuple[str, str, str], dict[str, float]] = {}
    lines: dict[tuple[str, str, str], TableRow] = {}
    for row in read_only(path, COLUMNS):
        name = _series_of(row)
        year = _year(row, run)
        values = series.setdefault(name, {})
        if year in values:
            raise row.wrong("period", "this year of this measure and unit is there twice; keep one of the two")
        values[year] = row.number("value", -LARGEST, LARGEST)
        lines.setdefault(name, row)
    found = [Observed(*name, values, lines[name]) for name, values in series.items()]
    for one in found:
        _check_years(one)
    return found


def _series_of(row: TableRow) -> tuple[str, str, str]:
    measure, level = row.text("measure"), row.text("level")
    check_level(known_measure(measure, row.where, row.at("measure")), level, row.where, row.at("level"))
    return measure, level, "" if level in WHOLE else row.text("unit")


def _year(row: TableRow, run: Period | None) -> str:
    year = row.text("period")
    if not is_year(year):
        raise row.wrong("period", "years are forecast: give a financial year, such as 2014/15")
    if run is not None and year > LAST_KNOWN:
        check_reported(year, row.where, row.at("period"), run)
    return year


def _check_years(one: Observed) -> None:
    """Refuse a series that simple forecasts cannot be made of, or that there is nothing to hold against."""
    if LAST_KNOWN not in one.values or len(one.known) < FEWEST_KNOWN:
        remedy = f"give {LAST_KNOWN} and a year before it too: simple forecasts start from what was known by then"
        raise one.line.wrong("period", remedy)
    if not one.later:
        raise one.line.wrong("period", f"give a year after {LAST_KNOWN} too, which forecasts are held against")
