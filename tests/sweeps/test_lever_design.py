"""Arms come from a grid, a list or drawn points; one of them is what others are compared with."""

import pytest
from experiment_files import GRID, LIST, drawn_levers, experiment

from abm.errors import InputError
from abm.sweeps.lever_design import MOST_ARMS


def test_a_grid_crosses_every_value_with_every_other_in_order(tmp_path):
    arms = experiment(tmp_path, GRID).arms
    assert [arm.name for arm in arms] == [
        "board.powers=consult, reform.abolish_pcts=true",
        "board.powers=consult, reform.abolish_pcts=false",
        "board.powers=place_budget, reform.abolish_pcts=true",
        "board.powers=place_budget, reform.abolish_pcts=false",
    ]
    assert arms[1].levers == {"board.powers": "consult", "reform.abolish_pcts": False}


def test_a_list_has_its_own_names(tmp_path):
    arms = experiment(tmp_path, LIST).arms
    assert [(arm.name, dict(arm.levers)) for arm in arms] == [
        ("the Bill", {}),
        ("stay", {"reform.abolish_pcts": False}),
    ]


def test_without_levers_there_is_one_arm_the_scenario_itself(tmp_path):
    found = experiment(tmp_path)
    assert [dict(arm.levers) for arm in found.arms] == [{}]
    assert found.comparison == found.arms[0]


@pytest.mark.parametrize("design", ["latin_hypercube", "sobol", "random"])
def test_drawn_arms_fill_the_ranges_and_meet_every_choice(tmp_path, design):
    arms = experiment(tmp_path, drawn_levers(design, 32)).arms
    turnover = [arm.levers["leadership.turnover"] for arm in arms]
    assert len(arms) == len({arm.name for arm in arms}) == 32
    assert {arm.levers["board.powers"] for arm in arms} == {"consult", "refer_back", "place_budget"}
    assert 0.5 <= min(turnover) < 0.7
    assert 1.8 < max(turnover) <= 2.0
    assert arms == experiment(tmp_path, drawn_levers(design, 32)).arms


def test_a_latin_hypercube_has_one_arm_in_each_slice(tmp_path):
    arms = experiment(tmp_path, drawn_levers("latin_hypercube", 30)).arms
    slices = [int((arm.levers["leadership.turnover"] - 0.5) / 1.5 * 30) for arm in arms]
    assert sorted(slices) == list(range(30))


@pytest.mark.parametrize("design", ["sobol", "random"])
def test_more_drawn_arms_leave_the_first_as_they_are(tmp_path, design):
    few, many = (experiment(tmp_path, drawn_levers(design, count)).arms for count in (5, 21))
    assert many[:5] == few


def test_drawn_points_that_come_out_alike_are_one_arm(tmp_path):
    text = '[levers]\ndesign = "random"\narms = 40\n[levers.values]\n"board.scope" = ["care", "wider"]'
    assert len(experiment(tmp_path, text).arms) == 2


def test_the_first_arm_is_compared_with_unless_another_is_named(tmp_path):
    assert experiment(tmp_path, LIST).comparison.name == "the Bill"
    assert experiment(tmp_path, LIST, '[compare]\narm = "stay"').comparison.name == "stay"
    text = '[compare]\nset = { "reform.abolish_pcts" = false, "board.powers" = "place_budget" }'
    found = experiment(tmp_path, GRID, text)
    assert found.comparison is found.arms[3]


def test_an_arm_that_was_not_drawn_joins_the_drawn_ones_to_be_compared_with(tmp_path):
    found = experiment(tmp_path, drawn_levers("sobol", 8), "[compare]\nset = {}")
    assert len(found.arms) == 9
    assert found.comparison is found.arms[0]
    assert dict(found.comparison.levers) == {}


def test_too_large_a_grid_is_counted_and_not_made(tmp_path):
    shares = [round(0.001 * step, 3) for step in range(1000)]
    text = f"""[levers]
design = "grid"
[levers.values]
"reform.relationships_carried_over" = {shares}
"reform.pathfinder_share" = {shares}
"""
    with pytest.raises(InputError, match=f"1000000 arms; at most {MOST_ARMS}"):
        experiment(tmp_path, text)
