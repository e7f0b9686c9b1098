from __future__ import annotations

import math

import pandas as pd
import pytest

from abm.reports.headline import headline_row
from abm.reports.results import Results

YEARS = ("2011/12", "2012/13")


def results(values: dict[str, tuple[float, float]]) -> Results:
    rows = [
        (run, year, "england", "England", "beds", value)
        for run, pair in values.items()
        for year, value in zip(YEARS, pair, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["run", "period", "level", "unit", "measure", "value"])
    return Results(table.dropna(), {"beds": "beds"}, pd.DataFrame({"status": ["done"] * len(values)}), {})


def test_changes_are_taken_within_each_replication():
    # replications differ much, their changes not at all: the change is known exactly
    row = headline_row(results({"a": (10.0, 12.0), "b": (50.0, 52.0)}), "beds", "Beds", YEARS)
    assert row is not None
    assert row.first is not None and row.first.mean == 30.0
    assert row.change is not None
    assert (row.change.mean, row.change.low, row.change.high) == (2.0, 2.0, 2.0)


def test_a_replication_that_lacks_a_year_has_no_change():
    row = headline_row(results({"a": (10.0, 12.0), "b": (50.0, math.nan)}), "beds", "Beds", YEARS)
    assert row is not None
    assert row.change is not None
    assert (row.change.mean, row.change.low) == (pytest.approx(2.0), None)


def test_an_absent_measure_has_no_row():
    assert headline_row(results({"a": (1.0, 2.0)}), "spend", "Spend", YEARS) is None
