"""The reduced rules with Mesa: agents that step every day, and agents whose events are scheduled."""

from __future__ import annotations

import math
from collections import deque

import mesa
from mesa.experimental.devs import DEVSimulator
from reduced_rules import CRISIS, NEEDS_PACKAGE, PACKAGES_A_DAY, READY, Answers


class Place(mesa.Model):
    """People, the queue for packages, and what is counted."""

    def __init__(self, people: int, seed: int) -> None:
        super().__init__(rng=seed)
        self.a_day = PACKAGES_A_DAY * people
        self.credit = 0.0
        self.queue: deque[Resident] = deque()
        self.in_bed = self.crises = self.days_in_bed = self.days_waiting = self.packages = 0

    def end_day(self) -> None:
        """Packages start, then midnight."""
        self.credit += self.a_day
        while self.queue and self.credit >= 1.0:
            self.credit -= 1.0
            self.packages += 1
            self.queue.popleft().go_home()
        if not self.queue:
            self.credit = min(self.credit, 1.0)
        self.days_in_bed += self.in_bed
        self.days_waiting += len(self.queue)

    @property
    def answers(self) -> Answers:
        """All of it."""
        return Answers(self.crises, self.days_in_bed, self.days_waiting, self.packages)


class Resident(mesa.Agent):
    """Someone at home, in a bed, or waiting there."""

    model: Place
    setting = "home"

    def fall_ill(self) -> None:
        """A crisis, and a bed."""
        self.setting = "bed"
        self.model.in_bed += 1
        self.model.crises += 1

    def be_ready(self) -> None:
        """Go home, or wait for a package."""
        if self.random.random() < NEEDS_PACKAGE:
            self.setting = "waiting"
            self.model.queue.append(self)
        else:
            self.go_home()

    def go_home(self) -> None:
        """Leave the bed."""
        self.setting = "home"
        self.model.in_bed -= 1


class DailyResident(Resident):
    """Has a chance every day."""

    def step(self) -> None:
        """A day."""
        if self.setting == "home":
            if self.random.random() < CRISIS:
                self.fall_ill()
        elif self.setting == "bed" and self.random.random() < READY:
            self.be_ready()


def daily_agents(people: int, days: int, seed: int) -> Answers:
    """One place whose agents step every day."""
    place = Place(people, seed)
    residents = DailyResident.create_agents(place, people)
    for _ in range(days):
        residents.do("step")
        place.end_day()
    return place.answers


class ScheduledResident(Resident):
    """Acts when its next event is due."""

    model: ScheduledPlace

    def fall_ill(self) -> None:
        """A crisis; readiness is put down at once."""
        super().fall_ill()
        self.plan(self.be_ready, READY)

    def go_home(self) -> None:
        """Leave the bed; the next crisis is put down at once."""
        super().go_home()
        self.plan(self.fall_ill, CRISIS)

    def plan(self, what: object, chance: float) -> None:
        """Schedule what happens with a chance a day."""
        days = 1 + math.floor(math.log(1.0 - self.random.random()) / math.log(1.0 - chance))
        self.model.simulator.schedule_event_relative(what, days)


class ScheduledPlace(Place):
    """A place whose nights are scheduled too: they come after the events of their day."""

    def __init__(self, people: int, days: int, seed: int) -> None:
        super().__init__(people, seed)
        self.simulator = DEVSimulator()
        self.simulator.setup(self)
        for resident in ScheduledResident.create_agents(self, people):
            resident.plan(resident.fall_ill, CRISIS)
        for day in range(1, days + 1):
            self.simulator.schedule_event_absolute(self.end_day, day + 0.5)


def scheduled_events(people: int, days: int, seed: int) -> Answers:
    """One place whose agents' events are scheduled."""
    place = ScheduledPlace(people, days, seed)
    place.simulator.run_until(days + 0.75)
    return place.answers
