"""The reduced rules as NumPy arrays: with chances every day, and, quicker, with the day of everyone's next event."""

from __future__ import annotations

import numpy as np
from reduced_rules import CRISIS, NEEDS_PACKAGE, PACKAGES_A_DAY, READY, Answers

HOME, BED, WAITING = 0, 1, 2


class Packages:
    """The queue, and who gets a package on a day."""

    def __init__(self, people: int) -> None:
        self.a_day = PACKAGES_A_DAY * people
        self.credit = 0.0
        self.queue: list[int] = []

    def served(self, joining: np.ndarray) -> list[int]:
        """Those whose turn it is, once others have joined."""
        self.queue.extend(joining.tolist())
        self.credit += self.a_day
        count = min(int(self.credit), len(self.queue))
        now, self.queue = self.queue[:count], self.queue[count:]
        self.credit = min(self.credit - count, 1.0) if not self.queue else self.credit - count
        return now


def daily_chances(people: int, days: int, seed: int) -> Answers:
    """One place: every person's chance is drawn every day."""
    chance = np.random.default_rng(seed)
    setting = np.zeros(people, dtype=np.int8)
    packages = Packages(people)
    crises = days_in_bed = days_waiting = started = 0
    for _ in range(days):
        luck = chance.random(people)
        falling_ill = (setting == HOME) & (luck < CRISIS)
        ready = np.flatnonzero((setting == BED) & (luck < READY))
        setting[falling_ill] = BED
        in_need = chance.random(len(ready)) < NEEDS_PACKAGE
        setting[ready] = np.where(in_need, WAITING, HOME)
        served = packages.served(ready[in_need])
        setting[served] = HOME
        crises += int(np.count_nonzero(falling_ill))
        started += len(served)
        days_in_bed += int(np.count_nonzero(setting != HOME))
        days_waiting += len(packages.queue)
    return Answers(crises, days_in_bed, days_waiting, started)


def next_days(people: int, days: int, seed: int) -> Answers:
    """One place: the day of everyone's next event is drawn once, and every day all are searched for whose it is."""
    chance = np.random.default_rng(seed)
    setting = np.zeros(people, dtype=np.int8)
    due = chance.geometric(CRISIS, people).astype(np.int32)
    packages = Packages(people)
    crises = days_in_bed = days_waiting = started = in_bed = 0
    for day in range(1, days + 1):
        today = np.flatnonzero(due == day)
        ill, ready = today[setting[today] == HOME], today[setting[today] == BED]
        in_need = chance.random(len(ready)) < NEEDS_PACKAGE
        served = packages.served(ready[in_need])
        going_home = np.concatenate([ready[~in_need], np.array(served, dtype=np.int64)])
        setting[ill] = BED
        due[ill] = day + chance.geometric(READY, len(ill))
        setting[going_home] = HOME
        due[going_home] = day + chance.geometric(CRISIS, len(going_home))
        crises += len(ill)
        started += len(served)
        in_bed += len(ill) - len(going_home)
        days_in_bed += in_bed
        days_waiting += len(packages.queue)
    return Answers(crises, days_in_bed, days_waiting, started)
