"""A model of three months in place of the real one: what is done with results is tested in milliseconds."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pandas as pd
import pytest

import abm.model
from abm.errors import InputError
from abm.runs.codebook import DefinedMeasure
from abm.scenario.scenario import Scenario


class ToyModel:
    """Its one measure in each month is the seed plus the month's number."""

    breaks_at_seeds: frozenset[int] = frozenset()
    refuses = False
    on_cores: tuple[int, ...] = ()
    """Of each run, in turn: on how many cores its people lived."""

    def __init__(self, scenario: Scenario, *, rng: int, keep_rows: bool) -> None:
        if self.refuses:
            raise InputError("tables.csv", "people", -1, "use counts of people")
        self.scenario, self.seed = scenario, rng
        self.ledger = SimpleNamespace(entries=lambda: pd.DataFrame({"pence": [1, -1]}))
        self.health_warnings = ["only a toy"]
        self.people = SimpleNamespace(use_cores=self._use_cores, let_go=lambda: None)

    def run(self, on_month=None) -> None:
        for month in range(3):
            if self.seed in self.breaks_at_seeds:
                raise ZeroDivisionError("no beds")
            if on_month is not None:
                on_month(month + 1, 3)

    def _use_cores(self, number: int) -> None:
        type(self).on_cores += (number,)

    def network(self, when):
        return f"network of {when:%d %B %Y}"


def toy_measures(model: ToyModel, kept: object = None) -> pd.DataFrame:
    rows = [(f"2011-0{month}", "council", '=HYPERLINK("x")', "beds", float(model.seed + month)) for month in (4, 5, 6)]
    return pd.DataFrame(rows, columns=["period", "level", "unit", "measure", "value"])


@pytest.fixture
def toy_model(monkeypatch: pytest.MonkeyPatch) -> type[ToyModel]:
    class OneTestsModel(ToyModel):
        pass

    beds: DefinedMeasure = SimpleNamespace(
        name="beds", unit="beds", levels=("council", "england"), meaning="beds, counted", source="by hand"
    )
    monkeypatch.setattr(abm.model, "IntegrationModel", OneTestsModel, raising=False)
    monkeypatch.setitem(sys.modules, "abm.measures.table", SimpleNamespace(measure_table=toy_measures))
    monkeypatch.setitem(sys.modules, "abm.measures.definitions", SimpleNamespace(MEASURES=(beds,)))
    return OneTestsModel
