"""Moves one dial of a run, and looks for the first month in which a measure differs from the run without the move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from abm.measures.definitions import MEASURES
from abm.measures.levels import levels_of
from abm.measures.table import scale_to_england
from abm.model import IntegrationModel
from abm.model.record import MonthKept
from abm.scenario.definition import Definition
from abm.scenario.levers import lever_definitions
from abm.scenario.parameters import parameter_definitions
from abm.scenario.scenario import Scenario

LEVELS = ("england", "council")
Picture = dict[tuple[str, str], np.ndarray]
"""Values of every measure in one month, by level and measure."""


@dataclass(frozen=True)
class Base:
    """The run beside which a dial is moved."""

    settings: tuple[str, ...]
    """What is set on top of the Bill, as on the command line; of a name set twice the last counts."""
    seed: int = 1

    def and_(self, *settings: str, seed: int | None = None) -> Base:
        """The same with more settings."""
        return Base((*self.settings, *settings), self.seed if seed is None else seed)


@cache
def scenario_of(base: Base) -> Scenario:
    """The base's scenario."""
    last = dict(text.split("=", 1) for text in base.settings)
    return Scenario.load("bill_2011").with_settings(f"{name}={value}" for name, value in last.items())


@cache
def base_run(base: Base) -> IntegrationModel:
    """The run that nothing is moved in: once for each worker."""
    return IntegrationModel(scenario_of(base), rng=base.seed).run()


@cache
def base_picture(base: Base, month: int) -> Picture:
    """What the measures of that run show in a month."""
    return picture(base_run(base), month)


def picture(model: IntegrationModel, month: int) -> Picture:
    """What the measures of a month show for England and for each council, as ``measure_table`` counts them."""
    scale = scale_to_england(model)
    shown: Picture = {}
    for level in levels_of(model, [model.record.months[month]]):
        if level.name in LEVELS:
            for measure in MEASURES:
                if level.name in measure.levels:
                    values = np.asarray(measure.count(level.counted), dtype=np.float64)
                    scaled = level.name == "england" and measure.scales
                    shown[level.name, measure.name] = values * scale if scaled else values
    return shown


def measures_that_differ(one: Picture, other: Picture) -> list[str]:
    """Names, each with its level."""
    return [
        f"{level} {measure}"
        for level, measure in one
        if not np.array_equal(one[level, measure], other[level, measure], equal_nan=True)
    ]


def what_is_kept(model: IntegrationModel, month: int) -> list[np.ndarray]:
    """What the measures of a month are counted from. Cheaper to compare than the measures."""
    kept: MonthKept = model.record.months[month]
    accounts = np.arange(len(model.ledger.names))
    watched = vars(kept.oversight) | vars(kept.joint_standing)
    return [
        kept.activity.flows,
        kept.activity.stock_days,
        kept.activity.stocks_at_end,
        model.ledger.spent_by_purpose(accounts, month),
        kept.acute_beds,
        kept.planned_beds,
        kept.thresholds,
        kept.trust,
        kept.joint_flows,
        *(np.asarray(watched[name]) for name in sorted(watched)),
    ]


def same(one: list[np.ndarray], other: list[np.ndarray]) -> bool:
    """Whether all arrays are equal."""
    return all(np.array_equal(a, b, equal_nan=a.dtype.kind == "f") for a, b in zip(one, other, strict=True))


def first_difference(base: Base, dial: str, value: Any) -> tuple[int, list[str]] | None:
    """The first month in which measures differ once the dial is moved, and which do; None if none ever does."""
    scenario = scenario_of(base)
    change = scenario.with_levers if dial in lever_definitions() else scenario.with_parameters
    return first_difference_from(base, change({dial: value}))


def first_difference_from(base: Base, scenario: Scenario) -> tuple[int, list[str]] | None:
    """The first month in which measures of a scenario differ from the base's, and which do; None if none ever does.

    Measures are compared wherever what they are counted from differs, and in the first month and the last anyhow, for
    the sake of numbers that only counting uses.
    """
    beside = base_run(base)
    moved = IntegrationModel(scenario, rng=base.seed)
    while moved.running:
        month = moved.month.index
        moved.step()
        anyhow = month == 0 or not moved.running
        if anyhow or not same(what_is_kept(moved, month), what_is_kept(beside, month)):
            found = measures_that_differ(picture(moved, month), base_picture(base, month))
            if found:
                return month, found
    return None


def far_end(definition: Definition, now: Any) -> Any:
    """The end of its range that is farther from where the dial stands."""
    return definition.low if now - definition.low > definition.high - now else definition.high


def other_values(definition: Definition, now: Any) -> list[Any]:
    """Where a dial may be moved to: every other choice, yes for no, a later or earlier day, the far end."""
    match definition.kind:
        case "choice":
            return [choice for choice in definition.choices if choice != now]
        case "yes or no":
            return [not now]
        case "date":
            return [definition.low if now > date(2011, 1, 1) else date(2012, 7, 1)]
        case _:
            return [far_end(definition, now)]


def stands_at(base: Base, dial: str) -> Any:
    """The value of a dial in a base scenario, before any dated policy."""
    scenario = scenario_of(base)
    group, name = dial.split(".")
    holder = scenario.levers if dial in lever_definitions() else scenario.parameters
    return getattr(getattr(holder, group), name)


def definition_of(dial: str) -> Definition:
    """What a dial may be."""
    return (lever_definitions() | parameter_definitions())[dial]
