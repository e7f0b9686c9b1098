from __future__ import annotations

import math

import pytest

from abm.reports.interval import Interval, interval_of_mean


def test_the_interval_is_students_t():
    # mean 3, standard deviation sqrt(2.5), n 5, t(0.975, 4) = 2.776445
    interval = interval_of_mean([1.0, 2.0, 3.0, 4.0, 5.0])
    assert interval is not None
    assert interval.mean == 3.0
    half = 2.776445 * math.sqrt(2.5) / math.sqrt(5)
    assert interval.low == pytest.approx(3.0 - half, rel=1e-6)
    assert interval.high == pytest.approx(3.0 + half, rel=1e-6)


def test_one_value_has_no_interval():
    assert interval_of_mean([4.0]) == Interval(4.0, None, None)


def test_no_value_has_no_mean():
    assert interval_of_mean([]) is None
    assert interval_of_mean([math.nan]) is None
