"""How large a run is: whether there is room for it, and what to say while a large one is prepared or lived."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from abm.errors import InputError
from abm.scenario.geography import EnglandPlaces, RegionPlaces
from abm.scenario.scenario import Scenario

LARGE = 1_000_000
"""Older people from which a run takes so long that the page says so."""
BYTES_A_PERSON = 260
"""Of a run to its end, for each older person it begins with: 257 on whole synthetic England over nine years."""
MEMORY = Path("/proc/meminfo")
PREPARING = "Preparing places and people…"


def older_people_of(scenario: Scenario) -> float:
    """Older people that a run begins with, near enough; 0 for places from tables, not read yet."""
    places = scenario.geography
    if isinstance(places, EnglandPlaces):
        return scenario.population.sample * scenario.parameters.places.england_older_people
    if isinstance(places, RegionPlaces):
        return scenario.population.sample * places.councils * places.older_people_per_council
    return 0.0


def check_room(scenario: Scenario, let_go: Iterable[Scenario] = ()) -> None:
    """Raise InputError where a run needs more memory than is free, with that of runs that are let go for it."""
    free = free_bytes()
    needed = BYTES_A_PERSON * older_people_of(scenario)
    if free is None or needed <= free + sum(BYTES_A_PERSON * older_people_of(each) for each in let_go):
        return
    remedy = (
        f"it takes {needed / 1e9:.1f} GB of memory, and {free / 1e9:.1f} GB are free: take a region, or start with "
        "--set population.sample=0.1 to see how it works"
    )
    raise InputError(scenario.name, "geography.places", scenario.geography.places, remedy)


def free_bytes() -> float | None:
    """Memory that this machine can still give; None where it does not say."""
    found = re.search(r"^MemAvailable:\s+(\d+) kB", MEMORY.read_text("utf-8"), re.M) if MEMORY.exists() else None
    return float(found[1]) * 1024.0 if found else None


def preparing_words(scenario: Scenario) -> str:
    """What is said while a run is built."""
    people = older_people_of(scenario)
    return f"Preparing {_millions(people)}: this takes minutes…" if people >= LARGE else PREPARING


def living_words(scenario: Scenario, month: str) -> str:
    """What is said while a month is lived; nothing where that is done in a moment."""
    people = older_people_of(scenario)
    return f"{_millions(people)} live through {month}…" if people >= LARGE else ""


def _millions(people: float) -> str:
    return f"{people / 1e6:.1f} million older people"
