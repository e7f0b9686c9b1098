"""A rule: a combination of settings and uncertain numbers within which something is more frequent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

Mask = npt.NDArray[np.bool_]
WORTH = 0.02
"""Part of a rule's quality that a restriction must bring, or it goes: a peel too many says nothing."""
FEWEST_INSIDE = 0.05
"""Smallest part of all cases that a rule may be about: of fewer, luck finds some that agree in anything."""


@dataclass(frozen=True)
class Restriction:
    """What one lever or uncertain number must be."""

    name: str
    values: tuple[str, ...] = ()
    """Which values, of those that have no size."""
    low: float | None = None
    high: float | None = None

    def holds(self, settings: pd.DataFrame) -> Mask:
        """Where it is met, bool [cases]."""
        column = settings[self.name]
        if self.values:
            return np.asarray(column.isin(self.values), dtype=np.bool_)
        there = np.ones(len(column), dtype=np.bool_)
        if self.low is not None:
            there &= np.asarray(column >= self.low)
        if self.high is not None:
            there &= np.asarray(column <= self.high)
        return there

    @property
    def in_words(self) -> str:
        """``board.powers is joint_sign_off or place_budget``, ``places.trust_sd is 0.1 to 0.2``."""
        if self.values:
            return f"{self.name} is {' or '.join(self.values)}"
        if self.low is None:
            return f"{self.name} is at most {self.high:.3g}"
        return (
            f"{self.name} is at least {self.low:.3g}"
            if self.high is None
            else (f"{self.name} is {self.low:.3g} to {self.high:.3g}")
        )


@dataclass(frozen=True)
class Rule:
    """Restrictions that must all be met."""

    restrictions: tuple[Restriction, ...]

    def holds(self, settings: pd.DataFrame) -> Mask:
        """Where all are met, bool [cases]."""
        inside = np.ones(len(settings), dtype=np.bool_)
        for restriction in self.restrictions:
            inside &= restriction.holds(settings)
        return inside

    @property
    def in_words(self) -> str:
        """All of them."""
        return " and ".join(restriction.in_words for restriction in self.restrictions)

    def without_idle(self, settings: pd.DataFrame, wanted: Mask) -> Rule:
        """The rule without restrictions that bring next to nothing, the idlest first."""
        rule = self
        while len(rule.restrictions) > 1:
            enough = (1.0 - WORTH) * quality(rule.holds(settings), wanted)
            shorter = [
                Rule(tuple(other for other in rule.restrictions if other is not one)) for one in rule.restrictions
            ]
            best = max(shorter, key=lambda rule: quality(rule.holds(settings), wanted))
            if quality(best.holds(settings), wanted) < enough:
                return rule
            rule = best
        return rule


def quality(inside: Mask, wanted: Mask) -> float:
    """How many more of the cases of interest a rule holds than as many cases by luck would, as a part of all cases.

    Weighted relative accuracy (Lavrac, Flach and Zupan 1999): the part of cases inside times density above the base
    rate. It weighs density against coverage without a threshold for either.
    """
    return float(np.mean(inside & wanted) - np.mean(inside) * np.mean(wanted))
