"""Targets: figures that runs are held against, read from a file and checked before any run begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from abm.measures.kept import Figure
from abm.measures.known import check_level, known_measure
from abm.measures.measure import WHOLE
from abm.measures.periods import check_reported
from abm.measures.statistic import FORMS, Argument, check_argument, check_period, periods_of
from abm.scenario.period import Period
from abm.world.table_row import TableRow, read_only

COLUMNS = ("id", "measure", "level", "statistic", "period", "low", "high", "unit", "source")
LARGEST = 1e15
"""No figure of a run comes near."""
NOT_FITTED = "validate only"
"""Says in a target's source that nothing may be fitted to it."""
CLASSIFIED = "regime_"
"""Measures of the model's own classifier begin with this: what it was given cannot be fitted to."""


@dataclass(frozen=True)
class Target:
    """One row of a targets file."""

    id: str
    measure: str
    level: str
    statistic: str
    """A name, with its argument after a colon where it has one: ``share_of:delayed_days``."""
    period: str
    """A financial year, a month, or a span ``2012/13..2013/14``."""
    low: float
    high: float
    unit: str
    source: str

    @property
    def name(self) -> str:
        """The statistic without its argument."""
        return self.statistic.partition(":")[0]

    @property
    def argument(self) -> str:
        """What stands after the statistic's colon; empty where nothing does."""
        return self.statistic.partition(":")[2]

    @property
    def measures(self) -> tuple[str, ...]:
        """Its measure, and the other one that the statistic sets it against, if it does."""
        return (self.measure, self.argument) if FORMS[self.name].argument is Argument.MEASURE else (self.measure,)

    @property
    def periods(self) -> list[str]:
        """The periods whose figures it is made of, in order."""
        return periods_of(self.name, self.argument, self.period)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What of a run it is made of."""
        return tuple((measure, self.level, period) for measure in self.measures for period in self.periods)

    @property
    def is_fitted(self) -> bool:
        """Whether parameters may be fitted to it; otherwise it only tells how good a fit to others is."""
        return NOT_FITTED not in self.source.lower() and not self.measure.startswith(CLASSIFIED)

    def holds(self, value: float, factor: float = 1.0) -> bool:
        """Whether a value lies within the interval, widened by a factor on both sides. Never holds nan."""
        reach = abs(self.low) * (1.0 - 1.0 / factor), abs(self.high) * (factor - 1.0)
        if self.high <= 0.0:
            reach = abs(self.low) * (factor - 1.0), abs(self.high) * (1.0 - 1.0 / factor)
        return self.low - reach[0] <= value <= self.high + reach[1]


def figures_needed(targets: Iterable[Target]) -> tuple[Figure, ...]:
    """What of each run these targets are made of, each once: all that has to be kept."""
    return tuple(dict.fromkeys(figure for target in targets for figure in target.figures))


def read_targets(path: Path, run: Period | None = None) -> list[Target]:
    """The targets of a file. Raises InputError, which names file, line and column, for the first that is wrong.

    ``run``: what runs report; with it, periods must lie in that.
    """
    targets: dict[str, Target] = {}
    for row in read_only(path, COLUMNS):
        target = _target(row)
        if target.id in targets:
            raise row.wrong("id", "another row has this id; give each its own")
        if run is not None:
            for period in target.periods:
                check_reported(period, row.where, row.at("period"), run)
        targets[target.id] = target
    return list(targets.values())


def _target(row: TableRow) -> Target:
    low, high = (row.number(column, -LARGEST, LARGEST) for column in ("low", "high"))
    if low > high:
        raise row.wrong("low", f"it must not be above high, {high:g}")
    target = Target(
        id=row.text("id"),
        measure=row.text("measure"),
        level=row.text("level"),
        statistic=row.text("statistic"),
        period=row.text("period"),
        low=low,
        high=high,
        unit=row.cells["unit"],
        source=row.cells["source"],
    )
    measure = known_measure(target.measure, row.where, row.at("measure"))
    check_level(measure, target.level, row.where, row.at("level"))
    _check_statistic(target, row)
    return target


def _check_statistic(target: Target, row: TableRow) -> None:
    """Refuse a statistic that there is not, of the wrong argument, level or period."""
    if target.name not in FORMS:
        raise row.wrong("statistic", f"there is no such statistic; use one of {', '.join(FORMS)}")
    try:
        check_argument(target.name, target.argument)
    except ValueError as error:
        raise row.wrong("statistic", str(error)) from None
    for name in target.measures[1:]:
        other = known_measure(name, row.where, row.at("statistic"))
        check_level(other, target.level, row.where, row.at("statistic"))
    if FORMS[target.name].over_units and target.level in WHOLE:
        raise row.wrong("level", f"{target.name} is over the units of a level, and this one has a single unit")
    try:
        check_period(target.name, target.period)
    except ValueError as error:
        raise row.wrong("period", str(error)) from None
