"""What the report shows of a results folder: its measures by month and year, with their units."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from abm.runs.results_folder import MEASURES, RUNS
from abm.runs.results_table import damaged
from abm.scenario.parameters import parameter_definitions

if TYPE_CHECKING:
    import pandas as pd

    from abm.runs.results_folder import ResultsFolder

REPORTED_LEVELS = ("england", "place", "council")
FIRST_REPORTED_YEAR = "2011/12"
MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True)
class Results:
    """Measures for the report, and what the folder says about itself."""

    table: pd.DataFrame
    """run, period, level, unit, measure, value; only what the report shows."""
    units: Mapping[str, str]
    """Unit of each measure, from the codebook."""
    runs: pd.DataFrame
    """One row a run."""
    provenance: Mapping[str, Any]

    @classmethod
    def read(cls, folder: ResultsFolder, measures: Collection[str]) -> Results:
        """Only these measures, at the levels that the report shows. Raises InputError where files do not fit."""
        codebook = folder.codebook()
        table = folder.measures(measures=measures, levels=REPORTED_LEVELS).dropna(subset=["value"])
        runs = folder.runs()
        strangers = set(table["run"]) - set(runs["run"])
        if strangers:
            raise damaged(folder.path / MEASURES, "column run", min(strangers), f"{RUNS} has no such run")
        units = dict(zip(codebook["measure"], codebook["unit"], strict=True))
        return cls(table, units, runs, folder.provenance())

    @property
    def replications(self) -> int:
        """Runs that ended well."""
        return int((self.runs["status"] == "done").sum())

    @cached_property
    def numbers_drawn(self) -> bool:
        """Whether replications of a scenario have draws of the uncertain numbers of their own."""
        names = [name for name in self.runs if name in parameter_definitions()]
        return bool(names) and bool((self.runs.groupby("scenario", observed=True)[names].nunique() > 1).any(axis=None))

    def of(self, measures: Collection[str], level: str) -> pd.DataFrame:
        """Rows of these measures at this level, months and years."""
        table = self.table
        return table[(table["level"] == level) & table["measure"].isin(list(measures))]

    def by_month(self, measures: Collection[str], level: str = "england") -> pd.DataFrame:
        """Rows whose period is a month."""
        rows = self.of(measures, level)
        return rows[rows["period"].str.contains("-", regex=False)]

    def by_year(self, measures: Collection[str], level: str = "england") -> pd.DataFrame:
        """Rows whose period is a financial year that was run in full."""
        rows = self.of(measures, level)
        return rows[rows["period"].isin(self.full_years())]

    def full_years(self) -> list[str]:
        """The financial years run in full, in order; a year counts as full when no month says otherwise."""
        periods = self.table["period"].drop_duplicates()
        years = sorted(periods[periods.str.contains("/", regex=False)])
        months = periods[periods.str.contains("-", regex=False)]
        if months.empty:
            return years
        counts = months.map(_year_of_month).value_counts()
        return [year for year in years if counts.get(year, 0) == MONTHS_IN_A_YEAR]

    def compared_years(self) -> tuple[str, str] | None:
        """The first reported year and the last full one; nothing where no year is full."""
        years = self.full_years()
        if not years:
            return None
        return (FIRST_REPORTED_YEAR if FIRST_REPORTED_YEAR in years else years[0]), years[-1]

    def unit_of(self, measure: str) -> str:
        """The unit of a measure."""
        return self.units.get(measure, "")


def _year_of_month(month: str) -> str:
    year, number = (int(part) for part in month.split("-"))
    start = year if number >= 4 else year - 1
    return f"{start}/{(start + 1) % 100:02d}"
