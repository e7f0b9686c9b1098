"""What levers do on average over each other, and together."""

import numpy as np
import pytest
from sweep_figures import crossed, figures

from abm.analysis.factorial import Factorial
from abm.sweeps.arm import Arm

ARMS = crossed(board__powers=("consult", "refer_back", "joint_sign_off"), alignment__rule=("free", "one_to_one"))
LUCK = np.array([0.0, 100.0, 40.0])
EFFECTS = np.array([[0.0, 5.0], [10.0, 15.0], [20.0, 85.0]])
"""Of powers by alignment: only joint sign-off does more with one to one, by 60."""


def made(luck=LUCK):
    return figures([EFFECTS.ravel()[:, None] + luck])


def test_only_a_full_crossing_is_one():
    found = Factorial.of(ARMS, ARMS[0])
    assert found is not None
    assert found.levers == ("board.powers", "alignment.rule")
    assert found.arms.tolist() == [[0, 1], [2, 3], [4, 5]]
    assert found.reference == (0, 0)
    assert Factorial.of(ARMS[:-1], ARMS[0]) is None
    assert Factorial.of((Arm("x", {}), *ARMS), ARMS[0]) is None
    assert Factorial.of((ARMS[0],), ARMS[0]) is None


def test_arms_in_any_order_are_the_same_crossing():
    shuffled = tuple(ARMS[at] for at in (3, 0, 5, 1, 4, 2))
    values = made().values[:, [3, 0, 5, 1, 4, 2]]
    found = Factorial.of(shuffled, ARMS[0])
    assert found is not None
    by_name = {one.name: one.differences.difference[0] for one in found.contrasts(figures(values))}
    assert by_name["board.powers=joint_sign_off"] == pytest.approx(50.0)
    assert by_name["alignment.rule=one_to_one"] == pytest.approx(25.0)


def test_each_value_is_held_against_the_comparisons_averaged_over_the_other_lever():
    found = Factorial.of(ARMS, ARMS[0])
    assert found is not None
    by_name = {one.name: one for one in found.contrasts(made())}
    assert {name: one.differences.difference[0] for name, one in by_name.items()} == pytest.approx(
        {
            "board.powers=refer_back": 10.0,
            "board.powers=joint_sign_off": 50.0,
            "alignment.rule=one_to_one": (5 + 5 + 65) / 3,
        }
    )
    assert by_name["board.powers=refer_back"].against == "board.powers=consult"


def test_what_two_levers_do_together_is_the_difference_of_differences():
    found = Factorial.of(ARMS, ARMS[0])
    assert found is not None
    told = {(one.setting, one.other_setting): one.differences for one in found.interactions(made())}
    assert {at: one.difference[0] for at, one in told.items()} == pytest.approx(
        {
            ("board.powers=refer_back", "alignment.rule=one_to_one"): 0.0,
            ("board.powers=joint_sign_off", "alignment.rule=one_to_one"): 60.0,
        }
    )
    joint = told["board.powers=joint_sign_off", "alignment.rule=one_to_one"]
    assert (joint.baseline_mean[0], joint.scenario_mean[0]) == pytest.approx((20.0, 80.0))


def test_an_interaction_needs_all_four_runs_of_a_sample():
    found = Factorial.of(ARMS, ARMS[0])
    assert found is not None
    values = made().values.copy()
    values[0, 0, 1] = np.nan
    refer_back = found.interactions(figures(values))[0]
    assert refer_back.differences.pairs[0] == 2


def test_a_third_lever_is_averaged_over():
    arms = crossed(board__powers=("consult", "refer_back"), alignment__rule=("free", "one_to_one"), x=(1, 2))
    found = Factorial.of(arms, arms[0])
    assert found is not None
    # Together 4 at the first value of the third lever and 8 at the second.
    heights = [4.0 * arm.levers["x"] * (arm.levers["board.powers"] == "refer_back") for arm in arms]
    together = [
        height * (arm.levers["alignment.rule"] == "one_to_one") for height, arm in zip(heights, arms, strict=True)
    ]
    told = found.interactions(figures([np.array(together)[:, None] + LUCK]))
    assert told[0].levers == ("board.powers", "alignment.rule")
    assert told[0].differences.difference[0] == pytest.approx(6.0)


def test_cells_rest_on_samples_that_have_all_arms():
    found = Factorial.of(ARMS, ARMS[0])
    assert found is not None
    values = made().values[0].copy()
    values[3, 1] = np.nan
    means, samples = found.cell_means(values, "board.powers", "alignment.rule")
    assert samples == 2
    np.testing.assert_allclose(means, EFFECTS + 20.0)
    turned, _ = found.cell_means(values, "alignment.rule", "board.powers")
    np.testing.assert_allclose(turned, means.T)
    assert found.cell_means(np.full((6, 2), np.nan), "board.powers", "alignment.rule")[1] == 0
