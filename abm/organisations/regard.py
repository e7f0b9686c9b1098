"""Regard for the other side's cost, and the wait that a body therefore tolerates (M7).

A body chooses how long others' patients may wait for it. Haste costs it money (overtime, spare staff), in inverse
proportion to the wait; each day of wait costs the other side a bed day, of which it counts ``regard`` as its own, and
itself a charge and its own sense of duty. With cost ``k / T + weight * T`` the best wait is ``sqrt(k / weight)``: so
waits are habits times the root of what a day was worth when the habit formed over what it is worth now.
"""

from __future__ import annotations

import math

MOST_REGARD = 1.0
"""Nobody minds another's cost more than their own."""


def regard_for(trust: float, per_trust: float) -> float:
    """Share of the other side's cost counted as one's own."""
    return min(MOST_REGARD, per_trust * trust)


def weight_of_a_day(duty: float, charge: float, regard: float, cost_to_other: float) -> float:
    """What a day of somebody's wait is worth to the body that causes it, in pounds."""
    return duty + charge + regard * cost_to_other


def tolerated_wait(habit_days: float, weight: float, usual_weight: float, stress: float) -> float:
    """Days of wait tolerated: the habit, shorter when a day is dearer than it was, longer under stress."""
    return habit_days * math.sqrt(usual_weight / weight) * (1.0 + stress)
