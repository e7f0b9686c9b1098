"""Regret by hand: three arms and four samples, one of which is not whole."""

import math

import numpy as np
import pytest
from sweep_figures import figures

from abm.analysis.regret import Aim, by_aim

ARMS = ["a", "b", "c"]
VALUES = np.array(
    [
        [10.0, 20.0, 30.0, 1.0],
        [12.0, 18.0, 30.0, np.nan],
        [11.0, 26.0, 24.0, 99.0],
    ]
)


def test_least_is_best():
    found = by_aim(figures([VALUES]), Aim("delay", "lower"), ARMS)
    assert [one.arm for one in found] == ["a", "b", "c"]
    a, b, c = found
    assert {one.samples for one in found} == {3}
    assert (a.regret, a.most_regret, a.best_share) == pytest.approx(((0 + 2 + 6) / 3, 6.0, 1 / 3))
    assert (b.regret, b.most_regret, b.best_share) == pytest.approx(((2 + 0 + 6) / 3, 6.0, 1 / 3))
    assert (c.regret, c.most_regret, c.best_share) == pytest.approx(((1 + 8 + 0) / 3, 8.0, 1 / 3))
    assert a.mean == pytest.approx(20.0)
    assert a.high - a.mean == pytest.approx(4.302653 * 10.0 / math.sqrt(3.0), rel=1e-5)


def test_most_is_best_and_a_tie_is_shared():
    found = {one.arm: one for one in by_aim(figures([VALUES]), Aim("delay", "higher"), ARMS)}
    assert {name: one.best_share for name, one in found.items()} == pytest.approx({"a": 1 / 6, "b": 0.5, "c": 1 / 3})
    assert found["a"].regret == pytest.approx((2 + 6 + 0) / 3)
    assert sum(one.best_share for one in found.values()) == pytest.approx(1.0)


def test_nothing_where_no_sample_is_whole_or_the_measure_is_not_there():
    assert by_aim(figures([VALUES]), Aim("beds", "lower"), ARMS) == []
    assert by_aim(figures([VALUES[:, 3:]]), Aim("delay", "lower"), ARMS) == []
