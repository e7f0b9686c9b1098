"""Rows: those of the dead are closed up, and whoever is here in April 2010 or turns 65 in some years is given one."""

from __future__ import annotations

import math

import numpy as np

from abm.people.engine.draws import S11, luck_of, mix
from abm.people.engine.kernel import inlined, kernel
from abm.people.person import NEVER, NOBODY
from abm.people.population import ENTRY_OF_YEAR
from abm.people.rules import DAYS_A_YEAR
from abm.vocabulary import Setting

DEAD = np.int64(Setting.DEAD)
HERE_AT_START = np.int64(-1)
PARTS_OF_A_YEAR = 9007199254740992.0


@kernel
def close_gaps(tables, start, staying, waiting):
    """Move everyone who lives up to the one before them, and note whoever waits; those in queues must be as many.

    ``tables`` and ``waiting`` as :class:`abm.people.rows.Tables` and :class:`abm.people.rows.Waiting`, the second to be
    filled; ``start`` int64 [neighbourhoods + 1]; ``staying`` int64 [neighbourhoods], to be filled.
    """
    end = 0
    found = 0
    for neighbourhood in range(len(staying)):
        first = end
        for row in range(start[neighbourhood], start[neighbourhood + 1]):
            if tables.people[row].setting == DEAD:
                continue
            if tables.people[row].queue != NOBODY:
                if found == len(waiting.row):
                    raise ValueError("more people stand in queues than these are long")
                waiting.row[found] = row
                waiting.neighbourhood[found] = neighbourhood
                waiting.rank[found] = end - first
                found += 1
            if end < row:
                tables.people[end] = tables.people[row]
                tables.due[end] = tables.due[row]
                tables.met[end] = tables.met[row]
            end += 1
        staying[neighbourhood] = end - first
    if found < len(waiting.row):
        raise ValueError("fewer people stand in queues than these are long")


@kernel
def enter(patch, tables, nobody, next_free, arrival_day, years, seed):
    """Write down those who come in some years, one patch after another, into the rows from ``next_free`` on.

    Keys depend on practice, council and a person's own number only: one more person changes nobody else's luck under a
    seed.

    ``patch`` and ``tables`` as :class:`abm.people.population.Patch` and :class:`abm.people.rows.Tables`; ``nobody``
    PERSON [1], what everyone starts from; ``next_free`` int64 [neighbourhoods], which moves on; ``arrival_day`` int16,
    to be filled; ``years`` int64 [3]: the first (-1: who is here at the start), the one after the last, and the last
    day on which anybody arrives.
    """
    for place in range(len(patch.key)):
        neighbourhood = patch.neighbourhood[place]
        row = next_free[neighbourhood]
        for year in range(years[0], years[1]):
            for number in range(patch.sizes[place, year + 1]):
                key = mix(patch.key[place] + np.uint64(number + (year + 1) * ENTRY_OF_YEAR))
                tables.people[row] = nobody[0]
                person = tables.people[row]
                person.luck = luck_of(seed, key)
                person.neighbourhood = neighbourhood
                person.practice = patch.practice[place]
                person.traits = patch.traits[place]
                tables.due[row].day = NEVER
                tables.met[row].team = 0
                arrival_day[row] = arrives_on(key, year, years[2])
                row += 1
        next_free[neighbourhood] = row


@inlined
def arrives_on(key, year, last_day):
    """The 65th birthday of those who are still younger, spread over their year by their key; -1 for all others."""
    spread = np.float64(mix(key) >> S11) / PARTS_OF_A_YEAR
    day = np.int64(math.floor((year + spread) * DAYS_A_YEAR)) + 1
    if year < 0:
        return HERE_AT_START
    return day if day <= last_day else np.int64(NEVER)
