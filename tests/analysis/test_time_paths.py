"""Lines over time rest on samples that all of them have."""

import numpy as np
import pytest
from scipy.stats import t
from sweep_figures import figures

from abm.analysis.time_paths import extremes, time_paths


def test_lines_are_means_of_the_same_samples_with_students_interval():
    values = np.array([[[1.0, 3.0, 100.0], [3.0, 5.0, np.nan], [10.0, 20.0, 300.0]]])
    rows = time_paths(figures(values), "delay", {"low": [0, 1], "high": [2]}).set_index("label")
    assert rows["mean"].to_dict() == pytest.approx({"low": 3.0, "high": 15.0})
    assert set(rows["samples"]) == {2}
    assert rows.loc["high", "high"] - 15.0 == pytest.approx(t.ppf(0.975, 1) * np.sqrt(50.0) / np.sqrt(2.0))


def test_one_sample_has_no_interval_and_none_no_line():
    rows = time_paths(figures([[[1.0], [2.0]]]), "delay", {"a": [0], "b": [1]})
    assert rows["low"].isna().all()
    assert time_paths(figures([[[1.0, np.nan], [np.nan, 2.0]]]), "delay", {"a": [0], "b": [1]}).empty


def test_the_arms_at_either_end_are_known():
    assert extremes(figures([[[2.0, 4.0], [np.nan, 1.0], [9.0, np.nan]]]), "delay", "2013/14") == (1, 2)
    assert extremes(figures([[[np.nan]]]), "delay", "2013/14") is None
