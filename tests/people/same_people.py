"""Comparing two runs person by person, queue by queue and count by count."""

from __future__ import annotations

from typing import Any

import numpy as np

from abm.activity import MonthOfActivity
from abm.people.people_engine import PeopleEngine
from abm.people.person import (
    ACROSS_LINE,
    DIRECT_PAYMENT,
    FUNDS_CARE_HOME,
    FUNDS_HOME_CARE,
    HAD_PACKAGE,
    HAS_CARER,
    KNOWN_TO_TEAM,
    LIVES_ALONE,
    NEED_FOUND,
    NEVER,
    NOBODY,
    PERSON,
)
from abm.people.twin.person import Person
from abm.people.twin.plain_people import PlainPeople
from abm.randomness import luck_of
from abm.vocabulary import Service

LINKS = {"queue_next", "queue_prev"}
IN_OTHER_WORDS = {"luck", "cognition", "traits", "known", "neighbourhood", "queue"}
SAME_WORDS = [name for name in PERSON.names or () if name not in LINKS | IN_OTHER_WORDS]


def assert_same_month(engine: MonthOfActivity, twin: MonthOfActivity) -> None:
    for what in ("stocks_at_end", "stock_days", "flows"):
        left, right = getattr(engine, what), getattr(twin, what)
        different = np.argwhere(left != right)
        assert not len(different), (
            f"{what} differ in month {engine.month} at {different.tolist()}: "
            f"{[(int(left[tuple(at)]), int(right[tuple(at)])) for at in different]}"
        )


def assert_same_people(engine: PeopleEngine, twin: PlainPeople) -> None:
    """Every field of every person that has meaning; the engine's links have none by themselves."""
    place = {hood: number for number, hood in enumerate(twin.world.neighbourhoods)}
    plain = {name: [] for name in PERSON.names or () if name not in LINKS}
    for person in twin.people:
        for name, value in engine_words(person, place[person.neighbourhood], int(engine.rules.seed)).items():
            plain[name].append(value)
    rows = engine.state.people
    due = engine.state.due["day"]
    assert (engine.state.met["team"] == (rows["known"] & KNOWN_TO_TEAM > 0)).all()
    assert due.tolist() == [person.event_day for person in twin.people]
    for name, values in plain.items():
        compiled, expected = rows[name], np.array(values, dtype=PERSON[name])
        if name == "event":
            compiled, expected = (np.where(due == NEVER, 0, event) for event in (compiled, expected))
        different = np.flatnonzero(compiled != expected)
        assert not len(different), (
            f"{name} of person {different[0]}: {compiled[different[0]]} in the engine, {expected[different[0]]} plain"
        )


def engine_words(person: Person, neighbourhood: int, seed: int) -> dict[str, Any]:
    """A plain person in the words of the engine's record."""
    return {name: getattr(person, name) for name in SAME_WORDS} | {
        "luck": luck_of(seed, person.key),
        "neighbourhood": neighbourhood,
        "queue": NOBODY if person.queue is None else person.queue.number,
        "cognition": int(person.cognition_impaired),
        "traits": person.lives_alone * LIVES_ALONE
        + person.has_carer * HAS_CARER
        + person.funds_care_home * FUNDS_CARE_HOME
        + person.funds_home_care * FUNDS_HOME_CARE
        + person.across_line * ACROSS_LINE
        + person.direct_payment * DIRECT_PAYMENT,
        "known": person.known_to_team * KNOWN_TO_TEAM
        + person.need_found * NEED_FOUND
        + person.had_package * HAD_PACKAGE,
    }


def assert_same_queues(engine: PeopleEngine, twin: PlainPeople) -> None:
    """Who waits where in which order, and what is in use and left to give."""
    rows = engine.state.queues
    for queue in twin.world.queues:
        row = rows[queue.number]
        assert standing_in(engine, queue.number) == [
            luck_of(int(engine.rules.seed), person.key) for person in queue.waiting
        ]
        assert int(row["length"]) == len(queue.waiting)
        assert float(row["credit"]) == queue.credit
        assert bool(row["open_today"]) == queue.open_today
    for team, row in zip(twin.world.rapid_response, engine.state.urgent, strict=True):
        assert (float(row["credit"]), int(row["used"])) == (team.credit, team.used)
    for service in Service:
        if not twin.world.queues[twin.services.start[service]].serves_people_a_day:
            assert engine.in_use(service).tolist() == twin.in_use(service).tolist(), service.name


def standing_in(engine: PeopleEngine, number: int) -> list[int]:
    """The luck of those in a queue of the engine, from its head, following the links both ways."""
    people = engine.state.people
    lucks: list[int] = []
    before, who = NOBODY, int(engine.state.queues[number]["head"])
    while who != NOBODY:
        assert people[who]["queue_prev"] == before
        assert people[who]["queue"] == number
        lucks.append(int(people[who]["luck"]))
        before, who = who, int(people[who]["queue_next"])
    assert engine.state.queues[number]["tail"] == before
    return lucks
