"""A claim about a measure, the numbers that decide it, and the words that the numbers choose."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from abm.runs.confidence import half_width


class Expected(StrEnum):
    """What the evidence, or the brief, leads one to expect of a number."""

    UP = "above nil"
    DOWN = "below nil"
    NONE = "about none"
    MODEST_UP = "above nil, and modest"
    MODEST_DOWN = "below nil, and modest"
    NOT_DOWN = "not below nil"
    WITHIN = "within limits"
    OPEN = "a finding either way"


class Verdict(StrEnum):
    """How a claim came out."""

    AS_EXPECTED = "as expected"
    AGAINST = "against"
    UNCLEAR = "no clear effect"
    FOUND = "found"


@dataclass(frozen=True)
class Gap:
    """One arm's figure less another's, the same luck in both; without another, the figure itself."""

    of: str
    against: str | None
    measure: str
    when: str
    relative: bool = False
    """In per cent of the other's."""


@dataclass(frozen=True)
class Claim:
    """What is expected of a gap, or of one gap less another."""

    label: str
    gap: Gap
    expected: Expected
    ids: str = ""
    """Rows of the evidence that say so."""
    less: Gap | None = None
    band: tuple[float, float] = (0.0, 0.0)
    """What counts as none, or as modest, or the limits."""


@dataclass(frozen=True)
class Estimate:
    """A mean over pairs of runs and its 95% interval."""

    mean: float
    low: float
    high: float
    pairs: int

    @classmethod
    def of(cls, values: Sequence[float], least: float = -math.inf, most: float = math.inf) -> Estimate:
        """From one value for each pair, the missing left out; the interval within what is possible."""
        known = np.asarray([value for value in values if math.isfinite(value)], dtype=np.float64)
        if len(known) < 2:
            return cls(float(known[0]) if len(known) else math.nan, math.nan, math.nan, len(known))
        mean, half = float(known.mean()), float(half_width(known.std(ddof=1), len(known)))
        return cls(mean, max(least, mean - half), min(most, mean + half), len(known))

    @property
    def above(self) -> bool:
        """The interval lies above nil."""
        return self.low > 0.0

    @property
    def below(self) -> bool:
        """The interval lies below nil."""
        return self.high < 0.0

    def inside(self, low: float, high: float) -> bool:
        """The interval lies within these limits."""
        return low <= self.low and self.high <= high

    def outside(self, low: float, high: float) -> bool:
        """The interval lies beyond one of these limits."""
        return self.high < low or self.low > high


def verdict(expected: Expected, found: Estimate, band: tuple[float, float]) -> Verdict:
    """What the numbers say of an expectation; nothing where there are fewer than two pairs."""
    low, high = band
    good, bad = {
        Expected.UP: (found.above, found.below),
        Expected.DOWN: (found.below, found.above),
        Expected.NONE: (found.inside(low, high), found.outside(low, high)),
        Expected.MODEST_UP: (found.above and found.high <= high, found.below or found.low > high),
        Expected.MODEST_DOWN: (found.below and found.low >= low, found.above or found.high < low),
        Expected.NOT_DOWN: (found.low >= low, found.high < low),
        Expected.WITHIN: (found.inside(low, high), found.outside(low, high)),
        Expected.OPEN: (False, False),
    }[expected]
    if expected is Expected.OPEN:
        return Verdict.FOUND if found.above or found.below else Verdict.UNCLEAR
    return Verdict.AS_EXPECTED if good else Verdict.AGAINST if bad else Verdict.UNCLEAR


def in_words(claim: Claim, found: Estimate) -> str:
    """The answer that the numbers give to one claim."""
    said = verdict(claim.expected, found, claim.band)
    ids = claim.ids or "expected"
    if said is Verdict.AS_EXPECTED:
        return f"as {ids} {'says' if one_only(ids) else 'say'}" if claim.ids else "as expected"
    if said is Verdict.AGAINST:
        return f"against {ids}" if claim.ids else "against what was expected"
    if said is Verdict.FOUND:
        return "higher" if found.above else "lower"
    if math.isnan(found.low):
        return "too few runs to say"
    return unclear(claim, found)


def unclear(claim: Claim, found: Estimate) -> str:
    """Between yes and no: whether there is an effect at all, and what it is then unclear about."""
    if claim.expected is Expected.WITHIN:
        return "not clear: the interval reaches across a limit"
    if claim.expected in {Expected.NONE, Expected.NOT_DOWN}:
        return "not clear: the interval reaches beyond what counts as none"
    if found.above or found.below:
        return "an effect, but not clearly a modest one"
    return "no clear effect"


def one_only(ids: str) -> bool:
    """Whether one row is named."""
    return "," not in ids and " and " not in ids


def number(value: float) -> str:
    """Three figures, without exponents; a dash where there is nothing."""
    if not math.isfinite(value):
        return "–"
    if value == 0.0:
        return "0"
    places = max(0, 2 - math.floor(math.log10(abs(value)))) if abs(value) < 1e6 else 0
    return f"{value:,.{min(places, 4)}f}"
