"""What one visitor looks at of a sweep: the folder, the axes, the measure, the cell."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from abm.app.settings import AppSettings
from abm.app.sweep_explorer import NO_LEVER, SweepExplorer
from abm.app.views.measure_choice import in_words
from abm.app.views.place_map import shade
from abm.errors import InputError
from abm.reports.charts import Chart
from abm.reports.ink import readable_on
from abm.reports.interval import Interval
from abm.reports.quantity import shown_limits, shown_mean, shown_number, shown_unit

RUNS_NAMED = 40


@dataclass(frozen=True)
class SweepShown:
    """A sweep as the page shows it; without a name where none is open."""

    folder: str
    """As it was typed."""
    failure: str
    name: str = ""
    question: str = ""
    runs: int = 0
    """Finished ones."""
    choices: list[dict[str, Any]] = field(default_factory=list)
    caption: str = ""
    across_name: str = ""
    down_name: str = ""
    across: list[str] = field(default_factory=list)
    """The columns of the heat map."""
    cells: list[dict[str, Any]] = field(default_factory=list)
    """Its rows."""
    cell_runs: list[str] = field(default_factory=list)
    """Names of the runs in the cell that was chosen, not more than fit."""
    cell_runs_in_all: int = 0
    effects: list[list[str]] = field(default_factory=list)
    """Rows of words: difference, pairs, mean, limits."""


@dataclass
class SweepVisit:
    """Choices over an opened sweep. What cannot be opened is kept as words to show."""

    settings: AppSettings
    folder: str = ""
    explorer: SweepExplorer | None = None
    failure: str = ""
    chosen: dict[str, str] = field(default_factory=dict)
    cell: tuple[str, str] | None = None

    def open(self, typed: str) -> None:
        """Open the folder that was typed."""
        self.folder, self.failure, self.explorer, self.cell = typed, "", None, None
        try:
            explorer = SweepExplorer.open(self.settings.results_folder(typed))
            if not explorer.levers:
                raise InputError("results folder", "", typed, "no lever varies in it; only parameters and luck do")
        except InputError as error:
            self.failure = str(error)
            return
        except Exception as error:  # a damaged file must not take the page with it
            self.failure = f"{typed} cannot be read: {type(error).__name__}: {error}"
            return
        self.explorer = explorer
        levers = explorer.levers
        self.chosen = {
            "across": levers[0],
            "down": levers[1] if len(levers) > 1 else NO_LEVER,
            "measure": explorer.measures[0],
            "period": explorer.periods[-1],
        }

    def choose(self, changes: dict[str, str]) -> None:
        """Choose axes, measure or period."""
        self.chosen = self.chosen | changes
        if self.chosen["down"] == self.chosen["across"]:
            self.chosen["down"] = NO_LEVER
        self.cell = None

    def choices(self) -> list[dict[str, Any]]:
        """What can be chosen, as the page takes it."""
        if self.explorer is None:
            return []
        levers = [[name, name] for name in self.explorer.levers]
        measures = [[name, in_words(name)] for name in self.explorer.measures]
        periods = [[name, name] for name in self.explorer.periods]
        options = {
            "across": ("Across", levers),
            "down": ("Down", [[NO_LEVER, NO_LEVER], *levers]),
            "measure": ("Measure", measures),
            "period": ("Period", periods),
        }
        return [
            {"key": key, "label": label, "options": found, "value": self.chosen[key]}
            for key, (label, found) in options.items()
        ]

    def heat_map(self) -> Chart | None:
        """The means as a picture to save."""
        return None if self.explorer is None else self.explorer.heat_map(**self.chosen)

    def as_shown(self) -> SweepShown:
        """Everything that the page shows of the sweep."""
        shown = SweepShown(self.folder, self.failure)
        if self.explorer is None:
            return shown
        unit = self.explorer.units.get(self.chosen["measure"], "")
        runs = self.cell_runs()
        return replace(
            shown,
            name=self.explorer.experiment.name,
            question=self.explorer.experiment.question,
            runs=len(self.explorer.runs),
            choices=self.choices(),
            caption=(
                f"{in_words(self.chosen['measure'])}, England, {self.chosen['period']} ({shown_unit(unit)}): the mean "
                "over runs, with the 95% interval of the mean below it."
            ),
            across_name=self.chosen["across"],
            down_name="" if self.chosen["down"] == NO_LEVER else self.chosen["down"],
            across=self.explorer.order(self.chosen["across"]),
            cells=self._rows(self.explorer.cells(**self.chosen), unit),
            cell_runs=runs[:RUNS_NAMED],
            cell_runs_in_all=len(runs),
            effects=self._effects(unit),
        )

    def cell_runs(self) -> list[str]:
        """Names of the runs of the cell that was chosen."""
        if self.explorer is None or self.cell is None:
            return []
        return self.explorer.runs_of(self.chosen["across"], self.cell[0], self.chosen["down"], self.cell[1])

    def _rows(self, cells: pd.DataFrame, unit: str) -> list[dict[str, Any]]:
        assert self.explorer is not None
        low, high = float(cells["mean"].min()), float(cells["mean"].max())
        found = {}
        for across, down, count, mean, lower, upper in cells.itertuples(index=False, name=None):
            fill = shade(mean, low, high)
            limits = shown_limits(_interval(mean, lower, upper), unit)
            found[(across, down)] = {
                "across": across, "runs": count, "mean": shown_number(mean, unit), "limits": limits,
                "fill": fill, "ink": readable_on(fill), "chosen": self.cell == (across, down),
            }  # fmt: skip
        across, down = self.explorer.order(self.chosen["across"]), self.explorer.order(self.chosen["down"])
        empty = {"runs": 0, "mean": "", "limits": "", "fill": "", "ink": "", "chosen": False}
        return [
            {"down": other, "cells": [found.get((one, other), {"across": one} | empty) for one in across]}
            for other in down
        ]

    def _effects(self, unit: str) -> list[list[str]]:
        assert self.explorer is not None
        table = self.explorer.effects(self.chosen["across"], self.chosen["measure"], self.chosen["period"])
        rows = []
        for name, pairs, mean, low, high in table.itertuples(index=False, name=None):
            interval = _interval(mean, low, high)
            limits = shown_limits(interval, unit, signed=True)
            rows.append([name, str(pairs), shown_mean(interval, unit, signed=True), limits])
        return rows


def _interval(mean: float, low: float | None, high: float | None) -> Interval:
    """Limits that a table has lost are none."""
    return Interval(mean, None if pd.isna(low) else low, None if pd.isna(high) else high)
