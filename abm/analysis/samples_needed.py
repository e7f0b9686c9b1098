"""How many samples a difference needs to be known to a stated half width."""

from __future__ import annotations

import math

from abm.runs.confidence import half_width

MOST = 1_000_000


def deviation_of(half: float, pairs: int) -> float:
    """The standard deviation of paired differences, from the half width of their mean's interval over two or more."""
    return half / float(half_width(1.0, pairs))


def samples_needed(deviation: float, half: float) -> int | None:
    """The fewest samples, two at least, whose 95% interval has a half width of at most ``half``.

    Nothing where more than a million would be needed or the deviation is not known.
    """
    if not math.isfinite(deviation) or half <= 0.0 or float(half_width(deviation, MOST)) > half:
        return None
    few, many = 1, MOST  # one sample has no interval, so the search starts beyond it
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (few, middle) if float(half_width(deviation, middle)) <= half else (middle, many)
    return max(many, 2)
