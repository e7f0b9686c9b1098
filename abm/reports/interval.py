"""A mean over replications and how precisely they pin it down."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from abm.runs.confidence import half_width

MEANING = (
    "95% confidence interval of the mean over replications (Student's t). It says how precisely these "
    "replications pin down the model's own average, not how sure anyone can be about the world"
)

ALIKE = "All alike: every replication gave the same figure, so there is no interval to give."


@dataclass(frozen=True)
class Interval:
    """A mean, with limits where there are at least two replications to tell them from."""

    mean: float
    low: float | None
    high: float | None

    @property
    def is_all_alike(self) -> bool:
        """Whether every replication gave the same figure, but for rounding."""
        if self.low is None or self.high is None:
            return False
        return math.isclose(self.low, self.high, rel_tol=1e-9, abs_tol=1e-12)


def interval_of_mean(values: Sequence[float]) -> Interval | None:
    """The mean of one value per replication with its 95% interval; nothing where there is no value."""
    known = [float(value) for value in values if math.isfinite(value)]
    if not known:
        return None
    mean = statistics.fmean(known)
    if len(known) == 1:
        return Interval(mean, None, None)
    half = float(half_width(statistics.stdev(known), len(known)))
    return Interval(mean, mean - half, mean + half)
