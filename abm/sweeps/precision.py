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
from abm.sweeps.sweep_plan import SweepPlan


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
class Figure:
    """One figure of a run."""

    measure: str
    level: str
    """One that has a single unit: england or place."""
    period: str

    def value_in(self, table: pa.Table) -> float:
        """The figure in one run's measures; nan where it has none."""
        wanted = (
            (pc.field("measure") == self.measure)
            & (pc.field("level") == self.level)
            & (pc.field("period") == self.period)
        )
        values = table.filter(wanted)["value"].drop_null().to_numpy()
        return float(values.mean()) if len(values) else float("nan")


@dataclass
class PrecisionReached:
    """Samples in steps until half of a mean's 95% interval is at most so wide, for every arm that is named.

    The mean is that of paired differences from the comparison arm, or of the figure itself where there is none.
    """

    figure: Figure
    arms: tuple[str, ...]
    comparison: str | None
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
        """Half of Student's 95% interval, of the arm known least; infinite with fewer than two samples."""
        return max(self._reached_by(arm) for arm in self.arms)

    def _reached_by(self, arm: str) -> float:
        values = self._of(arm) if self.comparison is None else self._of(arm) - self._of(self.comparison)
        known = values[np.isfinite(values)]
        return float(half_width(known.std(ddof=1), len(known))) if len(known) > 1 else float("inf")

    def _of(self, arm: str) -> np.ndarray:
        """The figure in an arm, float64 [samples read]; nan where it is not known."""
        return np.array([self._values.get((sample, arm), np.nan) for sample in range(self._read)], dtype=np.float64)

    def _read_up_to(self, done: int, plan: Plan, store: Store) -> None:
        named = {*self.arms, self.comparison}
        wanted = {run.index for run in plan.runs(self._read, done) if run.arm.name in named}
        for row, table in store.finished(wanted):
            self._values[row.sample, row.arm] = self.figure.value_in(table)
        self._read = done
        if self._values and np.isnan(list(self._values.values())).all() and self._some_done(store, wanted):
            named_figure = f"{self.figure.measure} at level {self.figure.level} in {self.figure.period}"
            raise InputError("precision", "measure", named_figure, "name a figure that is kept of each run")

    def _some_done(self, store: Store, wanted: set[int]) -> bool:
        return any(row.figures for row in store.rows(wanted))


def rounds_of(plan: SweepPlan) -> Rounds:
    """The rule that the experiment states: a fixed number of samples, or precision."""
    rule = plan.experiment.replications.precision
    if rule is None:
        return FixedCount(plan.samples_at_least)
    others = tuple(arm.name for arm in plan.arms if arm is not plan.comparison)
    return PrecisionReached(
        figure=Figure(rule.measure, rule.level, rule.period),
        arms=(rule.arm,) if rule.arm is not None else others or (plan.comparison.name,),
        comparison=plan.comparison.name if others else None,
        half_width=rule.half_width,
        fewest_samples=plan.samples_at_least,
        most_samples=plan.samples_at_most,
        step=rule.step,
    )
