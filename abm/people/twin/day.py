"""A day: the morning, everyone's events, the queues in the order of the services, the midnight count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from abm.dates import date_of, is_closed
from abm.people.decision import Decision
from abm.people.pathway import SERVICE_ORDER
from abm.people.rules import Rules
from abm.people.twin.arrival import serve_placed
from abm.people.twin.clocks import set_next_event, settle_clocks
from abm.people.twin.events import live_through_event
from abm.people.twin.front_door import serve_bed
from abm.people.twin.journey import serve_assessed
from abm.people.twin.neighbourhood import Neighbourhood
from abm.people.twin.person import Person
from abm.people.twin.places_in_use import places_in_use, places_wanted
from abm.people.twin.queue import Queue, count_served, leave_queue
from abm.people.twin.rapid_response import RapidResponse
from abm.people.twin.stocks import count_midnight
from abm.randomness import keyed_uniform
from abm.vocabulary import Service


@dataclass(frozen=True)
class Everything:
    """All people, places and services of a run."""

    people: Sequence[Person]
    neighbourhoods: Sequence[Neighbourhood]
    queues: Sequence[Queue]
    rapid_response: Sequence[RapidResponse]


def live_through_day(rules: Rules, world: Everything, day: int) -> None:
    """One day of everyone."""
    in_use = places_in_use(world.people)
    for queue in world.queues:
        open_service(rules, queue, in_use[queue], day)
    for team in world.rapid_response:
        team.start_day()
    for person in world.people:
        if person.event_day == day:
            live_through_event(rules, person, day)
    for service in SERVICE_ORDER:
        for queue in world.queues:
            if queue.service == service:
                serve_queue(rules, queue, world.people, day)
    count_midnight(rules, world.neighbourhoods, world.people, day)


def open_service(rules: Rules, queue: Queue, in_use: int, day: int) -> None:
    """Settle what can be served today, and note whether someone new would be served at once."""
    queue.open_today = not queue.waiting
    if queue.serves_people_a_day:
        queue.credit += people_served_today(rules, queue, day)
    elif in_use >= queue.capacity:
        queue.open_today = False


def people_served_today(rules: Rules, queue: Queue, day: int) -> float:
    """People who can be served today: other work takes more of the service on some days than on others."""
    swing = keyed_uniform(int(rules.seed), queue.key, Decision.OTHER_WORK, day) - 0.5
    capacity = queue.capacity * (1.0 + rules.other_work_swing * swing)
    return capacity * queue.weekend if is_closed(date_of(day)) else capacity


def serve_queue(rules: Rules, queue: Queue, people: Sequence[Person], day: int) -> None:
    """Serve from the head while there is capacity; nobody overtakes."""
    if queue.serves_people_a_day:
        serve_by_credit(rules, queue, day)
    elif queue.waiting and starts_today(rules, queue, day):
        fill_places(rules, queue, people, day)


def serve_by_credit(rules: Rules, queue: Queue, day: int) -> None:
    """Each person served uses up one; of what is left when nobody waits, no more than one is kept."""
    while queue.waiting:
        if queue.credit < 1.0:
            return
        queue.credit -= 1.0
        serve(rules, queue.waiting[0], queue.service, day)
    queue.credit = min(queue.credit, 1.0)


def fill_places(rules: Rules, queue: Queue, people: Sequence[Person], day: int) -> None:
    """Each person served takes up the places or hours they want, and no others are freed meanwhile."""
    in_use = places_in_use(people)[queue]
    while queue.waiting:
        person = queue.waiting[0]
        in_use += places_wanted(person, queue.service)
        if in_use > queue.capacity:
            return
        serve(rules, person, queue.service, day)


def starts_today(rules: Rules, queue: Queue, day: int) -> bool:
    """Whether places, packages and slots are taken up today: on closed days only some are; acute beds always."""
    if queue.service == Service.ACUTE_BED or not is_closed(date_of(day)):
        return True
    return keyed_uniform(int(rules.seed), queue.key, Decision.CLOSED_DAY_START, day) < queue.weekend


def serve(rules: Rules, person: Person, service: Service, day: int) -> None:
    """The person at the head of a queue gets what they waited for."""
    settle_clocks(rules, person, day)
    serves_people_a_day = person.queue is not None and person.queue.serves_people_a_day
    leave_queue(person)
    count_served(person, service, day)
    if service == Service.ACUTE_BED:
        serve_bed(rules, person, day)
    elif serves_people_a_day:
        serve_assessed(rules, person, service, day)
    else:
        serve_placed(rules, person, service, day)
    set_next_event(rules, person, day)
