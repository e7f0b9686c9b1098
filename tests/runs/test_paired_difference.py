from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from abm.runs.confidence import half_width
from abm.runs.paired_difference import paired_differences

LUCK = np.random.default_rng(7)
BASELINE = LUCK.normal(100.0, 20.0, (3, 8))
SCENARIO = BASELINE - LUCK.normal(5.0, 2.0, (3, 8))


def test_the_interval_is_that_of_a_paired_t_test():
    found = paired_differences(BASELINE, SCENARIO)
    for figure in range(3):
        expected = stats.ttest_rel(SCENARIO[figure], BASELINE[figure]).confidence_interval(0.95)
        assert (found.low[figure], found.high[figure]) == pytest.approx((expected.low, expected.high))
        assert found.difference[figure] == pytest.approx(SCENARIO[figure].mean() - BASELINE[figure].mean())
    assert found.pairs.tolist() == [8, 8, 8]


def test_half_a_width_is_students():
    assert half_width(2.0, 5) == pytest.approx(stats.t.ppf(0.975, 4) * 2.0 / np.sqrt(5))


def test_a_replication_without_its_partner_counts_nowhere():
    broken = SCENARIO.copy()
    broken[:, 3] = np.nan
    found = paired_differences(BASELINE, broken)
    kept = np.delete(np.arange(8), 3)
    expected = paired_differences(BASELINE[:, kept], SCENARIO[:, kept])
    assert found.pairs.tolist() == [7, 7, 7]
    for statistic in ("baseline_mean", "scenario_mean", "difference", "low", "high", "variance_ratio"):
        assert getattr(found, statistic) == pytest.approx(getattr(expected, statistic))


def test_the_variance_ratio_is_what_independent_luck_would_have_cost():
    found = paired_differences(BASELINE, SCENARIO)
    apart = BASELINE.var(axis=1, ddof=1) + SCENARIO.var(axis=1, ddof=1)
    assert found.variance_ratio == pytest.approx(apart / (SCENARIO - BASELINE).var(axis=1, ddof=1))
    assert (found.variance_ratio > 10).all()


def test_one_pair_has_a_difference_and_no_interval():
    found = paired_differences(np.array([[3.0]]), np.array([[5.0]]))
    assert found.difference.tolist() == [2.0]
    assert np.isnan([found.low, found.high, found.variance_ratio]).all()


def test_no_pair_has_nothing():
    found = paired_differences(np.array([[3.0, np.nan]]), np.array([[np.nan, 5.0]]))
    assert found.pairs.tolist() == [0]
    assert np.isnan([found.baseline_mean, found.scenario_mean, found.difference, found.low]).all()


def test_a_difference_that_never_varies_is_known_exactly():
    found = paired_differences(np.array([[1.0, 2.0, 3.0]]), np.array([[2.0, 3.0, 4.0]]))
    assert (found.low[0], found.difference[0], found.high[0]) == (1.0, 1.0, 1.0)
    assert np.isnan(found.variance_ratio[0])
