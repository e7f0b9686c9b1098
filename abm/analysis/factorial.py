"""Arms that cross every value of each lever with every value of the others: what each lever does, and two together."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from abm.analysis.contrast import Contrast, averaged_over_settings, setting_name
from abm.analysis.figures import Figures
from abm.runs.confidence import RealArray
from abm.runs.paired_difference import PairedDifferences
from abm.sweeps.arm import Arm, Setting


@dataclass(frozen=True, eq=False)
class Interaction:
    """What a setting of one lever does at a value of another, beyond what it does at that one's reference.

    In ``differences`` the baseline's mean is the effect of ``setting`` with the other lever at its reference, the
    scenario's is its effect at ``other_setting``, and the difference is the difference of these differences.
    """

    levers: tuple[str, str]
    setting: str
    other_setting: str
    differences: PairedDifferences


@dataclass(frozen=True, eq=False)
class Factorial:
    """A full crossing of levers."""

    levers: tuple[str, ...]
    values: tuple[tuple[Setting, ...], ...]
    """Of each lever, in the order in which arms first have them."""
    arms: npt.NDArray[np.int64]
    """int64 [values of the first lever, of the second, ...]: the place of the arm."""
    reference: tuple[int, ...]
    """Which value of each lever the arm has that all are compared with."""

    @classmethod
    def of(cls, arms: tuple[Arm, ...], comparison: Arm) -> Factorial | None:
        """The crossing that these arms are; nothing where they are none."""
        levers = tuple(comparison.levers)
        if not levers or any(set(arm.levers) != set(levers) for arm in arms):
            return None
        values = tuple(tuple(dict.fromkeys(arm.levers[lever] for arm in arms)) for lever in levers)
        found = {tuple(arm.levers[lever] for lever in levers): at for at, arm in enumerate(arms)}
        if len(arms) < 2 or len(found) < len(arms) or len(arms) != math.prod(map(len, values)):
            return None
        places = np.array([found[combination] for combination in itertools.product(*values)], dtype=np.int64)
        reference = tuple(values[at].index(comparison.levers[lever]) for at, lever in enumerate(levers))
        return cls(levers, values, places.reshape([len(own) for own in values]), reference)

    @property
    def moved(self) -> tuple[str, ...]:
        """The levers that have more than one value."""
        return tuple(lever for lever, values in zip(self.levers, self.values, strict=True) if len(values) > 1)

    def arms_at(self, lever: str, value: int) -> npt.NDArray[np.int64]:
        """Places of the arms with a lever at one of its values, in the order of the other levers' settings."""
        return self.arms.take(value, axis=self.levers.index(lever)).ravel()

    def cell_means(self, values: RealArray, one: str, other: str) -> tuple[RealArray, int]:
        """Means for each two values of two levers, over the settings of the rest and the samples that have all arms.

        ``values``: float64 [arms, samples] of one figure. Returns float64 [values of one, values of other], nan where
        no sample has all arms, and the number of samples that have.
        """
        whole = values[:, np.isfinite(values).all(axis=0)]
        moved = np.moveaxis(self.arms, (self.levers.index(one), self.levers.index(other)), (0, 1))
        if not whole.shape[1]:
            return np.full(moved.shape[:2], np.nan), 0
        cells = whole[moved.reshape(*moved.shape[:2], -1)]
        return cells.mean(axis=(2, 3)), whole.shape[1]

    def contrasts(self, figures: Figures) -> list[Contrast]:
        """Each value of each lever against the comparison's, averaged over all settings of the other levers."""
        return [
            Contrast(
                setting_name(lever, self.values[at][value]),
                setting_name(lever, self.values[at][self.reference[at]]),
                lever,
                averaged_over_settings(
                    figures.values[:, self.arms_at(lever, self.reference[at])],
                    figures.values[:, self.arms_at(lever, value)],
                ),
            )
            for at, lever in enumerate(self.levers)
            for value in self._others(at)
        ]

    def interactions(self, figures: Figures) -> list[Interaction]:
        """The difference of differences for each two values of two levers, averaged over the settings of the rest."""
        return [
            self._interaction(figures.values, (one, value), (other, second))
            for one, other in itertools.combinations(range(len(self.levers)), 2)
            for value in self._others(one)
            for second in self._others(other)
        ]

    def _interaction(self, values: RealArray, one: tuple[int, int], other: tuple[int, int]) -> Interaction:
        def runs(first: int, second: int) -> RealArray:
            moved = np.moveaxis(self.arms, (one[0], other[0]), (0, 1))
            return values[:, moved[first, second].ravel()]

        start, other_start = self.reference[one[0]], self.reference[other[0]]
        at_reference = runs(one[1], other_start) - runs(start, other_start)
        at_other = runs(one[1], other[1]) - runs(start, other[1])
        return Interaction(
            (self.levers[one[0]], self.levers[other[0]]),
            setting_name(self.levers[one[0]], self.values[one[0]][one[1]]),
            setting_name(self.levers[other[0]], self.values[other[0]][other[1]]),
            averaged_over_settings(at_reference, at_other),
        )

    def _others(self, at: int) -> Iterator[int]:
        return (value for value in range(len(self.values[at])) if value != self.reference[at])
