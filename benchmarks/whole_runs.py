"""Whole runs of nine years, organisations and everything: one council, a region, all of England."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmark_table import BenchmarkTable
from circumstances import circumstances

ONE_PLACE, REGION, ENGLAND = "one council", "region of 8 councils", "England"
ALONE = ("geography.places=region", "geography.councils=1", "geography.older_people_per_council=57000")
PLACES = {ONE_PLACE: ALONE, REGION: ("geography.places=region",), ENGLAND: ("geography.places=england",)}
QUICK = ("run.end=2012-03-31", "population.sample=0.1")
MOST_SECONDS_OF_THE_REGION = 1.0
MOST_SECONDS = 60.0
MOST_SECONDS_OF_PEOPLE = 30.0
MOST_MEGABYTES = 2048.0
MOST_TIMES_ONE_PLACE = 1.5
COLUMNS = (
    "places",
    "older people at once",
    "runs",
    "people engine, s",
    "all besides, s",
    "all, s",
    "microseconds a person-year",
    "least and most, s",
    "peak, MB",
)


@dataclass(frozen=True)
class WholeRun:
    """What one run took, after the program was started and the engine compiled."""

    people: float
    """Older people alive, on average over the run."""
    person_years: float
    engine: float
    """Processor seconds in which people lived, counting them one by one and handing on their rows included."""
    all: float
    """Processor seconds from the scenario to the table of measures."""
    peak: float
    """Megabytes that the process held at most."""

    @property
    def cost(self) -> float:
        """Seconds a person-year."""
        return self.all / self.person_years


def whole_runs(folder: Path, *, quick: bool) -> BenchmarkTable:
    """Each run in a process of its own, so that none has the memory of another."""
    repeats = {ONE_PLACE: 5, REGION: 5, ENGLAND: 3}
    runs = {
        place: [run_of(place, seed, quick) for seed in range(1, 2 if quick else 1 + repeats[place])] for place in PLACES
    }
    promises = promises_of(runs[ONE_PLACE], runs[REGION], runs[ENGLAND])
    return BenchmarkTable(
        name="whole_runs",
        columns=COLUMNS,
        rows=[row(place, made) for place, made in runs.items()],
        promise="; ".join(f"{words} ({'yes' if holds else '**no**'})" for words, holds in promises.items()),
        holds=all(promises.values()),
        circumstances=circumstances("`history`, April 2010 to March 2019, one core, processor time, medians"),
    )


def promises_of(alone: Sequence[WholeRun], region: Sequence[WholeRun], england: Sequence[WholeRun]) -> dict[str, bool]:
    """What is promised, in words, and whether it holds."""
    times_one_place = middle([run.cost for run in england]) / middle([run.cost for run in alone])
    return {
        f"The region takes at most {MOST_SECONDS_OF_THE_REGION:.0f} s": middle([run.all for run in region])
        <= MOST_SECONDS_OF_THE_REGION,
        f"England's people take at most {MOST_SECONDS_OF_PEOPLE:.0f} s": middle([run.engine for run in england])
        <= MOST_SECONDS_OF_PEOPLE,
        f"all of England at most {MOST_SECONDS:.0f} s": middle([run.all for run in england]) <= MOST_SECONDS,
        f"and at most {MOST_MEGABYTES:,.0f} MB": middle([run.peak for run in england]) <= MOST_MEGABYTES,
        f"a person-year of England takes at most {MOST_TIMES_ONE_PLACE} times one of a council alone; it takes "
        f"{times_one_place:.2f} times": times_one_place <= MOST_TIMES_ONE_PLACE,
    }


def run_of(place: str, seed: int, quick: bool) -> WholeRun:
    """A run in a process of its own."""
    settings = [*PLACES[place], *(QUICK if quick else ())]
    answer = subprocess.run(
        [sys.executable, __file__, str(seed), *settings], check=True, capture_output=True, text=True
    )
    return WholeRun(**json.loads(answer.stdout.splitlines()[-1]))


def row(place: str, runs: Sequence[WholeRun]) -> list[str]:
    """One line of medians."""
    seconds = [run.all for run in runs]
    return [
        place,
        f"{middle([run.people for run in runs]):,.0f}",
        str(len(runs)),
        f"{middle([run.engine for run in runs]):.2f}",
        f"{middle([run.all - run.engine for run in runs]):.2f}",
        f"{middle(seconds):.2f}",
        f"{1e6 * middle([run.cost for run in runs]):.2f}",
        f"{min(seconds):.2f} to {max(seconds):.2f}",
        f"{middle([run.peak for run in runs]):,.0f}",
    ]


def middle(values: Sequence[float]) -> float:
    """The median."""
    return float(median(values))


def main(seed: int, settings: Sequence[str]) -> None:
    """Make the run and print what it took, after a small one that compiles and loads everything."""
    import time
    from unittest import mock

    from counted_twin import TimedEngine
    from full import SMALL, person_years
    from process_memory import megabytes

    from abm.runs.run import run
    from abm.scenario.scenario import Scenario

    scenario = Scenario.load("history")
    with mock.patch("abm.model.integration_model.PeopleEngine", TimedEngine):
        run(scenario.with_settings(SMALL))
        asked = scenario.with_settings(settings)
        began = time.process_time()
        model: Any = run(asked, seed=seed).model
        taken = time.process_time() - began
    years = person_years(model)
    people = years * 12.0 / len(model.record.months)
    print(json.dumps(asdict(WholeRun(people, years, model.people.seconds, taken, megabytes("VmHWM")))))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
