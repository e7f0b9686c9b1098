"""How far apart places lie, run by run."""

import numpy as np
import pandas as pd
import pytest

from abm.analysis.figures import Figures
from abm.analysis.places_spread import CV, P90_P10, places_spread


def councils(values: np.ndarray) -> Figures:
    """One measure in one year; ``values``: [councils, arms, samples]."""
    names = pd.DataFrame({"measure": "delay", "unit": [f"c{at}" for at in range(len(values))], "period": "2013/14"})
    return Figures(names, np.array(values, dtype=np.float64))


def test_deciles_and_relative_spread_are_of_each_run():
    values = np.arange(11.0)[:, None, None] * np.array([[1.0, 2.0, 3.0]]) + 10.0
    gap = places_spread(councils(values), P90_P10)
    assert gap.values.shape == (1, 1, 3)
    np.testing.assert_allclose(gap.values[0, 0], [8.0, 16.0, 24.0])
    ratio = places_spread(councils(values), CV).values[0, 0]
    assert ratio[1] == pytest.approx(np.std(np.arange(11.0) * 2 + 10.0, ddof=1) / 20.0)


def test_one_place_has_no_spread_and_missing_runs_have_none():
    values = np.array([[[1.0, 1.0]], [[3.0, np.nan]]])
    np.testing.assert_allclose(places_spread(councils(values), P90_P10).values, [[[1.6, np.nan]]])
    np.testing.assert_allclose(places_spread(councils(values), CV).values, [[[np.sqrt(2.0) / 2.0, np.nan]]])
    assert places_spread(councils(np.zeros((0, 2, 2))), CV).values.shape == (0, 2, 2)


def test_a_mean_of_nothing_has_no_relative_spread():
    assert np.isnan(places_spread(councils(np.array([[[-1.0]], [[1.0]]])), CV).values).all()
