"""Points are drawn as often as they are plausible."""

import numpy as np
import pytest

from abm.analysis.calibration.tempered_sample import TemperedSample


def test_a_narrow_bell_is_found_with_its_middle_width_and_slant() -> None:
    middle = np.array([0.8, 0.3, 0.5, 0.6])
    covariance = 0.02**2 * np.array([[1, 0.8, 0, 0], [0.8, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 4.0]])
    precision = np.linalg.inv(covariance)

    def log_plausibility(points: np.ndarray) -> np.ndarray:
        away = points - middle
        return -0.5 * np.einsum("ij,jk,ik->i", away, precision, away)

    cloud = TemperedSample(4, 1000, seed=1).draw(log_plausibility)

    assert cloud.mean(axis=0) == pytest.approx(middle, abs=0.004)
    assert np.cov(cloud.T) == pytest.approx(covariance, abs=0.0004)
    assert np.corrcoef(cloud.T)[0, 1] == pytest.approx(0.8, abs=0.1)


def test_where_nothing_is_known_points_stay_spread_over_the_whole_cube() -> None:
    cloud = TemperedSample(3, 2000, seed=2).draw(lambda points: np.zeros(len(points)))

    assert cloud.mean(axis=0) == pytest.approx(0.5, abs=0.03)
    assert cloud.var(axis=0) == pytest.approx(1 / 12, rel=0.1)
    assert cloud.min() >= 0.0
    assert cloud.max() <= 1.0


def test_both_of_two_hills_are_climbed() -> None:
    def log_plausibility(points: np.ndarray) -> np.ndarray:
        hills = [-0.5 * (((points - middle) / 0.05) ** 2).sum(axis=1) for middle in (0.2, 0.8)]
        return np.logaddexp(*hills)

    cloud = TemperedSample(2, 1000, seed=3).draw(log_plausibility)

    assert (cloud[:, 0] > 0.5).mean() == pytest.approx(0.5, abs=0.1)


def test_the_same_seed_draws_the_same_and_another_draws_others() -> None:
    draws = [TemperedSample(2, 50, seed).draw(lambda points: -points.sum(axis=1)) for seed in (1, 1, 2)]

    assert draws[0].tobytes() == draws[1].tobytes()
    assert draws[0].tobytes() != draws[2].tobytes()


def test_a_corner_is_reached() -> None:
    cloud = TemperedSample(2, 500, seed=4).draw(lambda points: -200.0 * points.sum(axis=1))

    assert cloud.mean() == pytest.approx(1 / 200, rel=0.2)


def test_in_many_dimensions_what_is_not_known_stays_unknown_and_hangs_together_with_nothing() -> None:
    known, unknown, points = 12, 28, 300

    def log_plausibility(asked: np.ndarray) -> np.ndarray:
        return -0.5 * (((asked[:, :known] - 0.5) / 0.05) ** 2).sum(axis=1)

    cloud = TemperedSample(known + unknown, points, seed=5).draw(log_plausibility)
    together = np.abs(np.corrcoef(cloud[:, known:].T)[np.triu_indices(unknown, 1)])

    assert cloud[:, known:].mean(axis=0) == pytest.approx(0.5, abs=0.08)
    assert cloud[:, known:].std(axis=0).mean() == pytest.approx(12**-0.5, rel=0.04)
    assert np.quantile(together, 0.9) < 1.3 * 1.645 / points**0.5
