"""A person as a row of an array: everything that is true of them, in one record that sit together in memory."""

from __future__ import annotations

import numpy as np

NEVER = 2_000_000
"""A day after every horizon."""
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
        ("key", "u8"),
        ("tie", "u8"),
        ("crisis_clock", "f8"),
        ("decline_clock", "f8"),
        ("death_clock", "f8"),
        ("help_clock", "f8"),
        ("need_factor", "f8"),
        ("acute_need", "f8"),
        ("birth_day", "i4"),
        ("clock_day", "i4"),
        ("event_day", "i4"),
        ("care_day", "i4"),
        ("stay_day", "i4"),
        ("admitted_day", "i4"),
        ("ready_day", "i4"),
        ("declared_day", "i4"),
        ("referral_day", "i4"),
        ("recovered_day", "i4"),
        ("joined_day", "i4"),
        ("asked_day", "i4"),
        ("calendar_next", "i4"),
        ("calendar_prev", "i4"),
        ("queue_next", "i4"),
        ("queue_prev", "i4"),
        ("queue", "i4"),
        ("neighbourhood", "i4"),
        ("practice", "i4"),
        ("episodes", "i2"),
        ("units", "i2"),
        ("declines", "i2"),
        ("requests", "i2"),
        ("hours", "i2"),
        ("wanted", "i2"),
        ("lapsed", "i2"),
        ("early_days", "i2"),
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
        ("replans", "i1"),
        ("in_reablement", "i1"),
        ("can_benefit", "i1"),
        ("recovering", "i1"),
        ("held", "i1"),
        ("two_week_check", "i1"),
        ("event", "i1"),
    ],
    align=True,
)


def empty_people(count: int) -> np.ndarray:
    """``count`` persons, all fields zero but the links, which point to nobody."""
    people = np.zeros(count, dtype=PERSON)
    for link in ("calendar_next", "calendar_prev", "queue_next", "queue_prev", "queue"):
        people[link] = NOBODY
    for day in ("care_day", "stay_day", "event_day", "recovered_day"):
        people[day] = NEVER
    return people
