"""The reduced rules of which several ways are timed: home, crisis, bed, queue for a package, home.

Each day a person at home has a crisis with one chance, a person in a bed is ready with another; of those ready some
need a package of care and wait for it in the bed, first come, first served. So many packages start a day.

How often something happens decides how a calendar of events compares with looking at everybody every day, so crises
and stays are England's, as the model's evidence has them; what is needed afterwards is judgement.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

CRISIS = 0.244 / 365.25
"""Chance a day of a crisis at home: emergency admissions at 65 and over, England 2010-11 (P058)."""
READY = 1.0 / 9.5
"""Chance a day of being ready to go, from the day after the crisis on: whole stays at 65 and over, 2009-10 (P068)."""
NEEDS_PACKAGE = 0.3
"""Of those ready. Judgement."""
PACKAGES_A_DAY = 1.05 * CRISIS * NEEDS_PACKAGE
"""Per person: a little more than are asked for, so that people wait, and not ever longer. Judgement."""
STANDARD_ERRORS = 5.0
PLACE = 100_000
"""More people than this live in several places, each with a queue of its own."""


@dataclass(frozen=True)
class Answers:
    """What all ways are asked for."""

    crises: int
    days_in_bed: int
    """Those who wait for a package among them."""
    days_waiting: int
    packages: int

    def __add__(self, other: Answers) -> Answers:
        return Answers(
            self.crises + other.crises,
            self.days_in_bed + other.days_in_bed,
            self.days_waiting + other.days_waiting,
            self.packages + other.packages,
        )

    @property
    def events(self) -> int:
        """Changes of where somebody is, or waits: crises, endings of stays, packages."""
        return 2 * self.crises + self.packages

    def agree_with(self, other: Answers) -> bool:
        """Whether two samples of the same rules, each of its own luck, lie within what chance allows of one another."""
        stays = self.crises + other.crises
        untimely = self.days_in_bed - self.days_waiting - other.days_in_bed + other.days_waiting
        return (
            abs(self.crises - other.crises) <= STANDARD_ERRORS * math.sqrt(stays)
            and abs(self.packages - other.packages) <= STANDARD_ERRORS * math.sqrt(self.packages + other.packages)
            and abs(untimely) <= STANDARD_ERRORS * math.sqrt(2.0 * stays) / READY
        )


Way = Callable[[int, int, int], Answers]
"""``way(people, days, seed)``: one place's answers."""


def live(way: Way, people: int, days: int, seed: int) -> Answers:
    """All places one after another."""
    answers = Answers(0, 0, 0, 0)
    for first in range(0, people, PLACE):
        answers += way(min(PLACE, people - first), days, seed + first)
    return answers
