"""How much of each service is in use, found by asking everyone: nothing is kept that could be lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from abm.people.twin.person import CARE_HOMES, Person
from abm.people.twin.queue import Queue
from abm.vocabulary import Service, Setting

CARE_HOME_SERVICE = {
    Setting.RESIDENTIAL_HOME: Service.RESIDENTIAL_PLACE,
    Setting.NURSING_HOME: Service.NURSING_PLACE,
}


def places_in_use(people: Sequence[Person]) -> Counter[Queue]:
    """Places, or hours a week, that are in use at each provider."""
    in_use: Counter[Queue] = Counter()
    for person in people:
        for service, amount in places_of(person):
            in_use[person.neighbourhood.queues[service]] += amount
    return in_use


def places_of(person: Person) -> Iterator[tuple[Service, int]]:
    """What one person has. A package and a place in a care home can be kept for someone in hospital."""
    if person.setting in (Setting.DEAD, Setting.NOT_YET_65):
        return
    if person.hours > 0:
        yield Service.HOME_CARE, person.hours
    if person.in_reablement:
        yield Service.REABLEMENT, 1
    if person.lives_in in CARE_HOMES:
        yield CARE_HOME_SERVICE[person.lives_in], 1
    if person.is_in_bed:
        yield person.bed_service, 1


def places_wanted(person: Person, service: Service) -> int:
    """Places, or further hours a week, that someone in a queue would take up."""
    return person.wanted - person.hours if service == Service.HOME_CARE else 1
