"""Explicit points: every sample a run of its own, the same from one reading of the file to the next."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from experiment_files import GRID, drawn_levers, drawn_parameters, experiment
from known_function import KnownRuns, ishigami_experiment, swept

from abm.errors import InputError
from abm.sweeps.experiment import Experiment
from abm.sweeps.point_runs import LUCKS_A_ROW, PointRuns, factors_of
from abm.sweeps.points_design import HIGHEST, LOWEST, STEP, PointsDesign
from abm.sweeps.sweep_plan import SweepPlan

MORRIS = PointsDesign(method="morris", rows=4)
SOBOL = PointsDesign(method="sobol", rows=8)
UNORDERED = GRID.replace('["consult", "place_budget"]', '["place_budget", "consult", "refer_back"]')
LISTED = """
[levers]
design = "list"
[[levers.arm]]
name = "the Bill"
set = { "board.powers" = "consult", "reform.abolish_pcts" = true }
[[levers.arm]]
name = "stay"
set = { "board.powers" = "consult", "reform.abolish_pcts" = false }
"""


def points_of(tmp_path: Path, design: PointsDesign, *parts: str) -> PointRuns:
    found = SweepPlan(experiment(tmp_path, *parts).with_points(design)).points
    assert found is not None
    return found


def value_at(tmp_path: Path, name: str, point: float, *parts: str) -> object:
    factors = factors_of(experiment(tmp_path, *parts), "here")
    return next(factor.value(point) for factor in factors if factor.name == name)


def test_values_of_a_lever_have_equal_shares_in_the_order_of_the_schema(tmp_path):
    at = [value_at(tmp_path, "board.powers", point, UNORDERED) for point in (0.0, 0.33, 0.34, 0.66, 0.67, 0.999)]
    assert at == ["consult", "consult", "refer_back", "refer_back", "place_budget", "place_budget"]
    assert [value_at(tmp_path, "reform.abolish_pcts", point, UNORDERED) for point in (0.4, 0.6)] == [False, True]


def test_a_range_is_even_and_a_number_is_triangular_or_uniform(tmp_path):
    assert value_at(tmp_path, "leadership.turnover", 0.5, drawn_levers("sobol")) == 1.25
    parameters = drawn_parameters("sobol", names='["relations.trust_loss_ratio"]')
    even = parameters + 'marginal = "uniform"\n'
    assert value_at(tmp_path, "relations.trust_loss_ratio", 0.5, even) == 5.0
    assert value_at(tmp_path, "relations.trust_loss_ratio", 1 / 3, parameters) == pytest.approx(4.0)


def test_listed_arms_give_the_values_that_they_have_and_a_lever_that_never_varies_is_no_factor(tmp_path):
    assert [factor.name for factor in factors_of(experiment(tmp_path, LISTED), "here")] == ["reform.abolish_pcts"]
    run = points_of(tmp_path, MORRIS, LISTED).run(0)
    assert run.arm.levers["board.powers"] == "consult"
    open_arm = LISTED.replace('{ "board.powers" = "consult", "reform.abolish_pcts" = false }', "{}")
    with pytest.raises(InputError, match="'stay' leaves it open"):
        factors_of(experiment(tmp_path, open_arm), "here")


def test_a_trajectory_moves_each_factor_once_by_one_step(tmp_path):
    found = points_of(tmp_path, MORRIS, GRID, drawn_parameters("sobol"))
    assert found.names == (
        "board.powers",
        "reform.abolish_pcts",
        "relations.trust_gain",
        "relations.trust_loss_ratio",
        "luck",
    )
    assert found.count == 4 * 6
    moved = np.diff(found.points.reshape(4, 6, 5), axis=1)
    np.testing.assert_allclose(np.abs(moved).sum(axis=1), STEP * (HIGHEST - LOWEST))
    assert ((np.abs(moved) > 0).sum(axis=2) == 1).all()
    assert found.points.min() >= LOWEST - 1e-12 and found.points.max() <= HIGHEST + 1e-12


def test_luck_alone_moves_the_seed_within_a_row_and_every_row_has_its_own(tmp_path):
    found = points_of(tmp_path, SOBOL, GRID, drawn_parameters("sobol"))
    runs = [found.run(index) for index in range(found.count)]
    rows = [runs[start : start + 7] for start in range(0, found.count, 7)]
    for row in rows:
        seeds = [run.sample.seed for run in row]
        assert seeds[0] == seeds[1] == seeds[2] == seeds[3] == seeds[4] != seeds[5] == seeds[6]
        assert row[5].arm.levers == row[0].arm.levers and row[5].sample.parameters == row[0].sample.parameters
        assert {run.sample.draw for run in row} == {rows.index(row)}
    assert len({run.sample.seed for run in runs}) == 16
    assert LUCKS_A_ROW > 10_000


def test_factors_left_out_stand_as_in_the_comparison_arm_and_the_scenario(tmp_path):
    compare = '[compare]\nset = { "board.powers" = "place_budget", "reform.abolish_pcts" = false }\n'
    design = PointsDesign(method="sobol", rows=4, factors=("board.powers", "relations.trust_gain"))
    found = points_of(tmp_path, design, GRID, drawn_parameters("sobol"), compare)
    assert found.names == ("board.powers", "relations.trust_gain", "luck")
    assert {found.run(index).arm.levers["reform.abolish_pcts"] for index in range(found.count)} == {False}
    assert {tuple(found.run(index).sample.parameters) for index in range(4)} == {("relations.trust_gain",)}


@pytest.mark.parametrize("design", [MORRIS, SOBOL])
def test_written_in_full_it_is_the_same_runs(tmp_path, design):
    made = experiment(tmp_path, GRID, drawn_parameters("sobol"), "[sensitivity]\nkeep = 2\n").with_points(design)
    (tmp_path / "full.toml").write_text(made.to_toml(), encoding="utf-8")
    read = Experiment.load(tmp_path / "full.toml")
    assert read == made
    keys = [[run.key("base") for run in SweepPlan(one).runs(0, 9)] for one in (made, read)]
    assert keys[0] == keys[1] and len(set(keys[0])) > 5


def test_a_file_without_points_is_written_as_before(tmp_path):
    assert {"points", "sensitivity"}.isdisjoint(experiment(tmp_path, GRID).to_dict())


def test_points_are_swept_like_any_runs(tmp_path, here):
    design = PointsDesign(method="sobol", rows=2)
    finished = swept(ishigami_experiment(tmp_path).with_points(design), tmp_path / "out", KnownRuns())
    assert (finished.planned, finished.finished, finished.failed) == (2 * 6, 2 * 6, 0)
    again = swept(ishigami_experiment(tmp_path).with_points(design), tmp_path / "out", KnownRuns())
    assert again.resumed == 12


def test_replications_beside_points_are_refused(tmp_path):
    with pytest.raises(InputError, match="each point is one run"):
        experiment(tmp_path, GRID, "[replications]\nnumber = 2\n", '[points]\nmethod = "morris"\nrows = 2\n')
