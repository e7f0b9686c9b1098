"""Runs that take no time and have every figure that is to be kept, so that what is made of figures is tested."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from abm.measures.kept import Kept
from abm.sweeps.sweep_run import SweepRun

UNITS = {"england": ("England",), "place": ("two councils",), "council": ("Aldshire", "Bexmouth", "Carrow")}


@dataclass(frozen=True)
class MadeUpRuns:
    """In sample s every figure is s + 1, ten times that in the second unit of a level, a hundred times in the third."""

    scenario: str
    kept: Kept
    fails: frozenset[int] = frozenset()

    def __call__(self, run: SweepRun, on_stage, /) -> tuple[pd.DataFrame, list[str]]:
        on_stage("run")
        if run.index in self.fails:
            raise ZeroDivisionError("no beds")
        rows = [
            (period, level, unit, measure, (run.sample.index + 1.0) * 10.0**place)
            for measure, level, period in self.kept.figures
            for place, unit in enumerate(UNITS[level])
        ]
        return pd.DataFrame(rows, columns=["period", "level", "unit", "measure", "value"]), []
