"""Draws of parameters: each design, their distributions, and what stays when more are asked for."""

import numpy as np
import pandas as pd
import pytest
from experiment_files import HEADING, drawn_parameters, experiment, written

from abm.errors import InputError
from abm.scenario.parameters import Parameters, parameter_definitions
from abm.sweeps.experiment import Experiment
from abm.sweeps.parameter_draws import value_at

TRUST = parameter_definitions()["relations.trust_gain"]


def test_central_draws_change_nothing(tmp_path):
    assert experiment(tmp_path).draws.draw(0) == {}


@pytest.mark.parametrize("design", ["latin_hypercube", "sobol", "monte_carlo"])
def test_draws_lie_in_the_ranges_and_are_the_same_again(tmp_path, design):
    draws = experiment(tmp_path, drawn_parameters(design, 32)).draws
    again = experiment(tmp_path, drawn_parameters(design, 32)).draws
    found = [draws.draw(index) for index in range(32)]
    assert found == [again.draw(index) for index in range(32)]
    assert all(set(draw) == {"relations.trust_gain", "relations.trust_loss_ratio"} for draw in found)
    values = [draw["relations.trust_gain"] for draw in found]
    assert len(set(values)) == 32
    assert TRUST.low <= min(values) < TRUST.default < max(values) <= TRUST.high


@pytest.mark.parametrize("design", ["sobol", "monte_carlo"])
def test_open_designs_go_on_and_more_draws_leave_the_first_as_they_are(tmp_path, design):
    few = experiment(tmp_path, drawn_parameters(design, 3)).draws
    many = experiment(tmp_path, drawn_parameters(design, 50)).draws
    backwards = {index: many.draw(index) for index in reversed(range(50))}
    assert [few.draw(index) for index in range(50)] == [backwards[index] for index in range(50)]


def test_a_closed_design_has_no_draw_beyond_its_number(tmp_path):
    draws = experiment(tmp_path, drawn_parameters("latin_hypercube", 3)).draws
    with pytest.raises(IndexError):
        draws.draw(3)


def test_the_triangular_marginal_is_likeliest_at_the_centre_and_ends_at_the_range():
    points = (np.arange(20000) + 0.5) / 20000
    values = np.array([value_at(point, TRUST.name, Parameters(), uniform=False) for point in points])
    assert values.min() >= TRUST.low
    assert values.max() <= TRUST.high
    assert values.mean() == pytest.approx((TRUST.low + TRUST.default + TRUST.high) / 3, rel=1e-4)
    below = (TRUST.default - TRUST.low) / (TRUST.high - TRUST.low)
    assert (values < TRUST.default).mean() == pytest.approx(below, abs=1e-3)
    counts, _ = np.histogram(values, bins=9, range=(TRUST.low, TRUST.high))
    assert counts.argmax() == int(below * 9)


def test_the_uniform_marginal_is_even_over_the_range():
    values = [value_at(point, TRUST.name, Parameters(), uniform=True) for point in (0.0, 0.25, 0.5)]
    assert values == pytest.approx([TRUST.low + part * (TRUST.high - TRUST.low) for part in (0.0, 0.25, 0.5)])


def test_a_range_of_many_times_its_low_end_is_taken_on_a_logarithmic_scale():
    wait = parameter_definitions()["organisations.reablement_wait"]
    middle = value_at(0.5, wait.name, Parameters(), uniform=True)
    assert middle == pytest.approx((wait.low * wait.high) ** 0.5)
    peak = np.log(wait.default / wait.low) / np.log(wait.high / wait.low)
    assert value_at(peak, wait.name, Parameters(), uniform=False) == pytest.approx(wait.default)


def test_a_spread_draws_values_together_about_what_the_scenario_has():
    whole, inner = (value_at(0.9, TRUST.name, Parameters(), uniform=False, spread=spread) for spread in (1.0, 0.35))
    assert inner - TRUST.default == pytest.approx(0.35 * (whole - TRUST.default))


