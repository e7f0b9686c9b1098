"""Runs held against targets, worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from figures_by_hand import DAYS

from abm.analysis.target_figures import TargetFigures
from abm.analysis.validation import Validation, kinds_of
from abm.analysis.validation_files import as_markdown, plain, write_validation
from abm.measures.target import Target


def target(name: str, low: float, high: float, source: str = "") -> Target:
    return Target(name, DAYS, "england", "value", "2011/12", low, high, "days", source)


def held(values: dict[str, list[float]], targets: list[Target], notes: dict[str, str] | None = None) -> Validation:
    return Validation.of(TargetFigures(pd.DataFrame(values), notes or {}), targets)


def test_the_mean_over_runs_decides_and_the_interval_is_of_nine_runs_in_ten():
    values = [float(value) for value in range(101)]
    one = held({"T": values}, [target("T", 49.0, 51.0)]).held[0]
    assert (one.mean, one.low, one.high, one.runs) == (50.0, 5.0, 95.0, 101)
    assert one.is_within
    assert not held({"T": values}, [target("T", 0.0, 49.0)]).held[0].is_within


def test_near_is_within_a_factor():
    near, far = held({"A": [120.0], "B": [160.0]}, [target("A", 50.0, 100.0), target("B", 50.0, 100.0)]).held
    assert (near.is_within, near.is_near) == (False, True)
    assert (far.is_within, far.is_near) == (False, False)


def test_one_run_has_no_interval():
    one = held({"T": [1.5]}, [target("T", 1.0, 2.0)]).held[0]
    assert math.isnan(one.low)
    assert math.isnan(one.high)
    assert one.is_within


def test_runs_without_a_value_are_left_out_of_the_mean_and_said():
    one = held({"T": [1.0, np.nan, 3.0]}, [target("T", 1.0, 2.0)], {"T": "nil (run b)"}).held[0]
    assert (one.mean, one.runs, one.is_within) == (2.0, 2, True)
    assert one.note == "1 of 3 runs have no value: nil (run b)"


def test_no_value_at_all_is_not_within():
    one = held({"T": [np.nan]}, [target("T", -1e9, 1e9)], {"T": "nil (run a)"}).held[0]
    assert (math.isnan(one.mean), one.runs, one.is_within, one.is_near) == (True, 0, False, False)


def test_what_may_be_fitted_is_counted_apart():
    targets = [target("A", 0.0, 2.0), target("B", 5.0, 6.0), target("C", 0.0, 2.0, "E1: validate only")]
    table = held({"A": [1.0], "B": [1.0], "C": [1.0]}, targets).table()
    assert [words for words, _ in kinds_of(table)] == [
        "1 of 2 targets that parameters may be fitted to",
        "1 of 1 targets that nothing is ever fitted to",
    ]
    assert table["within"].to_list() == ["yes", "no", "yes"]
    assert table["fitted"].to_list() == ["yes", "yes", "no"]
    assert [words for words, _ in kinds_of(table[table["id"] == "C"])] == [
        "1 of 1 targets that nothing is ever fitted to"
    ]


def test_the_written_table_has_a_row_each_and_what_to_know():
    targets = [target("A", 1000.0, 2000.0), target("B|b", 5.0, 6.0, "validate only")]
    written = as_markdown(
        held({"A": [1234567.0, 1234567.0], "B|b": [np.nan, 5.5]}, targets, {"B|b": "nil"}).table(), ["Two runs."]
    )
    assert "Two runs." in written
    (row,) = [line for line in written.splitlines() if line.startswith("| A |")]
    assert row.startswith("| A | delayed_days (england) | value | 2011/12 | 1,000 to 2,000 | 1,235,000 | ")
    assert row.endswith(" | 1,235,000 to 1,235,000 | no | no |")
    assert "## 0 of 1 targets that parameters may be fitted to are within" in written
    assert "- B|b: 1 of 2 runs have no value: nil" in written
    assert "| B b | " in written


def test_files_are_safe_to_open_in_a_spreadsheet(tmp_path):
    write_validation(tmp_path, held({"=1+1": [1.0]}, [target("=1+1", 0.0, 2.0)]), ["One run."])
    table = pd.read_csv(tmp_path / "validation.csv")
    assert table["id"].to_list() == ["'=1+1"]
    assert table["within"].to_list() == ["yes"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["validation.csv", "validation.md"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1373392.0, "1,373,000"), (999.96, "1000"), (12345.0, "12,340"), (0.57412, "0.5741"), (-0.083, "-0.083"),
     (0.0, "0"), (float("nan"), "none")],
)  # fmt: skip
def test_numbers_have_four_digits(value, shown):
    assert plain(value) == shown
