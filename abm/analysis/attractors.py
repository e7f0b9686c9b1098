"""Whether places really gather in three regimes: a check that knows nothing of the rule.

Places' years are points in the space of what the signs are measured by. If three attractors are there, the points form
three clusters, places stay in theirs from year to year, and the clusters are those that the rule names. The number of
clusters is chosen by the gap statistic of Tibshirani, Walther and Hastie (2001): the fewest whose gap to points without
any clusters is within one standard error of the next.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.cluster.vq import kmeans2

MOST_CLUSTERS = 6
REFERENCES = 20
STARTS = 10


@dataclass(frozen=True)
class Attractors:
    """What was found."""

    gaps: np.ndarray
    """float64 [MOST_CLUSTERS]: gap statistic for 1, 2, ... clusters."""
    errors: np.ndarray
    """float64 [MOST_CLUSTERS]: its standard error."""
    clusters: int
    """How many clusters the points form by the rule of one standard error; 1 is none."""
    membership: np.ndarray
    """int64 [points]: the cluster of each point when there are ``clusters`` of them."""


def find_attractors(points: np.ndarray, seed: int = 1) -> Attractors:
    """Look for clusters in float64 [points, dimensions], each dimension brought to spread 1 first.

    Raises ValueError where there are fewer points than clusters to look for, or a value is missing.
    """
    if len(points) <= MOST_CLUSTERS or np.isnan(points).any():
        raise ValueError(f"needs more than {MOST_CLUSTERS} points and no missing value")
    spread = points.std(axis=0)
    scaled = (points - points.mean(axis=0)) / np.where(spread > 0.0, spread, 1.0)
    rng = np.random.default_rng(seed)
    own = [np.log(_within(scaled, k, rng)) for k in range(1, MOST_CLUSTERS + 1)]
    axes = np.linalg.svd(scaled, full_matrices=False)[2]
    turned = scaled @ axes.T
    reference = np.array(
        [
            [np.log(_within(_without_clusters(turned, axes, rng), k, rng)) for k in range(1, MOST_CLUSTERS + 1)]
            for _ in range(REFERENCES)
        ]
    )
    gaps = reference.mean(axis=0) - np.array(own)
    errors = reference.std(axis=0) * np.sqrt(1.0 + 1.0 / REFERENCES)
    enough = np.flatnonzero(gaps[:-1] >= gaps[1:] - errors[1:])
    clusters = int(enough[0]) + 1 if len(enough) else MOST_CLUSTERS
    return Attractors(gaps, errors, clusters, _best(scaled, clusters, rng)[1])


def _without_clusters(turned: np.ndarray, axes: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """As many points spread evenly over the same box, turned the same way."""
    return rng.uniform(turned.min(axis=0), turned.max(axis=0), turned.shape) @ axes


def _within(points: np.ndarray, clusters: int, rng: np.random.Generator) -> float:
    return max(_best(points, clusters, rng)[0], 1e-12)


def _best(points: np.ndarray, clusters: int, rng: np.random.Generator) -> tuple[float, np.ndarray]:
    """Squared distances to the own centre, and the membership, of the best of several starts."""
    found = []
    for _ in range(1 if clusters == 1 else STARTS):
        centres, membership = kmeans2(points, clusters, minit="++", rng=rng, missing="warn")
        found.append((float(((points - centres[membership]) ** 2).sum()), membership.astype(np.int64)))
    return min(found, key=lambda each: each[0])


def agreement(one: np.ndarray, other: np.ndarray) -> float:
    """Adjusted Rand index of two labellings: 1 the same, about 0 no better than chance."""
    table = np.zeros((int(one.max()) + 1, int(other.max()) + 1))
    np.add.at(table, (one, other), 1.0)

    def pairs(counts: np.ndarray) -> float:
        return float((counts * (counts - 1.0) / 2.0).sum())

    both, rows, columns = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    every = len(one) * (len(one) - 1.0) / 2.0
    expected = rows * columns / every
    most = 0.5 * (rows + columns)
    return 1.0 if most == expected else (both - expected) / (most - expected)
