"""Arms are held against each other within samples; a failed run takes its pair along and shifts no average."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import t
from sweep_figures import crossed, figures

from abm.analysis.contrast import arm_contrasts, averaged_over_settings

ARMS = crossed(board__powers=("consult", "joint_sign_off"))
plain = st.floats(-1e3, 1e3, allow_nan=False)


def test_the_difference_is_within_samples_with_students_interval():
    (found,) = arm_contrasts(figures([[[10.0, 20.0, 60.0], [11.0, 23.0, 65.0]]]), ARMS, ARMS[0])
    assert (found.name, found.against) == ("board.powers=joint_sign_off", "board.powers=consult")
    differences = found.differences
    half = t.ppf(0.975, 2) * np.std([1.0, 3.0, 5.0], ddof=1) / np.sqrt(3)
    assert differences.difference[0] == pytest.approx(3.0)
    assert differences.low[0] == pytest.approx(3.0 - half)
    assert differences.high[0] == pytest.approx(3.0 + half)
    apart = np.var([10.0, 20.0, 60.0], ddof=1) + np.var([11.0, 23.0, 65.0], ddof=1)
    assert differences.variance_ratio[0] == pytest.approx(apart / 4.0)


def test_a_failed_run_drops_out_with_its_partner():
    (found,) = arm_contrasts(figures([[[10.0, np.nan, 60.0, 1.0], [11.0, 23.0, 65.0, np.nan]]]), ARMS, ARMS[0])
    assert found.differences.pairs[0] == 2
    assert found.differences.difference[0] == pytest.approx(3.0)
    assert found.differences.baseline_mean[0] == pytest.approx(35.0)


@given(arrays(np.float64, (1, 3, 4), elements=plain), arrays(np.float64, (4,), elements=plain))
def test_luck_that_settings_share_changes_no_difference(values, luck):
    before = averaged_over_settings(values, values[:, ::-1] + 1.0)
    after = averaged_over_settings(values + luck, values[:, ::-1] + 1.0 + luck)
    np.testing.assert_allclose(after.difference, before.difference, atol=1e-8)
    np.testing.assert_allclose(after.high - after.low, before.high - before.low, atol=1e-6)


@given(st.lists(st.booleans(), min_size=12, max_size=12), arrays(np.float64, (3,), elements=plain))
def test_missing_runs_shift_no_average_where_effects_are_alike_in_all_samples(missing, effects):
    """Settings that differ in their effect keep their weight, whichever of their runs failed."""
    base = np.arange(12.0).reshape(1, 3, 4)
    scenario = base + effects[None, :, None]
    mask = np.array(missing).reshape(3, 4)
    mask[:, 0] = False
    scenario[0, mask] = np.nan
    found = averaged_over_settings(base, scenario)
    assert found.difference[0] == pytest.approx(effects.mean(), abs=1e-9)
    assert found.pairs[0] == (~mask).any(axis=0).sum()


def test_settings_without_any_pair_leave_nothing_or_the_others():
    nothing = np.full((1, 2, 3), np.nan)
    assert averaged_over_settings(nothing, nothing).pairs[0] == 0
    some = nothing.copy()
    some[0, 1] = [1.0, 2.0, 3.0]
    assert averaged_over_settings(some, some + 2.0).difference[0] == pytest.approx(2.0)
