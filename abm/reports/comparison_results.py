"""What the report shows of scenarios compared: their measures side by side, and the differences within pairs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from abm.reports.interval import Interval, interval_of_mean
from abm.reports.results import Results
from abm.reports.standing import with_standing
from abm.runs.differences import differences_of
from abm.runs.results_folder import PROVENANCE, RUNS, SCENARIOS
from abm.runs.results_table import damaged

if TYPE_CHECKING:
    from pathlib import Path

    from abm.runs.results_folder import ResultsFolder

FEWEST_COMPARED = 2


@dataclass(frozen=True)
class ComparedScenario:
    """A scenario of the comparison."""

    name: str
    document: Mapping[str, Any]
    """The scenario in full; empty where its file is gone."""

    @property
    def meaning(self) -> str:
        """What it stands for, in a sentence."""
        return str(self.document.get("meaning", ""))


@dataclass(frozen=True)
class Difference:
    """What a scenario changes in one figure, over pairs of runs with the same luck."""

    pairs: int
    baseline: float
    scenario: float
    change: Interval
    variance_ratio: float
    """Times the replications that luck of their own would have taken; nan where there is no telling."""


@dataclass(frozen=True)
class ComparisonResults:
    """Measures for the report of a comparison, and what the folder says about itself."""

    results: Results
    scenarios: tuple[ComparedScenario, ...]
    """The baseline first."""
    places: pd.DataFrame | None
    """Where councils lie on the schematic map: council, column, row."""

    @classmethod
    def read(cls, folder: ResultsFolder, measures: Collection[str]) -> ComparisonResults:
        """Only these measures, at the levels that the report shows. Raises InputError where runs lack their pairs."""
        scenarios = [ComparedScenario(name, document) for name, document in folder.scenarios().items()]
        results = Results.read(folder, measures)
        _check_pairs(folder.path, results.runs, [scenario.name for scenario in scenarios])
        results = replace(results, table=with_standing(results.table))
        return cls(results, tuple(scenarios), folder.places())

    @property
    def baseline(self) -> ComparedScenario:
        """What the others are compared with."""
        return self.scenarios[0]

    @property
    def others(self) -> tuple[ComparedScenario, ...]:
        """What is compared with the baseline."""
        return self.scenarios[1:]

    @property
    def names(self) -> list[str]:
        """Names of the scenarios, the baseline's first."""
        return [scenario.name for scenario in self.scenarios]

    def replications(self, scenario: ComparedScenario) -> set[int]:
        """The replications of a scenario that ended well."""
        runs = self.results.runs
        done = runs[(runs["scenario"] == scenario.name) & (runs["status"] == "done")]
        return set(done["replication"])

    def pairs(self, scenario: ComparedScenario) -> int:
        """The replications that ended well in a scenario and in the baseline."""
        return len(self.replications(scenario) & self.replications(self.baseline))

    @property
    def planned(self) -> int:
        """Replications of each scenario that were begun."""
        return int(self.results.runs["replication"].nunique())

    @property
    def what_varies(self) -> str:
        """What replications of a scenario differ by."""
        return "luck and uncertain numbers" if self.results.numbers_drawn else "luck alone"

    @property
    def replications_in_words(self) -> str:
        """How many replications a mean rests on: "5 replications", or "4 to 5" where some failed."""
        counts = sorted({len(self.replications(scenario)) for scenario in self.scenarios})
        if counts[-1] == 1:
            return "one replication"
        return f"{counts[-1]} replications" if len(counts) == 1 else f"{counts[0]} to {counts[-1]} replications"

    @property
    def pairs_in_words(self) -> str:
        """How many pairs of runs a difference rests on: "5 pairs", or "4 to 5 pairs" where some runs failed."""
        counts = sorted({self.pairs(scenario) for scenario in self.others})
        if counts[-1] == 1:
            return "one pair"
        return f"{counts[-1]} pairs" if len(counts) == 1 else f"{counts[0]} to {counts[-1]} pairs"

    @cached_property
    def shared_years(self) -> list[str]:
        """The financial years that every scenario with a run to show was run in full, in order."""
        names = self.results.table["run"].map(self._scenario_of_run)
        by_scenario = self.results.table["period"].groupby(names).agg(set)
        return [year for year in self.results.full_years() if all(year in periods for periods in by_scenario)]

    def by_year(self, measures: Collection[str], level: str = "england") -> pd.DataFrame:
        """Rows of the shared years, with ``scenario`` and ``replication`` beside ``run``."""
        rows = self.results.of(measures, level)
        return self._with_scenario(rows[rows["period"].isin(self.shared_years)])

    def by_month(self, measures: Collection[str], level: str = "england") -> pd.DataFrame:
        """Rows of months, with ``scenario`` and ``replication`` beside ``run``."""
        return self._with_scenario(self.results.by_month(measures, level))

    def _with_scenario(self, rows: pd.DataFrame) -> pd.DataFrame:
        runs = self.results.runs.set_index("run")
        return rows.assign(
            scenario=rows["run"].map(self._scenario_of_run), replication=rows["run"].map(runs["replication"])
        )

    @cached_property
    def _scenario_of_run(self) -> pd.Series:
        return self.results.runs.set_index("run")["scenario"]

    def mean_of(self, measure: str, scenario: ComparedScenario, year: str) -> Interval | None:
        """A scenario's own mean for England over its replications, paired or not."""
        rows = self.by_year([measure])
        chosen = rows[(rows["scenario"] == scenario.name) & (rows["period"] == year)]
        return interval_of_mean(chosen["value"].to_list())

    def difference(self, measure: str, scenario: ComparedScenario, year: str) -> Difference | None:
        """A scenario against the baseline, for England; nothing where no pair has both."""
        found = self.differences("england")
        rows = found[(found["measure"] == measure) & (found["period"] == year) & (found["scenario"] == scenario.name)]
        return None if rows.empty else _difference(rows.iloc[0])

    def differences(self, level: str) -> pd.DataFrame:
        """All differences in shared years at a level, as in ``differences.csv``."""
        return self._differences[self._differences["level"] == level]

    @cached_property
    def _differences(self) -> pd.DataFrame:
        table = self.results.table
        compared = table[table["period"].isin(self.shared_years) & table["level"].isin(["england", "council"])]
        runs = self.results.runs[["run", "scenario", "replication"]]
        return differences_of(compared, runs, self.baseline.name)


def _check_pairs(folder: Path, runs: pd.DataFrame, names: list[str]) -> None:
    """Raise InputError unless every scenario has a run of every replication, whether it ended well or not."""
    if len(names) < FEWEST_COMPARED:
        raise damaged(folder / PROVENANCE, SCENARIOS, names, "a comparison has two scenarios or more")
    for name in sorted(set(runs["scenario"]) - set(names)):
        raise damaged(folder / RUNS, "column scenario", name, f"{PROVENANCE} has no such scenario")
    replications = runs.groupby("scenario", observed=True)["replication"].agg(set)
    for name in names:
        if name not in replications or replications[name] != replications[names[0]]:
            what = f"{name} has not the same replications as {names[0]}, so that they are no pairs"
            raise damaged(folder / RUNS, "column replication", name, what)


def _difference(row: pd.Series) -> Difference:
    known = row["pairs"] > 1
    low, high = (float(row[limit]) if known else None for limit in ("low", "high"))
    return Difference(
        pairs=int(row["pairs"]),
        baseline=float(row["baseline_mean"]),
        scenario=float(row["scenario_mean"]),
        change=Interval(float(row["difference"]), low, high),
        variance_ratio=float(row["variance_ratio"]),
    )
