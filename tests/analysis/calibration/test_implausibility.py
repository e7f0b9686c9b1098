"""Distances from targets."""

import numpy as np
import pytest

from abm.analysis.calibration.implausibility import Implausibility
from abm.measures.target import Target


def target(low: float, high: float) -> Target:
    return Target("T", "delayed_days", "england", "value", "2011/12", low, high, "days", "made up")


def test_an_end_of_the_interval_is_two_standard_deviations_away() -> None:
    distance = Implausibility.of([target(10.0, 20.0), target(0.0, 1.0)])

    found = distance.of_figures(np.array([[20.0, 0.5], [15.0, 0.0], [5.0, 2.0]]))

    assert found == pytest.approx(np.array([[2.0, 0.0], [0.0, 2.0], [4.0, 6.0]]))


def test_doubt_about_the_figure_makes_it_less_implausible() -> None:
    distance = Implausibility.of([target(10.0, 20.0)])

    assert distance.of_figures(np.array([[25.0]]), np.array([[2.5]])) == pytest.approx(4.0 / np.sqrt(2.0))
