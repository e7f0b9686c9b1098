"""The model in SALib's hands."""

from __future__ import annotations

import numpy as np
import pytest

from abm.adapters.salib import evaluated, salib_problem
from abm.errors import InputError
from abm.scenario.levers import lever_definitions

pytest.importorskip("SALib")


def test_a_sample_is_run_row_by_row(figures):
    from SALib.sample import latin

    problem = salib_problem(["people.crisis_rate", "board.powers", "front_line.home_first"])
    powers = lever_definitions()["board.powers"].choices
    assert problem["bounds"][1:] == [[0.0, len(powers)], [0.0, 2.0]]
    points = latin.sample(problem, 3, seed=1)
    expected = [
        figures({"people.crisis_rate": rate, "board.powers": powers[int(power)], "front_line.home_first": first >= 1})
        for rate, power, first in points
    ]
    found = evaluated(figures, problem, points)
    np.testing.assert_array_equal(found, [list(each.values()) for each in expected])
    assert len({tuple(row) for row in found}) == 3


def test_the_upper_end_is_the_last_choice(figures):
    problem = salib_problem(["board.powers"])
    last = figures({"board.powers": "place_budget"})
    assert evaluated(figures, problem, np.array([problem["bounds"][0][1:]])).tolist() == [list(last.values())]


def test_a_date_is_refused():
    with pytest.raises(InputError, match="a date cannot be drawn"):
        salib_problem(["reform.abolition_date"])
