"""An emulator: what the model would say of each target, without running it, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from sklearn.linear_model import ARDRegression

Points = npt.NDArray[np.float64]
"""[runs, parameters] in the unit cube: each parameter at its place in its prior."""
Figures = npt.NDArray[np.float64]
"""[runs, targets] in the targets' own units."""
LEAST_RUNS = 8
SHARE_HELD_OUT = 0.2


@dataclass(frozen=True, eq=False)
class TargetEmulator:
    """A sparse Bayesian regression for one target: straight and curved effects of each parameter.

    Figures that are all above nought are looked at as logarithms: waits multiply, and in their own unit what is learned
    where they are long says nothing of where they are short.
    """

    regression: ARDRegression
    """Of figures less their middle, over their spread: what it takes for nought must not hang on the target's unit."""
    is_logarithm: bool
    middle: float
    spread: float
    noise: float
    """Standard deviation between runs that differ by luck, and by what the regression has no words for; in the target's
    unit, or of its logarithm."""
    explained: float
    """Share of the variance of runs held out of the fit that it foresaw; at most 1, below 0 where it is no use."""

    @classmethod
    def fit(cls, points: Points, figures: npt.NDArray[np.float64], seed: int) -> TargetEmulator:
        """Fit to ``figures`` [runs] at ``points``. Raises ValueError for too few runs."""
        if len(points) < LEAST_RUNS:
            raise ValueError(f"an emulator needs {LEAST_RUNS} runs at least, not {len(points)}")
        is_logarithm = bool((figures > 0.0).all())
        learned = np.log(figures) if is_logarithm else figures
        held_out = np.random.default_rng((seed, len(points))).random(len(points)) < SHARE_HELD_OUT
        middle, spread = float(learned.mean()), float(learned.std()) or 1.0
        scaled = (learned - middle) / spread
        trial = _regression(points[~held_out], scaled[~held_out])
        explained = _explained(trial.predict(_effects(points[held_out])), scaled[held_out])
        regression = _regression(points, scaled)
        return cls(regression, is_logarithm, middle, spread, spread * float(regression.alpha_**-0.5), explained)

    def expect(self, points: Points) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Middle and standard deviation of the figure, without what is left over in runs: two arrays [points].

        What the regression has no words for, such as effects together, it takes for luck, and is surer than it should.
        One that foresaw nothing of the runs held out is not listened to: with fewer runs than effects it meets each run
        that it was fitted to, and seems sure everywhere.
        """
        expected, unsure = self._learned(points) if self.explained > 0.0 else self._as_they_were(points)
        return (np.exp(expected), np.exp(expected) * unsure) if self.is_logarithm else (expected, unsure)

    def _learned(self, points: Points) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        scaled, deviation = self.regression.predict(_effects(points), return_std=True)
        unsure = np.sqrt(np.maximum((self.spread * deviation) ** 2 - self.noise**2, 0.0))
        return self.middle + self.spread * scaled, unsure

    def _as_they_were(self, points: Points) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        return np.full(len(points), self.middle), np.full(len(points), self.spread)


def _effects(points: Points) -> Points:
    """Straight and curved effects [runs, 2 parameters], each about nought over the prior."""
    centred = points - 0.5
    return np.hstack([centred, centred**2 - 1.0 / 12.0])


def _regression(points: Points, figures: npt.NDArray[np.float64]) -> ARDRegression:
    from sklearn.linear_model import ARDRegression

    return ARDRegression().fit(_effects(points), figures)


def _explained(expected: npt.NDArray[np.float64], found: npt.NDArray[np.float64]) -> float:
    spread, error = float(((found - found.mean()) ** 2).sum()), float(((found - expected) ** 2).sum())
    return 1.0 - error / spread if spread else float(error == 0.0)


@dataclass(frozen=True, eq=False)
class Emulator:
    """One emulator for each target."""

    of_target: Sequence[TargetEmulator]

    @classmethod
    def fit(cls, points: Points, figures: Figures, seed: int) -> Emulator:
        """Fit to the runs so far. The same runs and seed give the same emulator, to the last bit."""
        from threadpoolctl import threadpool_limits

        with threadpool_limits(limits=1):  # sums over threads would depend on how many there are
            return cls([TargetEmulator.fit(points, column, seed) for column in figures.T])

    def expect(self, points: Points) -> tuple[Figures, Figures]:
        """Means and standard deviations [points, targets]."""
        from threadpoolctl import threadpool_limits

        with threadpool_limits(limits=1):
            both = [each.expect(points) for each in self.of_target]
        return np.column_stack([mean for mean, _ in both]), np.column_stack([deviation for _, deviation in both])
