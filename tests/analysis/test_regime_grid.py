"""How places end over the values of two levers."""

import numpy as np
import pytest
from sweep_figures import crossed, figures

from abm.analysis.factorial import Factorial
from abm.analysis.regime_grid import SHARES, GridLevers, regime_grid, regime_sway

ARMS = crossed(board__powers=("consult", "sign"), alignment__rule=("free", "one"), competition__duty=("a", "b"))
LEVERS = GridLevers("board.powers", "alignment.rule", "competition.duty")
FRAGMENTED, STASIS, INTEGRATED = range(3)


def factorial() -> Factorial:
    found = Factorial.of(ARMS, ARMS[0])
    assert found is not None
    return found


def shares(values):
    return figures(values, tuple(SHARES))


def test_each_cell_has_the_means_of_its_runs_and_what_is_most_common():
    values = np.zeros((3, 8, 2))
    values[STASIS] = 0.75
    values[FRAGMENTED] = 0.25
    values[:, 7] = [[0.0, 0.0], [0.25, 0.25], [0.5, 0.75]]
    grid = regime_grid(shares(values), factorial(), LEVERS, "2013/14").set_index(["panel", "row", "column"])
    assert len(grid) == 8
    last = grid.loc[("b", "sign", "one")]
    assert (last["integrated"], last["stasis"], last["unsettled"]) == pytest.approx((0.625, 0.25, 0.125))
    assert (last["most_common"], last["runs"]) == ("integrated", 2)
    assert grid.loc[("a", "sign", "one"), "most_common"] == "stasis"


def test_equally_common_regimes_are_both_named():
    values = np.zeros((3, 8, 1))
    values[[FRAGMENTED, INTEGRATED]] = 0.5
    assert set(regime_grid(shares(values), factorial(), LEVERS, "2013/14")["most_common"]) == {"fragmented/integrated"}


def test_other_levers_are_averaged_over_and_unfinished_cells_left_out():
    values = np.zeros((3, 8, 1))
    values[INTEGRATED, 1::2] = 1.0
    values[:, :2] = np.nan
    grid = regime_grid(shares(values), factorial(), GridLevers("board.powers", "alignment.rule"), "2013/14")
    assert grid[["row", "column", "integrated", "runs"]].values.tolist() == [
        ["consult", "one", 0.5, 2],
        ["sign", "free", 0.5, 2],
        ["sign", "one", 0.5, 2],
    ]
    assert set(grid["panel"]) == {""}


def test_without_the_measures_there_is_no_grid():
    assert regime_grid(figures(np.zeros((1, 8, 1))), factorial(), LEVERS, "2013/14").empty


def test_the_lever_that_sways_most_is_known():
    values = np.zeros((3, 8, 1))
    values[STASIS], values[STASIS, 4:], values[INTEGRATED, 4:] = 1.0, 0.2, 0.8
    found = regime_sway(shares(values), factorial(), "2013/14")
    assert found == pytest.approx({"board.powers": 0.8, "alignment.rule": 0.0, "competition.duty": 0.0})
