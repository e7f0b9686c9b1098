"""The engine on the full rules, against the plain twin and against the floor."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from benchmark_table import BenchmarkTable
from circumstances import circumstances
from counted_twin import CountedTwin, TimedEngine, TimedTwin
from floor import Floor, Work
from repeats import ratio_in_words, seconds_of

from abm.model.integration_model import IntegrationModel
from abm.scenario.scenario import Scenario

MOST_TIMES_THE_FLOOR = 4.0
SMALL = ("geography.councils=1", "population.sample=0.02", "run.end=2012-03-31")


def full(folder: Path, *, quick: bool) -> BenchmarkTable:
    """The twin at a size that it can do, the floor at that of a region; the twin's answers must be the engine's."""
    repeats = 2 if quick else 5
    small = Scenario.load("bill_2011").with_settings(SMALL)
    large = Scenario.load("bill_2011").with_settings(["run.end=2012-03-31"] if quick else [])
    counted = model_of(small, CountedTwin)
    work: Work = counted.people.work
    twins = [model_of(small, TimedTwin) for _ in range(repeats)]
    model_of(small, TimedEngine)  # compiles
    engines = [model_of(small, TimedEngine) for _ in range(repeats)]
    same = all(np.array_equal(last(twin), last(engine)) for twin, engine in zip(twins, engines, strict=True))
    region = [beside_the_floor(large, work, person_years(counted)) for _ in range(repeats)]
    over_floor = [engine / floor for engine, floor, _, _ in region]
    return BenchmarkTable(
        name="full",
        columns=("people", "way", "seconds", "events a second", "times the engine's", "engine over floor"),
        rows=[
            row(len(counted.people.people), "plain twin", seconds(twins), work.events, seconds(engines)),
            row(len(counted.people.people), "engine", seconds(engines), work.events),
            row(region[0][2], "engine", [each[0] for each in region], region[0][3], floor=[each[1] for each in region]),
            row(region[0][2], "floor", [each[1] for each in region], region[0][3], [each[0] for each in region]),
        ],
        promise=f"The engine takes at most {MOST_TIMES_THE_FLOOR:.0f} times the floor, and answers as the twin does",
        holds=same and statistics.median(over_floor) <= MOST_TIMES_THE_FLOOR,
        circumstances=circumstances(
            f"One core, processor time, {repeats} turns, everyone of the region until "
            f"{large.run.end}; {work.events / person_years(counted):.1f} events a person-year"
        ),
    )


def last(model: Any) -> np.ndarray:
    """What happened in a run's last month."""
    return np.asarray(model.activity.flows)


def seconds(models: Sequence[Any]) -> list[float]:
    """What people's lives took in each run."""
    return [model.people.seconds for model in models]


def beside_the_floor(scenario: Scenario, work: Work, years: float) -> tuple[float, float, int, int]:
    """Seconds of a run's people and of the floor under as many events; people and events.

    ``work``: what a smaller run's events asked for, in so many person-``years``.
    """
    model = model_of(scenario, TimedEngine)
    people = len(model.people.state.people)
    same_work = work.times(person_years(model) / years)
    taken = model.people.seconds
    del model
    under_it = Floor(people)
    under_it.do(same_work.times(0.001))  # compiles
    return taken, seconds_of(partial(under_it.do, same_work)), people, same_work.events


def row(
    people: int,
    way: str,
    taken: Sequence[float],
    events: int,
    engine: Sequence[float] | None = None,
    floor: Sequence[float] | None = None,
) -> list[str]:
    """One line."""
    median = statistics.median(taken)
    return [
        f"{people:,}",
        way,
        f"{median:.3f}",
        f"{events / median:,.0f}",
        "1" if engine is None else ratio_in_words(taken, engine),
        "" if floor is None else ratio_in_words(taken, floor),
    ]


def model_of(scenario: Scenario, people: type, seed: int = 1) -> Any:
    """A run with its people in the hands of this class."""
    with mock.patch("abm.model.integration_model.PeopleEngine", people):
        return IntegrationModel(scenario, rng=seed).run()


def person_years(model: Any) -> float:
    """Years that people lived in a run."""
    return float(sum(kept.activity.stock_days[:, 0].sum() for kept in model.record.months)) / 365.25
