"""Slopes of arms that are spread over their levers."""

import numpy as np
import pytest
from sweep_figures import figures

from abm.analysis.lever_slopes import rank_correlations, slope_contrasts
from abm.sweeps.lever_design import arm_of

CHARGES = np.linspace(0.0, 100.0, 8)
SIGNED = np.array([0, 1, 1, 0, 1, 0, 0, 1])
ARMS = tuple(
    arm_of({"payment.delayed_day_charge": float(charge), "board.powers": "joint_sign_off" if on else "consult"})
    for charge, on in zip(CHARGES, SIGNED, strict=True)
)
NOISE = np.array([1.0, -1.0, 0.5, -0.5, -1.0, 1.0, -0.5, 0.5])
LUCK = np.array([0.0, 500.0])


def test_each_lever_is_told_with_the_others_held_still():
    height = -0.2 * CHARGES + 7.0 * SIGNED + NOISE
    charge, powers = slope_contrasts(figures([height[:, None] + LUCK]), ARMS, ARMS[0])
    points = np.column_stack([np.ones(8), CHARGES / 100.0, SIGNED])
    slopes, left, _, _ = np.linalg.lstsq(points, height, rcond=None)
    assert charge.name == "payment.delayed_day_charge at 100.0"
    assert charge.differences.difference[0] == pytest.approx(slopes[1])
    assert powers.differences.difference[0] == pytest.approx(slopes[2])
    error = np.sqrt(left[0] / 5 * np.linalg.inv(points.T @ points)[1, 1])
    assert charge.differences.high[0] - slopes[1] == pytest.approx(2.5706 * error, rel=1e-4)
    assert charge.differences.pairs[0] == 8


def test_luck_of_a_sample_drops_out_even_where_runs_are_missing():
    height = -0.2 * CHARGES + 7.0 * SIGNED
    values = np.stack([height, height, height])[:, :, None].transpose(2, 1, 0) + np.array([0.0, 300.0, -50.0])
    whole = slope_contrasts(figures(values), ARMS, ARMS[0])[0].differences.difference[0]
    assert whole == pytest.approx(-20.0)
    only_one = values.copy()
    only_one[0, 1:, 2] = np.nan  # a sample with a single arm says nothing
    assert slope_contrasts(figures(only_one), ARMS, ARMS[0])[0].differences.difference[0] == pytest.approx(-20.0)


def test_too_few_arms_give_no_slope():
    found = slope_contrasts(figures(np.zeros((1, 3, 1))), (ARMS[0], ARMS[1], ARMS[3]), ARMS[0])
    assert all(np.isnan(one.differences.difference[0]) and one.differences.pairs[0] == 0 for one in found)


def test_ranks_follow_order_not_size():
    height = np.exp(CHARGES / 10.0)
    found = rank_correlations(figures([height[:, None] + LUCK, np.zeros((8, 2))], ("a", "b")), ARMS, ARMS[0])
    assert list(found) == ["payment.delayed_day_charge"]
    assert found["payment.delayed_day_charge"][0] == pytest.approx(1.0)
    assert np.isnan(found["payment.delayed_day_charge"][1])
