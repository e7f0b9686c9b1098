"""When a sweep has enough samples: after a fixed number, or once a difference is known precisely enough."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from abm.errors import InputError
from abm.runs.confidence import half_width
from abm.sweeps.plan import Plan
from abm.sweeps.store import Store


class Rounds(Protocol):
    """Decides between rounds of whole samples; the same finished runs give the same decision."""

    @property
    def most_samples(self) -> int:
        """How many samples there can be at most."""

    def next(self, done: int, plan: Plan, store: Store) -> int:
        """How many samples there are to be in all after the next round; ``done`` where these are enough."""


@dataclass(frozen=True)
class FixedCount:
    """So many samples, whatever they show."""

    most_samples: int

    def next(self, done: int, plan: Plan, store: Store) -> int:
        """All at once."""
        return self.most_samples


@dataclass(frozen=True)
class NamedDifference:
    """One figure's difference between an arm and the arm that it is compared with."""

    arm: str
    comparison: str
    measure: str
    level: str
    period: str
    unit: str | None = None
    """Whose; nothing for the mean over all units of the level."""

    def value_in(self, table: pa.Table) -> float:
        """The figure in one run's measures; nan where it has none."""
        wanted = (
            (pc.field("measure") == self.measure)
            & (pc.field("level") == self.level)
            & (pc.field("period") == self.period)
        )
        if self.unit is not None:
            wanted &= pc.field("unit") == self.unit
        values = table.filter(wanted)["value"].drop_null().to_numpy()
        return float(values.mean()) if len(values) else float("nan")


@dataclass
class PrecisionReached:
    """Samples in steps until half of the difference's 95% interval is at most so wide. Differences are paired."""

    difference: NamedDifference
    half_width: float
    """In the measure's own unit."""
    fewest_samples: int
    """At least two."""
    most_samples: int
    step: int
    _values: dict[tuple[int, str], float] = field(default_factory=dict)
    _read: int = 0

    def next(self, done: int, plan: Plan, store: Store) -> int:
        """The next round, of a step. Raises InputError where no finished run has the figure."""
        if done == 0:
            return min(self.fewest_samples, self.most_samples)
        self._read_up_to(done, plan, store)
        enough = done >= self.most_samples or self.reached() <= self.half_width
        return done if enough else min(done + self.step, self.most_samples)

    def reached(self) -> float:
        """Half of Student's 95% interval over the pairs read so far; infinite with fewer than two."""
        pairs = self._pairs()
        if len(pairs) < 2:
            return float("inf")
        return float(half_width(pairs.std(ddof=1), len(pairs)))

    def _pairs(self) -> np.ndarray:
        """Differences, float64 [samples in which both arms have the figure]."""
        named = self.difference
        both = [
            self._values.get((sample, named.arm), np.nan) - self._values.get((sample, named.comparison), np.nan)
            for sample in range(self._read)
        ]
        differences = np.array(both, dtype=np.float64)
        return differences[np.isfinite(differences)]

    def _read_up_to(self, done: int, plan: Plan, store: Store) -> None:
        arms = (self.difference.arm, self.difference.comparison)
        wanted = {run.index for run in plan.runs(self._read, done) if run.arm.name in arms}
        for row, table in store.finished(wanted):
            self._values[row.sample, row.arm] = self.difference.value_in(table)
        self._read = done
        if self._values and np.isnan(list(self._values.values())).all() and self._some_done(store, wanted):
            named = self.difference
            figure = f"{named.measure} at level {named.level} in {named.period}"
            raise InputError("precision", "measure", figure, "name a figure that is kept of each run")

    def _some_done(self, store: Store, wanted: set[int]) -> bool:
        return any(row.figures for row in store.rows(wanted))
