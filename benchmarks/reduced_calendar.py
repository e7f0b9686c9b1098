"""The reduced rules in this engine's way: a compiled calendar of events, keyed draws, memory asked ahead of time."""

from __future__ import annotations

import math
from typing import Any

import numba
import numpy as np
from numba.core import types
from numba.extending import intrinsic
from reduced_rules import CRISIS, NEEDS_PACKAGE, PACKAGES_A_DAY, READY, Answers

from abm.people.engine.draws import keyed_uniform, luck_of
from abm.people.engine.records import ask_memory_for

NOBODY = -1
HOME, BED = 0, 1
TO_CRISIS = 1.0 / math.log(1.0 - CRISIS)
TO_READY = 1.0 / math.log(1.0 - READY)
"""Days for each unit of a luck's logarithm."""
CRISIS_DRAW, READY_DRAW, PACKAGE_DRAW = 1, 2, 3
PERSON = np.dtype([("luck", "u8"), ("next", "i4"), ("episode", "i2"), ("setting", "i1")], align=True)


def calendar(people: int, days: int, seed: int) -> Answers:
    """One place."""
    persons = np.zeros(people, dtype=PERSON)
    first = np.full(days + 1, NOBODY, dtype=np.int32)
    counts = np.zeros(4, dtype=np.int64)
    live_through(np.uint64(seed), persons, first, np.empty(people, dtype=np.int32), counts)
    return Answers(*counts.tolist())


@intrinsic
def fetch_ahead(typing_context: Any, persons: Any, who: Any) -> Any:
    """``f(persons, who)``: have memory send someone's record before their turn comes."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        first = builder.ptrtoint(context.make_array(persons)(context, builder, given[0]).data, given[1].type)
        ask_memory_for(builder, builder.add(first, builder.mul(given[1], first.type(PERSON.itemsize))), PERSON)
        return context.get_dummy_value()

    return types.void(persons, types.int64), generate


@numba.njit(error_model="numpy", inline="always")
def days_until(luck, draw, occurrence, days_a_log):  # type: ignore[no-untyped-def]
    """Whole days, at least one, until something that happens with a chance a day."""
    return 1 + int(math.log(keyed_uniform(luck, draw, occurrence)) * days_a_log)


@numba.njit(error_model="numpy", inline="always")
def enter(persons, first, who, day):  # type: ignore[no-untyped-def]
    """Put someone down for a day, if it is within the run."""
    if day < len(first):
        persons[who].next = first[day]
        first[day] = who


@numba.njit(error_model="numpy")
def live_through(seed, persons, first, queue, counts):  # type: ignore[no-untyped-def]
    """Everyone's events of each day, then the queue, then the midnight count."""
    people = len(persons)
    for who in range(people):
        persons[who].luck = luck_of(seed, np.uint64(who))
        enter(persons, first, who, days_until(persons[who].luck, CRISIS_DRAW, 0, TO_CRISIS))
    head, waiting, in_bed, credit = 0, 0, 0, 0.0
    for day in range(1, len(first)):
        who = first[day]
        while who != NOBODY:
            person = persons[who]
            following = person.next
            fetch_ahead(persons, following)
            if person.setting == HOME:
                person.setting = BED
                person.episode += 1
                in_bed += 1
                counts[0] += 1
                enter(persons, first, who, day + days_until(person.luck, READY_DRAW, person.episode, TO_READY))
            elif keyed_uniform(person.luck, PACKAGE_DRAW, person.episode) < NEEDS_PACKAGE:
                end = head + waiting
                queue[end if end < people else end - people] = who
                waiting += 1
            else:
                person.setting = HOME
                in_bed -= 1
                enter(persons, first, who, day + days_until(person.luck, CRISIS_DRAW, person.episode, TO_CRISIS))
            who = following
        credit += PACKAGES_A_DAY * people
        while waiting > 0 and credit >= 1.0:
            credit -= 1.0
            who = queue[head]
            head = head + 1 if head + 1 < people else 0
            waiting -= 1
            in_bed -= 1
            counts[3] += 1
            person = persons[who]
            person.setting = HOME
            enter(persons, first, who, day + days_until(person.luck, CRISIS_DRAW, person.episode, TO_CRISIS))
        credit = min(credit, 1.0)
        counts[1] += in_bed
        counts[2] += waiting
