"""An emulator: what the model would say of each target, without running it, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from sklearn.linear_model import BayesianRidge
    from sklearn.model_selection import KFold

Points = npt.NDArray[np.float64]
"""[runs, parameters] in the unit cube: each parameter at its place in its prior."""
Figures = npt.NDArray[np.float64]
"""[runs, targets] in the targets' own units."""
OfRuns = npt.NDArray[np.float64]
"""[runs]"""
LEAST_RUNS = 8
FOLDS = 5
LEAST_SHRINKING = 0.05
"""Least penalty that the lasso tries, over the one that leaves no effect: with less, all that it finds is luck."""


@dataclass(frozen=True, eq=False)
class EffectsFitted:
    """The few effects that a figure seems to have, and a Bayesian regression on them.

    Which: by the lasso, with as much shrinking as foresees best. A sparse regression on all of them at once, with as
    many effects as runs, met every run that it was fitted to and foresaw none: luck is most of what runs differ by.
    """

    chosen: npt.NDArray[np.intp]
    """Columns of the effects."""
    regression: BayesianRidge | None
    """Nothing where no effect was chosen."""

    @classmethod
    def to(cls, effects: Points, figures: OfRuns, seed: int) -> EffectsFitted:
        """Fit to figures of mean about 0."""
        from sklearn.linear_model import BayesianRidge, LassoCV

        if not figures.any():  # all alike: no penalty would leave no effect
            return cls(np.zeros(0, np.intp), None)
        chosen = np.flatnonzero(LassoCV(eps=LEAST_SHRINKING, cv=_folds(seed)).fit(effects, figures).coef_)
        return cls(chosen, BayesianRidge().fit(effects[:, chosen], figures) if len(chosen) else None)

    def expect(self, effects: Points) -> tuple[OfRuns, OfRuns]:
        """Middle and standard deviation of what is expected, without what is left over in runs."""
        if self.regression is None:
            return np.zeros(len(effects)), np.zeros(len(effects))
        middle, deviation = self.regression.predict(effects[:, self.chosen], return_std=True)
        return middle, np.sqrt(np.maximum(deviation**2 - 1.0 / self.regression.alpha_, 0.0))


@dataclass(frozen=True, eq=False)
class TargetEmulator:
    """What runs say of one target: straight and curved effects of each parameter.

    Figures that are all above nought are looked at as logarithms: waits multiply, and in their own unit what is learned
    where they are long says nothing of where they are short.
    """

    fitted: EffectsFitted
    """To figures less their middle, over their spread: what it takes for nought must not hang on the target's unit."""
    is_logarithm: bool
    middle: float
    spread: float
    explained: float
    """Share of the variance of runs left out of the fit, in turns, that it foresaw; at most 1, below 0 where it is no
    use."""

    @classmethod
    def fit(cls, points: Points, figures: OfRuns, seed: int) -> TargetEmulator:
        """Fit to ``figures`` [runs] at ``points``. Raises ValueError for too few runs."""
        if len(points) < LEAST_RUNS:
            raise ValueError(f"an emulator needs {LEAST_RUNS} runs at least, not {len(points)}")
        is_logarithm = bool((figures > 0.0).all())
        learned = np.log(figures) if is_logarithm else figures
        # Of figures that are all the same, the deviation from their mean is a last digit, and no effect.
        middle, spread = float(learned.mean()), float(learned.std()) if np.ptp(learned) else 0.0
        scaled = (learned - middle) / spread if spread else np.zeros(len(learned))
        effects = _effects(points)
        explained = _explained(effects, scaled, seed)
        return cls(EffectsFitted.to(effects, scaled, seed), is_logarithm, middle, spread, explained)

    def expect(self, points: Points) -> tuple[OfRuns, OfRuns]:
        """Middle and standard deviation of the figure, without what is left over in runs: two arrays [points].

        What the regression has no words for, such as effects together, it takes for luck, and is surer than it should;
        so it is of the middle, and of which effects there are, which were chosen by the same runs.
        One that foresaw nothing of runs left out is not listened to: the figure is expected to be what it was in runs,
        as unsure as they were spread.
        """
        if self.explained > 0.0:
            middle, deviation = self.fitted.expect(_effects(points))
        else:
            middle, deviation = np.zeros(len(points)), np.ones(len(points))
        expected, unsure = self.middle + self.spread * middle, self.spread * deviation
        return (np.exp(expected), np.exp(expected) * unsure) if self.is_logarithm else (expected, unsure)


def _effects(points: Points) -> Points:
    """Straight and curved effects [runs, 2 parameters], each about nought over the prior."""
    centred = points - 0.5
    return np.hstack([centred, centred**2 - 1.0 / 12.0])


def _folds(seed: int) -> KFold:
    from sklearn.model_selection import KFold

    return KFold(FOLDS, shuffle=True, random_state=seed)


def _explained(effects: Points, figures: OfRuns, seed: int) -> float:
    """Of figures of mean 0: each fifth foreseen by the others."""
    left = figures.copy()
    for others, fold in _folds(seed).split(effects):
        left[fold] -= EffectsFitted.to(effects[others], figures[others], seed).expect(effects[fold])[0]
    total = float((figures**2).sum())
    return 1.0 - float((left**2).sum()) / total if total else 1.0


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
