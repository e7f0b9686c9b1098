"""A stage of the fit: waves of runs that close in on what the targets leave possible."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from abm.analysis.calibration.calibration_file import Fit, Stage
from abm.analysis.calibration.emulator import LEAST_RUNS, Emulator
from abm.analysis.calibration.implausibility import Implausibility
from abm.analysis.calibration.nothing_remains import NothingRemainsError
from abm.analysis.calibration.tempered_sample import TemperedSample
from abm.analysis.calibration.wave import Wave
from abm.measures.target import Target
from abm.randomness import keyed_bits
from abm.sweeps.unit_points import unit_points

if TYPE_CHECKING:
    import pandas as pd

MakeWave = Callable[["pd.DataFrame", int], Wave]
"""Makes the runs at points [runs, parameters]; told the wave's number too."""
POINTS_IN_CLOUD = 500


@dataclass(frozen=True)
class FittedStage:
    """What came of a stage."""

    stage: Stage
    waves: tuple[Wave, ...]
    remaining: pd.DataFrame
    """[draws, parameters] in the unit cube: what the targets leave possible."""
    figures: pd.DataFrame
    """[draws, targets] that the model gave there."""
    foreseen: dict[str, float]
    """How much of the variance of runs it had not seen the last emulator explained, by target."""


@dataclass
class StageFit:
    """A stage being fitted."""

    stage: Stage
    number: int
    """Counted from 0."""
    fit: Fit
    seed: int
    judged: Sequence[Target]
    """Targets of this stage and of those before: what a draw must not miss."""
    luck: pd.Series
    """[targets] standard deviation between runs that differ by luck alone."""
    wanted: int
    """Draws that are to remain."""
    given: pd.DataFrame | None
    """[draws, parameters] that earlier stages left, met in turn; None in the first."""
    waves: list[Wave] = field(default_factory=list)
    foreseen: dict[str, float] = field(default_factory=dict)

    def carried_out(self, make: MakeWave) -> FittedStage:
        """Wave after wave until enough draws remain, or no more waves are allowed."""
        while len(self.waves) < self.fit.waves or self._is_to_go_on():
            self.waves.append(make(self._points(), len(self.waves)))
        points, figures = self._remaining()
        return FittedStage(self.stage, tuple(self.waves), points, figures, self.foreseen)

    def _is_to_go_on(self) -> bool:
        return len(self.waves) < self.fit.most_waves and len(self._remaining()[0]) < self.wanted

    def _points(self) -> pd.DataFrame:
        """Where the next wave's runs are made: over the whole prior at first, then where the emulator sees a chance."""
        import pandas as pd

        dimensions, runs = len(self.stage.parameters), self.fit.runs
        if self.waves:
            cloud = TemperedSample(dimensions, max(POINTS_IN_CLOUD, runs), self._seed()).draw(self._plausibility())
            own = cloud[np.linspace(0, len(cloud) - 1, runs).round().astype(int)]
        else:
            own = unit_points("latin_hypercube", dimensions, runs, self._seed())
        points = pd.DataFrame(own, columns=list(self.stage.parameters))
        if self.given is None:
            return points
        met = (len(self.waves) * runs + np.arange(runs)) % len(self.given)
        return pd.concat([self.given.iloc[met].reset_index(drop=True), points], axis=1)

    def _plausibility(self) -> Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]:
        """Of points, as an emulator of all the stage's runs so far sees them."""
        points = np.vstack([wave.points[list(self.stage.parameters)].to_numpy() for wave in self.waves])
        if len(points) < LEAST_RUNS:
            said = (
                f"only {len(points)} runs of the stage {self.stage.name} have all figures, and {LEAST_RUNS} are needed"
            )
            raise NothingRemainsError(said)
        ids = [target.id for target in self.stage.targets]
        emulator = Emulator.fit(points, np.vstack([wave.figures[ids].to_numpy() for wave in self.waves]), self._seed())
        self.foreseen = {name: each.explained for name, each in zip(ids, emulator.of_target, strict=True)}
        distance = Implausibility.of(self.stage.targets)

        def log_plausibility(asked: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            # A normal density: where the emulator is unsure, that a target may be met says little for a point.
            expected, unsure = emulator.expect(asked)
            squares = distance.of_figures(expected, unsure) ** 2
            return -(0.5 * squares + 0.5 * np.log(distance.deviation**2 + unsure**2)).sum(axis=1)

        return log_plausibility

    def _remaining(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Runs of the waves since the last that only taught, with no more targets missed than allowed."""
        import pandas as pd

        waves = self.waves[self.fit.waves - 1 :]
        points, figures = (
            pd.concat([getattr(wave, what) for wave in waves], ignore_index=True) for what in ("points", "figures")
        )
        ids = [target.id for target in self.judged]
        distance = Implausibility.of(self.judged).of_figures(figures[ids].to_numpy(), self.luck[ids].to_numpy())
        missed = distance > self.fit.cutoff
        kept = np.flatnonzero(missed.sum(axis=1) <= self.fit.may_miss)
        # In no order: whoever takes the first few draws must not meet one wave only.
        kept = np.random.default_rng(self._seed()).permutation(kept)
        return points.iloc[kept].reset_index(drop=True), figures.iloc[kept].reset_index(drop=True)

    def _seed(self) -> int:
        return seed_of(self.seed, self.number, len(self.waves))


def seed_of(seed: int, stage: int, wave: int) -> int:
    """A seed for each wave of each stage, of 32 bits."""
    return keyed_bits(seed, stage, wave, 0) >> 32
