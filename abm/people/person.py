"""A person as a row of an array: everything that is true of them, in one record that sit together in memory."""

from __future__ import annotations

import numpy as np

NEVER = 30_000
"""A day after every horizon. Whatever would happen later than this is put down as this: days take two bytes."""
NOBODY = -1
"""The null link of calendars and queues."""

LIVES_ALONE = 1
HAS_CARER = 2
FUNDS_CARE_HOME = 4
FUNDS_HOME_CARE = 8
ACROSS_LINE = 16
"""The person's practice stands in another council than their own."""
DIRECT_PAYMENT = 32
"""They employ their own assistant with the council's money, for as long as the package lasts."""

KNOWN_TO_TEAM = 1
"""A locality team has met this person."""
NEED_FOUND = 2
"""A locality team found a need nobody had reported."""
HAD_PACKAGE = 4
"""A provider of home care has come to this person before."""

PERSON = np.dtype(
    [
        ("luck", "u8"),
        ("crisis_clock", "f8"),
        ("decline_clock", "f8"),
        ("death_clock", "f8"),
        ("help_clock", "f8"),
        ("need_factor", "f8"),
        ("acute_need", "f8"),
        ("birth_day", "i4"),
        ("neighbourhood", "i4"),
        ("queue_next", "i4"),
        ("queue_prev", "i4"),
        ("clock_day", "i2"),
        ("care_day", "i2"),
        ("stay_day", "i2"),
        ("admitted_day", "i2"),
        ("ready_day", "i2"),
        ("declared_day", "i2"),
        ("referral_day", "i2"),
        ("recovered_day", "i2"),
        ("joined_day", "i2"),
        ("asked_day", "i2"),
        ("episodes", "i2"),
        ("requests", "i2"),
        ("hours", "i2"),
        ("wanted", "i2"),
        ("lapsed", "i2"),
        ("queue", "i2"),
        ("practice", "u2"),
        ("early_days", "i1"),
        ("units", "i1"),
        ("replans", "i1"),
        ("declines", "i1"),
        ("setting", "i1"),
        ("frailty", "i1"),
        ("cognition", "i1"),
        ("traits", "i1"),
        ("known", "i1"),
        ("payer", "i1"),
        ("next_payer", "i1"),
        ("stage", "i1"),
        ("step", "i1"),
        ("destination", "i1"),
        ("origin", "i1"),
        ("bed_service", "i1"),
        ("in_reablement", "i1"),
        ("can_benefit", "i1"),
        ("recovering", "i1"),
        ("held", "i1"),
        ("two_week_check", "i1"),
        ("event", "i1"),
    ],
    align=True,
)
"""128 bytes, two lines of a processor's cache: an event is about one person, and touches most of their fields."""

MOST_PRACTICES = 65_535
CACHE_LINES = 128


def room_for_people(count: int) -> np.ndarray:
    """Rows for ``count`` persons, of whom nothing is written yet; none lies across three cache lines.

    Most systems hand over memory as it is written to: rows that nobody ever takes cost nothing there.
    """
    room = np.empty(count * PERSON.itemsize + CACHE_LINES, dtype=np.uint8)
    first = -room.ctypes.data % CACHE_LINES
    return room[first : first + count * PERSON.itemsize].view(PERSON)


def nobody() -> np.ndarray:
    """PERSON [1] from which everyone starts: all zero, but days that never come and links, which point to nobody."""
    person = np.zeros(1, dtype=PERSON)
    for link in ("queue_next", "queue_prev", "queue"):
        person[link] = NOBODY
    for day in ("care_day", "stay_day", "recovered_day"):
        person[day] = NEVER
    return person
