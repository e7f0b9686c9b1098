"""What is drawn for organisations as time passes. Numbers are part of every result: never renumber."""

from __future__ import annotations

from enum import IntEnum


class Chance(IntEnum):
    """What a draw decides; whose it is and the month are in its key."""

    PROMISE = 101
    """First of the kinds of promise: 101 to 119."""
    LEADER_LEAVES = 120
    PRACTICE_TAKES_PART = 121
    ATTENDS = 122
    POOL_STATES_OUTCOMES = 123
