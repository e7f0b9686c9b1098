"""One older person's way through the system under one scenario or several, on the same luck."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from abm.dates import date_of, month_of
from abm.errors import InputError
from abm.people.watch.likeness import Likeness
from abm.people.watch.longest_wait import LongestWait
from abm.people.watch.mrs_smith import MrsSmith
from abm.people.watch.one_night import OneNight
from abm.randomness import replication_seed
from abm.runs.comparison import Comparison
from abm.runs.parting import Parting, parting_of

if TYPE_CHECKING:
    from abm.model import IntegrationModel
    from abm.people.watch.life import Life
    from abm.scenario.levers import PaymentLevers
    from abm.scenario.scenario import Scenario

COMMAND = "abm trace"
LIKENESSES: dict[str, type[Likeness]] = {kind.name: kind for kind in (OneNight, MrsSmith, LongestWait)}
USUALLY = (OneNight, LongestWait)
"""Who is looked for where nobody says: the second only where there is none of the first."""

OnRunMonth = Callable[[int, int, int], None]
"""Told the position of a run, its months done and its months in all."""


@dataclass(frozen=True)
class Found:
    """How a person was found."""

    meaning: str
    """Who was looked for: goes on after "people who"."""
    order: str
    """Which of them comes first."""
    people: int
    """How many there were."""
    day: int
    """The day on which the one who is shown fitted."""
    instead_of: str | None = None
    """Who was looked for before, in vain."""


@dataclass(frozen=True)
class Bodies:
    """Who serves the person."""

    council: str
    practice: str
    practice_council: str
    """The council in which the practice stands."""
    hospital: str
    discharge_team: int
    """Its number among the run's teams, from 1."""
    community_trust: str
    commissioners: tuple[str, ...]
    """Whoever commissioned for them, month by month."""

    def commissioner_on(self, day: int) -> str:
        """Who commissioned for them on a day of the run."""
        return self.commissioners[month_of(date_of(day)).index]


@dataclass(frozen=True, eq=False)
class Way:
    """The person's way under one scenario."""

    scenario: Scenario
    life: Life
    bodies: Bodies

    def payment_on(self, day: int) -> PaymentLevers:
        """How hospitals are paid on a day."""
        return self.scenario.levers_on(date_of(day)).payment


@dataclass(frozen=True, eq=False)
class Trace:
    """Somebody's ways, side by side."""

    person: int
    """Their number on the roll of the first scenario's run."""
    seed: int
    found: Found | None
    """None where the person was named."""
    ways: tuple[Way, ...]
    """The first scenario first."""

    def partings(self) -> list[Parting]:
        """Where each other way parts from the first."""
        return [parting_of(self.ways[0].life, way.life) for way in self.ways[1:]]


@dataclass(frozen=True)
class NobodyFound:
    """Nobody in the run was like that."""

    scenario: str
    meaning: str


def likeness_named(name: str) -> type[Likeness]:
    """The likeness of that name. Raises InputError where there is none."""
    if name not in LIKENESSES:
        raise InputError(COMMAND, "--like", name, f"use one of {', '.join(LIKENESSES)}")
    return LIKENESSES[name]


def check_whom(person: int | None, like: str | None) -> None:
    """Raise InputError unless at most one way of choosing somebody is given, and is one that there is."""
    if person is not None and like is not None:
        raise InputError(COMMAND, "--like", like, "give --person or --like, not both")
    if person is not None and person < 1:
        raise InputError(COMMAND, "--person", person, "numbers begin with 1")
    if like is not None:
        likeness_named(like)


def check_traceable(scenarios: Sequence[Scenario]) -> None:
    """Raise InputError unless scenarios have the same people and places, and names that tell them apart."""
    if len(scenarios) > 1:
        Comparison.of(scenarios, command=COMMAND)


