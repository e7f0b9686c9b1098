"""A look for clusters finds those that are there, none where there are none, and says how far labellings agree."""

from __future__ import annotations

import numpy as np
import pytest

from abm.analysis.attractors import MOST_CLUSTERS, agreement, find_attractors

POINTS = 60
"""In each cluster."""
DIMENSIONS = 4


def clusters_of(centres: list[list[float]], spread: float) -> tuple[np.ndarray, np.ndarray]:
    """Points around centres, and whose they are."""
    rng = np.random.default_rng(7)
    points = np.concatenate([rng.normal(centre, spread, (POINTS, len(centre))) for centre in centres])
    return points, np.repeat(np.arange(len(centres)), POINTS)


def test_three_planted_clusters_are_found() -> None:
    points, planted = clusters_of([[0.0, 0.0, 0.0, 0.0], [5.0, 5.0, 0.0, 0.0], [0.0, 5.0, 5.0, 5.0]], spread=0.5)
    found = find_attractors(points)
    assert found.clusters == 3
    assert agreement(found.membership, planted) == pytest.approx(1.0)


def test_the_unit_of_a_measure_does_not_matter() -> None:
    points, planted = clusters_of([[0.0, 0.0], [5.0, 5.0], [0.0, 9.0]], spread=0.4)
    found = find_attractors(points * np.array([1e6, 1e-3]))
    assert found.clusters == 3
    assert agreement(found.membership, planted) == pytest.approx(1.0)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_normal_cloud_has_no_clusters(seed: int) -> None:
    cloud = np.random.default_rng(seed).normal(size=(200, DIMENSIONS))
    assert find_attractors(cloud).clusters == 1


def test_the_same_seed_finds_the_same() -> None:
    points, _ = clusters_of([[0.0, 0.0], [4.0, 4.0]], spread=1.0)
    one, other = find_attractors(points, seed=5), find_attractors(points, seed=5)
    np.testing.assert_array_equal(one.membership, other.membership)
    np.testing.assert_array_equal(one.gaps, other.gaps)


def test_a_dimension_in_which_nothing_differs_does_no_harm() -> None:
    points, _ = clusters_of([[0.0, 1.0], [9.0, 1.0], [4.0, 1.0]], spread=0.3)
    points[:, 1] = 1.0
    assert find_attractors(points).clusters == 3


def test_too_few_points_and_missing_values_are_refused() -> None:
    with pytest.raises(ValueError, match="points"):
        find_attractors(np.zeros((MOST_CLUSTERS, 2)))
    with pytest.raises(ValueError, match="missing"):
        find_attractors(np.full((20, 2), np.nan))


def test_names_of_clusters_do_not_matter_for_agreement() -> None:
    one = np.array([0, 0, 1, 1, 2, 2])
    assert agreement(one, (one + 1) % 3) == pytest.approx(1.0)


def test_agreement_of_unrelated_labels_is_about_none() -> None:
    rng = np.random.default_rng(3)
    one, other = rng.integers(0, 3, 3000), rng.integers(0, 3, 3000)
    assert abs(agreement(one, other)) < 0.01


def test_partial_agreement_lies_between() -> None:
    one = np.repeat([0, 1], 50)
    other = one.copy()
    other[:10] = 1
    assert 0.3 < agreement(one, other) < 0.9
