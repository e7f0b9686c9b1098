"""How whoever runs a service sets its capacity: towards the wait they tolerate, no faster than they can."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Habits:
    """How fast capacity can move."""

    catch_up_months: float
    """Months in which a queue that is too long is to be worked off."""
    largest_growth: float
    """Largest growth in a month, as a share."""


@dataclass
class WaitingList:
    """One queue as those who run it know it: demand is remembered, smoothed over about three months."""

    demand_a_day: float
    """People (or hours) a day who come, as remembered."""

    def remember(self, came_a_day: float) -> None:
        """Take in a month's arrivals per day."""
        self.demand_a_day = (2.0 * self.demand_a_day + came_a_day) / 3.0

    def staff_needed(self, waiting: float, tolerated_days: float, working_days: float, habits: Habits) -> float:
        """People a working day to be served so that the queue moves towards the tolerated wait.

        A queue no longer than what comes in the tolerated days is right. Staff never fall below nine tenths of
        demand, for those who leave cannot be had back at will.
        """
        too_many = waiting - self.demand_a_day * tolerated_days
        served = self.demand_a_day + too_many / (habits.catch_up_months * working_days)
        return max(0.9 * self.demand_a_day, served, 0.02)

    def places_needed(self, in_use: float, waiting: float, tolerated_days: float, habits: Habits) -> float:
        """Places (or hours) to be open so that the queue moves towards the tolerated wait."""
        too_many = waiting - self.demand_a_day * tolerated_days
        grown = in_use + too_many / habits.catch_up_months
        return min(grown, in_use * (1.0 + habits.largest_growth) + 1.0)
