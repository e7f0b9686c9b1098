"""Queues: first come, first served; those who join on one day stand in the order of a keyed draw."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.pathway import FLOW_SERVICES, Stage
from abm.people.twin.draws import bits
from abm.vocabulary import SERVICES, Service

if TYPE_CHECKING:
    from abm.people.rules import Rules
    from abm.people.twin.person import Person


@dataclass(slots=True, eq=False)
class Queue:
    """Those who wait for one service of one provider."""

    number: int
    service: Service
    key: int
    """Identity for keyed draws."""
    capacity: float = 0.0
    """Places, hours a week, or people a working day."""
    weekend: float = 0.0
    """Part of a working day's service on a closed day."""
    credit: float = 0.0
    """People who could be served now, where capacity is people a day."""
    open_today: bool = False
    """Whether someone new would have been served at once this morning."""
    waiting: list[Person] = field(default_factory=list)
    """The first of them is served next."""

    @property
    def serves_people_a_day(self) -> bool:
        """Whether capacity is people a working day rather than places."""
        return self.service in FLOW_SERVICES


def standing(person: Person) -> tuple[int, int, int]:
    """What decides who stands before whom: the day of joining, then the draw, then identity."""
    return person.joined_day, person.tie, person.key


def join_queue(rules: Rules, person: Person, service: Service, day: int) -> None:
    """Stand in the queue of one's own neighbourhood for a service."""
    person.queue = person.neighbourhood.queues[service]
    person.stage = Stage.IN_QUEUE
    person.joined_day = day
    person.tie = bits(rules, person, Decision.QUEUE_TIE, day * SERVICES + service)
    insort(person.queue.waiting, person, key=standing)


def leave_queue(person: Person) -> None:
    """Leave the queue one stands in, if any."""
    if person.queue is not None:
        person.queue.waiting.remove(person)
        person.queue = None


def count_served(person: Person, service: Service, day: int) -> None:
    """Count someone who has reached the head of a queue, and the days it took."""
    person.neighbourhood.count(Flow.SERVED_FIRST + service)
    person.neighbourhood.count(Flow.WAITED_FIRST + service, day - person.joined_day)