def test_the_centre_is_where_the_scenario_has_it(tmp_path):
    names = '["relations.trust_gain"]'
    own = experiment(tmp_path, '"parameters.relations.trust_gain" = 0.075', drawn_parameters("sobol", 64, names))
    usual = experiment(tmp_path, drawn_parameters("sobol", 64, names))
    means = [np.mean([each.draws.draw(index)["relations.trust_gain"] for index in range(64)]) for each in (own, usual)]
    assert means[0] > means[1] + 0.008


def test_a_pattern_leaves_alone_what_the_scenario_itself_holds_and_a_full_name_does_not(tmp_path):
    heading = HEADING.replace("bill_2011", "fragmented")
    pattern = Experiment.load(written(tmp_path, drawn_parameters("sobol", 2, '["places.trust_*"]'), heading=heading))
    assert "places.trust_personal_mean" not in pattern.parameters.names
    assert "places.trust_sd" in pattern.parameters.names
    named = '["places.trust_*", "places.trust_personal_mean"]'
    in_full = Experiment.load(written(tmp_path, drawn_parameters("sobol", 2, named), heading=heading))
    assert "places.trust_personal_mean" in in_full.parameters.names


def test_a_star_is_every_parameter(tmp_path):
    found = experiment(tmp_path, drawn_parameters("latin_hypercube", 2, '["*"]')).parameters.names
    assert found == tuple(parameter_definitions())


def posterior(tmp_path, rows: int = 5, draws: int = 4, kind: str = "csv", **columns) -> Experiment:
    table = pd.DataFrame({"relations.trust_gain": np.linspace(0.02, 0.06, rows)} | columns)
    path = tmp_path / f"posterior.{kind}"
    table.to_csv(path, index=False) if kind == "csv" else table.to_parquet(path)
    return experiment(tmp_path, f'[parameters]\ndesign = "posterior"\nfile = "{path.name}"\ndraws = {draws}')


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_posterior_without_weights_gives_its_rows_in_order(tmp_path, kind):
    found = posterior(tmp_path, kind=kind)
    drawn = [found.draws.draw(index)["relations.trust_gain"] for index in range(4)]
    assert drawn == pytest.approx([0.02, 0.03, 0.04, 0.05])


def test_a_posterior_with_weights_is_resampled_by_them_and_more_draws_leave_the_first(tmp_path):
    weights = {"weight": [0.0, 1.0, 0.0, 3.0, 0.0]}
    found = posterior(tmp_path, draws=400, **weights)
    drawn = [round(found.draws.draw(index)["relations.trust_gain"], 6) for index in range(400)]
    assert set(drawn) == {0.03, 0.05}
    assert drawn.count(0.05) == pytest.approx(300, abs=40)
    few = posterior(tmp_path, draws=9, **weights)
    assert [round(few.draws.draw(index)["relations.trust_gain"], 6) for index in range(9)] == drawn[:9]


def test_results_need_the_posterior_file_no_more(tmp_path):
    found = posterior(tmp_path, weight=[1.0, 2.0, 3.0, 4.0, 5.0])
    (tmp_path / "posterior.csv").unlink()
    (tmp_path / "experiment.toml").write_text(found.to_toml(), "utf-8")
    assert Experiment.load(tmp_path / "experiment.toml") == found


@pytest.mark.parametrize(
    ("columns", "draws", "message"),
    [
        ({"relations.trust_gian": 0.1}, 2, "the closest is relations.trust_gain"),
        ({"relations.trust_loss_ratio": 99.0}, 2, "column relations.trust_loss_ratio, row 1: 99.0"),
        ({"relations.trust_loss_ratio": "much"}, 2, "row 1: 'much' is not usable; write a number"),
        ({"relations.trust_loss_ratio": np.nan}, 2, "row 1: nan is not usable; write a number"),
        ({"weight": -1.0}, 2, "weights are at least 0"),
        ({"weight": 0.0}, 2, "weights are at least 0"),
        ({}, 6, "has 5 rows"),
    ],
)
def test_what_is_wrong_in_a_posterior_is_named(tmp_path, columns, draws, message):
    with pytest.raises(InputError) as caught:
        posterior(tmp_path, draws=draws, **columns)
    assert message in str(caught.value)
    assert "posterior.csv" in str(caught.value)
