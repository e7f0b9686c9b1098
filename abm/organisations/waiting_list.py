"""How whoever runs a service sets its capacity: towards the wait they tolerate, no faster than they can."""

from __future__ import annotations

import math
from dataclasses import dataclass

HOURS_A_PACKAGE = 10.0
"""Hours a week of a package, by which a queue of people for home care is turned into hours."""


@dataclass(frozen=True)
class Habits:
    """How fast capacity can move."""

    catch_up_months: float
    """Months in which a queue that is too long is to be worked off."""
    largest_growth: float
    """Largest growth in a month, as a share."""
    spare_swings: float
    """Places kept free where nobody is to wait, in roots of a month's starts."""


@dataclass(frozen=True)
class Opened:
    """What is open of a service now: all in places, or all in hours a week."""

    capacity: float
    in_use: float
    waiting: float
    unit: float = 1.0
    """Places that one person takes."""


@dataclass
class WaitingList:
    """One queue as those who run it know it: demand is remembered, smoothed over about two months."""

    demand_a_day: float
    """People (or hours) a day who come, as remembered."""

    def remember(self, came_a_day: float) -> None:
        """Take in a month's arrivals per day."""
        self.demand_a_day = 0.5 * self.demand_a_day + 0.5 * came_a_day

    def staff_needed(self, waiting: float, tolerated_days: float, working_days: float, habits: Habits) -> float:
        """People a working day to be able to serve, so that the mean wait is the tolerated one.

        With one queue and ``spare`` more capacity than demand, people wait about ``1 / (2 spare)`` days (M/D/1 near
        full load); a backlog beyond the tolerated queue is worked off on top.
        """
        spare = 0.5 / max(0.05, tolerated_days)
        too_many = max(0.0, waiting - self.demand_a_day * tolerated_days - 1.0)
        return self.demand_a_day + spare + too_many / (habits.catch_up_months * working_days)

    def places_to_open(self, opened: Opened, tolerated_days: float, habits: Habits) -> float:
        """Places (or hours) to open now, so that the queue moves towards the tolerated wait.

        Some places are kept free for the swings of a month (a root of its starts), fewer the longer people may wait.
        Places come and go no faster than the largest growth.
        """
        starts_a_month = max(0.0, 30.0 * self.demand_a_day / opened.unit)
        spare = habits.spare_swings * opened.unit * math.sqrt(starts_a_month) / (1.0 + 4.0 * tolerated_days)
        too_many = opened.waiting - self.demand_a_day * tolerated_days
        wanted = opened.in_use + spare + too_many / habits.catch_up_months
        most = opened.capacity * (1.0 + habits.largest_growth) + opened.unit
        least = opened.capacity * (1.0 - habits.largest_growth) - opened.unit
        return max(0.0, least, min(most, wanted))