def trace(
    scenarios: Sequence[Scenario],
    *,
    person: int | None = None,
    like: str | None = None,
    seed: int = 1,
    luck: int | None = None,
    on_month: OnRunMonth | None = None,
) -> Trace | NobodyFound:
    """Follow somebody under every scenario: by number, or found in a run of the first.

    ``luck`` is the seed of the models themselves, by default that of the first replication of ``seed``. ``on_month`` is
    told of every month of each run; where somebody must be found, run 0 is the search; what it raises ends the trace.

    Raises InputError for a person who is not there, or scenarios on other places.
    """
    check_traceable(scenarios)
    check_whom(person, like)
    told = on_month or _untold
    luck = replication_seed(seed, 0) if luck is None else luck
    found = None
    luck_of_person = None
    if person is None:
        kinds = USUALLY if like is None else (likeness_named(like),)
        answer = _find(scenarios[0], kinds, luck, partial(told, 0))
        if isinstance(answer, NobodyFound):
            return answer
        found, person, luck_of_person = answer
    ways = []
    for at, scenario in enumerate(scenarios):
        place = at + (found is not None)
        model = _model_of(scenario, luck)
        row = _row_of_number(model, person) if luck_of_person is None else _row_of_luck(model, luck_of_person)
        luck_of_person = int(model.people.state.people["luck"][row])
        ways.append(_follow(model, row, partial(told, place)))
    return Trace(person, seed, found, tuple(ways))


def _model_of(scenario: Scenario, luck: int) -> IntegrationModel:
    from abm.model import IntegrationModel

    return IntegrationModel(scenario, rng=luck)


def _find(
    scenario: Scenario, kinds: Sequence[type[Likeness]], luck: int, on_month: Callable[[int, int], None]
) -> tuple[Found, int, int] | NobodyFound:
    """Who is like that in a run: how they were found, their number, and their luck, theirs alone under one seed."""
    from abm.people.watch.roll import Roll

    model = _model_of(scenario, luck)
    searches = [kind() for kind in kinds]

    def look(day: int) -> None:
        for search in searches:
            search.look(model.people.state.people, day)

    model.on_night = look
    model.run(on_month=on_month)
    vain = None
    for search in searches:
        sightings = search.found()
        if sightings:
            first = sightings[0]
            found = Found(search.meaning, search.order, len(sightings), first.day, vain)
            number = Roll.of(model.people).number_of(first.row)
            return found, number, int(model.people.state.people["luck"][first.row])
        vain = search.meaning if vain is None else vain
    return NobodyFound(scenario.name, searches[-1].meaning)


def _row_of_number(model: IntegrationModel, number: int) -> int:
    from abm.people.watch.roll import Roll

    roll = Roll.of(model.people)
    try:
        return roll.row_of(number)
    except IndexError:
        everyone = len(roll) + roll.turning_65_later
        if len(roll) < number <= everyone:
            remedy = f"they turn 65 only after the run ends in {model.run_scenario.run.end:%B %Y}"
        else:
            remedy = "there is nobody of that number"
        raise InputError(COMMAND, "--person", number, f"{remedy}; use a number from 1 to {len(roll)}") from None


def _row_of_luck(model: IntegrationModel, luck: int) -> int:
    rows = np.flatnonzero(model.people.state.people["luck"] == np.uint64(luck))
    if not len(rows):
        scenario = model.run_scenario.name
        raise InputError(
            COMMAND, "SCENARIO", scenario, "the person never turns 65 in it: give scenarios one period and demography"
        )
    return int(rows[0])


def _follow(model: IntegrationModel, row: int, on_month: Callable[[int, int], None]) -> Way:
    from abm.people.watch.diary import Diaries
    from abm.people.watch.life import Life

    diaries = Diaries(model.people, np.array([row]))
    model.on_night = diaries
    model.run(on_month=on_month)
    return Way(model.run_scenario, Life.of(diaries, 0), _bodies_of(model, row))


def _bodies_of(model: IntegrationModel, row: int) -> Bodies:
    places = model.geography
    person = model.people.state.people[row]
    hood, practice = int(person["neighbourhood"]), int(person["practice"])
    hoods = places.neighbourhoods
    commissioners = tuple(
        (places.consortia if month.commissioners_are_consortia else places.pcts).names[month.commissioner.of[hood]]
        for month in model.record.months
    )
    return Bodies(
        council=places.councils.names[hoods.council[hood]],
        practice=places.practices.codes[practice],
        practice_council=places.councils.names[places.practices.council[practice]],
        hospital=places.acute_trusts.names[hoods.acute_trust[hood]],
        discharge_team=int(hoods.team[hood]) + 1,
        community_trust=places.community_trusts.names[hoods.community_trust[hood]],
        commissioners=commissioners,
    )


def _untold(run: int, done: int, of: int) -> None:
    """Nobody asked how far it has got."""
