"""An emulator: what the model would say of each target, without running it, and how sure that is."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from sklearn.gaussian_process import GaussianProcessRegressor

Points = npt.NDArray[np.float64]
"""[runs, parameters] in the unit cube: each parameter at its place in its prior."""
Figures = npt.NDArray[np.float64]
"""[runs, targets] in the targets' own units."""
LEAST_RUNS = 8
SHARE_HELD_OUT = 0.2


@dataclass(frozen=True, eq=False)
class TargetEmulator:
    """A Gaussian process for one target, over the parameters that the runs show to move it."""

    inputs: npt.NDArray[np.intp]
    """Columns of the points that it looks at."""
    process: GaussianProcessRegressor
    noise: float
    """Standard deviation between runs that differ by luck alone, and by parameters left out; in the target's unit."""
    explained: float
    """Share of the variance of runs held out of the fit that it foresaw; at most 1, below 0 where it is no use."""

    @classmethod
    def fit(cls, points: Points, figures: npt.NDArray[np.float64], seed: int) -> TargetEmulator:
        """Fit to ``figures`` [runs] at ``points``. Raises ValueError for too few runs."""
        if len(points) < LEAST_RUNS:
            raise ValueError(f"an emulator needs {LEAST_RUNS} runs at least, not {len(points)}")
        inputs = _that_matter(points, figures, seed)
        held_out = np.random.default_rng((seed, len(points))).random(len(points)) < SHARE_HELD_OUT
        trial = _process(points[~held_out][:, inputs], figures[~held_out], seed)
        explained = _explained(trial.predict(points[held_out][:, inputs]), figures[held_out])
        process = _process(points[:, inputs], figures, seed)
        spread = float(figures.std()) or 1.0
        noise = spread * float(np.sqrt(np.exp(process.kernel_.theta[-1])))
        return cls(inputs, process, noise, explained)

    def expect(self, points: Points) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Mean and standard deviation of the figure itself, luck taken out, at ``points``: two arrays [points]."""
        mean, deviation = self.process.predict(points[:, self.inputs], return_std=True)
        return mean, np.sqrt(np.maximum(deviation**2 - self.noise**2, 0.0))


def _that_matter(points: Points, figures: npt.NDArray[np.float64], seed: int) -> npt.NDArray[np.intp]:
    """Columns that a sparse fit of straight and curved effects keeps; where it keeps none, all."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LassoCV

    centred = points - 0.5
    features = np.hstack([centred, centred**2 - centred.var(axis=0)])
    scaled = (figures - figures.mean()) / (figures.std() or 1.0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        weights = LassoCV(cv=5, random_state=seed).fit(features, scaled).coef_
    straight, curved = np.split(weights, 2)
    kept = np.flatnonzero((straight != 0.0) | (curved != 0.0))
    return kept if len(kept) else np.arange(points.shape[1])


def _process(points: Points, figures: npt.NDArray[np.float64], seed: int) -> GaussianProcessRegressor:
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF, ConstantKernel, DotProduct, WhiteKernel

    straight = ConstantKernel(1.0, (1e-4, 1e3)) * DotProduct(1.0, (1e-2, 1e2))
    curved = ConstantKernel(0.3, (1e-4, 1e2)) * RBF(2.0, (0.3, 20.0))
    process = GaussianProcessRegressor(
        straight + curved + WhiteKernel(0.1, (1e-5, 2.0)), normalize_y=True, random_state=seed
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return process.fit(points, figures)


def _explained(expected: npt.NDArray[np.float64], found: npt.NDArray[np.float64]) -> float:
    spread = float(((found - found.mean()) ** 2).sum())
    return 1.0 - float(((found - expected) ** 2).sum()) / spread if spread else 0.0


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
