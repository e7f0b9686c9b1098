"""A sweep's results, opened: a measure over two levers, what each lever does, and the runs behind every cell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import altair as alt
import numpy as np
import pandas as pd

from abm.app.lever_form import in_words
from abm.errors import InputError
from abm.reports.charts import Chart, svg_of_sized
from abm.reports.interval import interval_of_mean
from abm.reports.quantity import shown_number, shown_unit
from abm.runs.results_folder import EXPERIMENT, ResultsFolder
from abm.scenario.levers import lever_definitions
from abm.scenario.scenario import Scenario
from abm.sweeps.experiment import Experiment
from abm.sweeps.result_tables import COLUMNS
from abm.sweeps.sweep_plan import SweepPlan

NO_LEVER = "none"
DONE = "done"
ENGLAND = "england"
CELL_WIDE, CELL_HIGH, WIDEST = 120, 64, 640


@dataclass(frozen=True)
class OpenedRun:
    """One run of a sweep, to be seen from its first day."""

    name: str
    scenario: Scenario
    seed: int


@dataclass(frozen=True, eq=False)
class SweepExplorer:
    """What a sweep has found so far."""

    folder: Path
    experiment: Experiment
    runs: pd.DataFrame
    """Finished runs, with a column for each lever that varies."""
    values: pd.DataFrame
    """Measures of England: run, period, measure, value."""
    units: dict[str, str]

    @classmethod
    def open(cls, folder: Path) -> SweepExplorer:
        """Open a results folder. Raises InputError where it is not that of a sweep with finished runs."""
        results = ResultsFolder.open(folder)
        if not results.is_sweep:
            raise InputError("results folder", "", folder.name, "give a folder that `abm sweep` has written")
        experiment = Experiment.load(folder / EXPERIMENT)
        runs = results.runs()
        runs = runs[runs["status"] == DONE]
        values = results.measures(levels=[ENGLAND])[["run", "period", "measure", "value"]]
        if runs.empty or values.empty:
            raise InputError("results folder", "", folder.name, "no run of it is finished with figures for England")
        values = values.astype({"run": str, "period": str, "measure": str})
        units = dict(results.codebook()[["measure", "unit"]].itertuples(index=False, name=None))
        return cls(folder, experiment, runs.reset_index(drop=True), values, units)

    @property
    def levers(self) -> list[str]:
        """Levers that vary, in the order of the table."""
        columns = [name for name in self.runs.columns if name not in COLUMNS.names and name in lever_definitions()]
        return [name for name in columns if self.runs[name].nunique() > 1]

    @property
    def measures(self) -> list[str]:
        """Measures with figures."""
        return sorted(set(self.values["measure"]))

    @property
    def periods(self) -> list[str]:
        """Periods with figures, in order."""
        return sorted(set(self.values["period"]))

    def cells(self, across: str, down: str, measure: str, period: str) -> pd.DataFrame:
        """Mean of a measure by the values of one lever or two: across, down, runs, mean, low, high of the mean."""
        table = self._measured(measure, period)
        table["across"] = table[across].map(str)
        table["down"] = "" if down == NO_LEVER else table[down].map(str)
        rows = []
        for (one, other), group in table.groupby(["across", "down"], sort=False):
            interval = interval_of_mean(group["value"].to_list())
            if interval is not None:
                rows.append((one, other, len(group), interval.mean, interval.low, interval.high))
        return pd.DataFrame(rows, columns=["across", "down", "runs", "mean", "low", "high"])

    def heat_map(self, across: str, down: str, measure: str, period: str) -> Chart:
        """The means as a picture: darker is higher, and each figure is written in its cell."""
        cells = self.cells(across, down, measure, period)
        unit = self.units.get(measure, "")
        shown = cells.assign(words=[shown_number(mean, unit) for mean in cells["mean"]], shade=cells["mean"])
        middle = (float(cells["mean"].min()) + float(cells["mean"].max())) / 2
        x = alt.X("across:N", sort=self.order(across), title=across, axis=alt.Axis(labelAngle=0, labelLimit=CELL_WIDE))
        y = alt.Y("down:N", sort=self.order(down), title=None if down == NO_LEVER else down)
        base = alt.Chart(shown).encode(x=x, y=y)
        boxes = base.mark_rect(stroke="#1a1a1a", strokeWidth=0.7).encode(
            color=alt.Color("shade:Q", scale=alt.Scale(scheme="blues", zero=False), legend=None)
        )
        dark = alt.condition(f"datum.shade > {middle}", alt.value("#ffffff"), alt.value("#1a1a1a"))
        words = base.mark_text(fontSize=15, fontWeight="bold").encode(text="words:N", color=dark)
        wide = min(CELL_WIDE * shown["across"].nunique(), WIDEST)
        drawn = alt.layer(boxes, words).properties(width=wide, height=CELL_HIGH * shown["down"].nunique())
        title = f"{in_words(measure)}, {period}"
        return Chart(
            name=f"sweep-{measure}",
            title=title,
            caption=f"England, {shown_unit(unit)}: mean over runs, other levers as they were run. Darker is higher.",
            table=cells,
            svg=svg_of_sized(drawn, title, f"{title} by {across} and {down}: {len(cells)} cells."),
        )

    def effects(self, lever: str, measure: str, period: str) -> pd.DataFrame:
        """What each value of a lever changes against its first, on the same sample and other levers alike.

        Value, pairs, mean difference with the limits of its 95% interval.
        """
        table = self._measured(measure, period)
        others = [name for name in self.levers if name != lever]
        table["setting"] = table[lever].map(str)
        keys = [*others, "sample"]
        wide = table.assign(**{name: table[name].map(str) for name in others}).pivot_table(
            index=keys, columns="setting", values="value"
        )
        first = self.order(lever)[0]
        rows = []
        for setting in self.order(lever)[1:]:
            difference = (wide[setting] - wide[first]).dropna()
            interval = interval_of_mean(difference.to_list())
            if interval is not None:
                rows.append((f"{setting} against {first}", len(difference), interval.mean, interval.low, interval.high))
        return pd.DataFrame(rows, columns=["difference", "pairs", "mean", "low", "high"])

    def runs_of(self, across: str, one: str, down: str, other: str) -> list[str]:
        """Names of the runs in a cell."""
        chosen = self.runs[self.runs[across].map(str) == one]
        if down != NO_LEVER:
            chosen = chosen[chosen[down].map(str) == other]
        return [str(name) for name in chosen["run"]]

    def opened(self, name: str) -> OpenedRun:
        """A run's scenario and seed. Raises InputError where the experiment has no such run."""
        row = self.runs[self.runs["run"] == name]
        if row.empty:
            raise InputError("run", "", name, "there is no such finished run in this sweep")
        plan = SweepPlan(self.experiment)
        sample = int(row["sample"].iloc[0])
        run = next((run for run in plan.runs(sample, sample + 1) if run.name == name), None)
        if run is None:
            raise InputError(EXPERIMENT, "", name, f"{self.folder.name} holds a run that its experiment does not have")
        scenario = plan.scenario_of(run)
        return OpenedRun(name, scenario.with_values({"name": f"{scenario.name}, run {name}"[:100]}), run.sample.seed)

    def order(self, lever: str) -> list[str]:
        """A lever's values: numbers by size, choices as the schema lists them."""
        if lever == NO_LEVER:
            return [""]
        found = self.runs[lever].dropna().unique().tolist()
        choices = lever_definitions()[lever].choices if lever in lever_definitions() else ()
        by_choice = {choice: at for at, choice in enumerate(choices)}
        return [str(value) for value in sorted(found, key=lambda value: by_choice.get(str(value), value))]

    def _measured(self, measure: str, period: str) -> pd.DataFrame:
        values = self.values[(self.values["measure"] == measure) & (self.values["period"] == period)]
        merged = self.runs.merge(values[["run", "value"]], on="run")
        return merged[~np.isnan(merged["value"])].copy()
