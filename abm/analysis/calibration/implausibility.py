"""How far a figure is from a target, in standard deviations of all that is uncertain about the comparison.

The measure of history matching: Craig, Goldstein, Seheult and Smith (1997); Vernon, Goldstein and Bower (2010).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from abm.measures.target import Target

DEVIATIONS_IN_AN_INTERVAL = 4.0
"""A target's interval is read as two standard deviations to either side."""


@dataclass(frozen=True, eq=False)
class Implausibility:
    """Of figures, against a list of targets."""

    middle: npt.NDArray[np.float64]
    """[targets]"""
    deviation: npt.NDArray[np.float64]
    """[targets] of what was observed and of what the model leaves out, together."""

    @classmethod
    def of(cls, targets: Sequence[Target]) -> Implausibility:
        """From the targets' intervals, which are wide enough to hold what the model leaves out."""
        low, high = (np.array([getattr(target, end) for target in targets]) for end in ("low", "high"))
        return cls((low + high) / 2.0, (high - low) / DEVIATIONS_IN_AN_INTERVAL)

    def of_figures(
        self, figures: npt.NDArray[np.float64], unsure: npt.NDArray[np.float64] | float = 0.0
    ) -> npt.NDArray[np.float64]:
        """[runs, targets], never negative, of figures [runs, targets]; ``unsure`` is their standard deviation."""
        return np.abs(figures - self.middle) / np.sqrt(self.deviation**2 + np.square(unsure))
