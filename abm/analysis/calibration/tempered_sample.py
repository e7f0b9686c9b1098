"""Points of the unit cube drawn by how plausible they are, by sequential Monte Carlo.

A cloud of points, spread evenly at first, is drawn step by step towards where the plausibility is high: weighted,
resampled and moved by a random walk (Del Moral, Doucet and Jasra, 2006). No point of the cube is out of its reach.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from abm.sweeps.unit_points import unit_points

Points = npt.NDArray[np.float64]
LogPlausibility = Callable[[Points], npt.NDArray[np.float64]]
"""Of points [points, dimensions], the natural logarithm of how plausible each is, up to a constant: [points]."""
EFFECTIVE_SHARE = 0.6
"""Points that still count, of all, after a step: what decides how far a step goes."""
MOST_MOVES = 400
"""Walks of each point in a step, at most: between hills that no walk joins, points never forget theirs."""
FORGOTTEN = 0.4
"""Correlation between where points began a step and where they are, at which they stop. There are many steps, so that
little is left at the end; 0.1 took twice as long and left chance slants as they were."""
STEP = 2.38
"""Best length of a step in many dimensions, in standard deviations over their root (Roberts and Rosenthal, 2001)."""
SLANT = 0.5
"""Part of the cloud's own slant that steps have: with few points in many dimensions it is largely chance, and steps
with all of it would keep it up."""
HALVINGS = 40


@dataclass(frozen=True)
class TemperedSample:
    """A draw of points from a plausibility over the unit cube."""

    dimensions: int
    points: int
    seed: int

    def draw(self, log_plausibility: LogPlausibility) -> Points:
        """Points [points, dimensions]; the same seed and plausibility give the same."""
        chance = np.random.default_rng(self.seed)
        cloud = np.array(unit_points("latin_hypercube", self.dimensions, self.points, self.seed))
        value = log_plausibility(cloud)
        reached = 0.0
        while reached < 1.0:
            step = _longest_step(value, 1.0 - reached)
            reached += step
            chosen = _resampled(step * (value - value.max()), chance)
            cloud, value = cloud[chosen], value[chosen]
            cloud, value = self._moved(cloud, value, reached, log_plausibility, chance)
        return cloud

    def _moved(
        self,
        cloud: Points,
        value: npt.NDArray[np.float64],
        reached: float,
        log_plausibility: LogPlausibility,
        chance: np.random.Generator,
    ) -> tuple[Points, npt.NDArray[np.float64]]:
        """Each point walks on, with steps as long as the cloud and partly as slanted, until it has forgotten its place.

        Fewer walks would leave the many copies of few points beside each other: numbers of which nothing is known would
        seem to be known, and to hang together.
        """
        began = cloud
        covariance = np.cov(cloud.T).reshape(self.dimensions, -1)
        upright = np.diag(np.diag(covariance) + 1e-9)
        shape = np.linalg.cholesky(SLANT * covariance + (1.0 - SLANT) * upright)
        length = STEP / np.sqrt(self.dimensions)
        for _ in range(MOST_MOVES):
            proposed = _folded_back(cloud + length * chance.standard_normal(cloud.shape) @ shape.T)
            there = log_plausibility(proposed)
            goes = np.log(chance.random(self.points)) < reached * (there - value)
            cloud = np.where(goes[:, None], proposed, cloud)
            value = np.where(goes, there, value)
            length *= 1.2 if goes.mean() > 0.25 else 0.8
            if _correlation(began, cloud) < FORGOTTEN:
                break
        return cloud, value


def _correlation(before: Points, now: Points) -> float:
    """Of points' places before and now, over all dimensions together; each about its cloud's middle."""
    first, second = before - before.mean(axis=0), now - now.mean(axis=0)
    width = float(np.sqrt((first**2).sum() * (second**2).sum()))
    # Copies of one point have no width: where they began says nothing of where they are.
    return float((first * second).sum()) / width if width else 0.0


def _longest_step(value: npt.NDArray[np.float64], most: float) -> float:
    """How far the temperature may go so that enough points still count; found by halving."""
    if _effective_share(most * (value - value.max())) >= EFFECTIVE_SHARE:
        return most
    short, long = 0.0, most
    for _ in range(HALVINGS):
        middle = (short + long) / 2.0
        if _effective_share(middle * (value - value.max())) >= EFFECTIVE_SHARE:
            short = middle
        else:
            long = middle
    return max(short, most * 2.0**-HALVINGS)


def _effective_share(log_weight: npt.NDArray[np.float64]) -> float:
    weight = np.exp(log_weight)
    return float(weight.sum() ** 2 / (weight**2).sum()) / len(weight)


def _resampled(log_weight: npt.NDArray[np.float64], chance: np.random.Generator) -> npt.NDArray[np.intp]:
    """Rows in proportion to their weights, as evenly as whole numbers allow."""
    weight = np.exp(log_weight)
    edges = np.cumsum(weight) / weight.sum()
    marks = (np.arange(len(weight)) + chance.random()) / len(weight)
    return np.minimum(np.searchsorted(edges, marks), len(weight) - 1)


def _folded_back(points: Points) -> Points:
    """Points that stepped over the edge of the cube, mirrored at it, so that walks to and fro are equally likely."""
    folded = np.mod(points, 2.0)
    return np.where(folded > 1.0, 2.0 - folded, folded)
