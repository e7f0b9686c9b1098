"""Runs are laid out by arm and sample, and what is not there is no number."""

import numpy as np
import pandas as pd

from abm.analysis.figures import Figures

RUNS = pd.DataFrame(
    {
        "run": ["000000", "000001", "000002", "000003", "000004"],
        "arm": ["a", "b", "a", "b", "gone"],
        "sample": [0, 0, 4, 4, 4],
        "status": ["done", "done", "done", "failed", "done"],
    }
)


def tidy(*rows):
    return pd.DataFrame(rows, columns=["run", "measure", "unit", "period", "value"])


def test_values_stand_at_their_arm_and_sample_whatever_the_order_of_rows():
    table = tidy(
        ("000002", "delay", "England", "2013/14", 3.0),
        ("000001", "delay", "England", "2013/14", 2.0),
        ("000000", "trust", "England", "2012/13", 0.5),
        ("000000", "delay", "England", "2013/14", 1.0),
    )
    found = Figures.of(table, RUNS, ["a", "b"], [0, 4])
    assert found.values.shape == (2, 2, 2)
    np.testing.assert_equal(found.values[found.position("delay", "2013/14")], [[1.0, 3.0], [2.0, np.nan]])
    np.testing.assert_equal(found.values[found.position("trust", "2012/13")], [[0.5, np.nan], [np.nan, np.nan]])
    assert found.periods == ["2012/13", "2013/14"]
    assert found.position("trust", "2013/14") is None


def test_categories_come_out_as_text_does():
    table = tidy(("000001", "z", "E", "p", 2.0), ("000000", "a", "E", "p", 1.0), ("000001", "a", "E", "p", 5.0))
    plain = Figures.of(table, RUNS, ["a", "b"], [0, 4])
    as_categories = Figures.of(table.astype({"run": "category", "measure": "category"}), RUNS, ["a", "b"], [0, 4])
    assert as_categories.names["measure"].to_list() == plain.names["measure"].to_list() == ["a", "z"]
    np.testing.assert_equal(as_categories.values, plain.values)


def test_part_of_a_failed_run_and_runs_of_no_arm_are_left_out():
    table = tidy(("000003", "delay", "England", "2013/14", 9.0), ("000004", "delay", "England", "2013/14", 9.0))
    found = Figures.of(table, RUNS, ["a", "b"], [0, 4])
    assert found.values.shape == (0, 2, 2)
    assert found.periods == []
