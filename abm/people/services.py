"""The queues of a run: which service of which organisation or place serves each neighbourhood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from abm.people.pathway import SERVICE_ORDER
from abm.people.person import NOBODY
from abm.people.state import QUEUE, Layout
from abm.randomness import key_of
from abm.vocabulary import Service
from abm.world.geography import Geography

OF_ACUTE_TRUSTS = frozenset({Service.ACUTE_BED, Service.NHS_ASSESSMENT})


@dataclass(frozen=True)
class ServiceQueues:
    """Where each service's queues stand among all queues."""

    start: tuple[int, ...]
    """First queue of each service, and the number of all queues at the end."""
    queue_of: np.ndarray
    """int32 [neighbourhoods, SERVICES]."""

    def of(self, service: Service) -> slice:
        """The queues of a service, one for each organisation or council that runs it, in their order."""
        return slice(self.start[service], self.start[service + 1])

    @property
    def count(self) -> int:
        """Number of all queues."""
        return self.start[-1]


def providers_of(service: Service, geography: Geography) -> tuple[np.ndarray, int]:
    """Who runs a service for each neighbourhood, int32 [neighbourhoods], and how many of them there are."""
    hoods = geography.neighbourhoods
    if service in OF_ACUTE_TRUSTS:
        return hoods.acute_trust, len(geography.acute_trusts)
    if service == Service.FURTHER_NHS_CARE:
        return hoods.community_trust, len(geography.community_trusts)
    if service == Service.MENTAL_HEALTH_BED:
        return hoods.mental_health_trust, len(geography.mental_health_trusts)
    return hoods.council, len(geography.councils.codes)


def lay_out_queues(geography: Geography) -> ServiceQueues:
    """Number all queues, service by service."""
    start = [0]
    queue_of = np.empty((len(geography.neighbourhoods), len(Service)), dtype=np.int32)
    for service in Service:
        provider, count = providers_of(service, geography)
        queue_of[:, service] = start[-1] + provider
        start.append(start[-1] + count)
    return ServiceQueues(tuple(start), queue_of)


def empty_queues(services: ServiceQueues) -> np.ndarray:
    """QUEUE [Q]: nobody waiting, no capacity yet."""
    queues = np.zeros(services.count, dtype=QUEUE)
    queues["head"] = queues["tail"] = NOBODY
    queues["ordered_day"] = queues["served_day"] = -1
    for service in Service:
        part = services.of(service)
        queues["service"][part] = service
        queues["key"][part] = [key_of(int(service), place) for place in range(part.stop - part.start)]
    return queues


def lay_out_economies(geography: Geography, services: ServiceQueues, person_start: np.ndarray) -> Layout:
    """Which people, queues, rapid response units and neighbourhoods belong to each health economy.

    ``person_start``: where each neighbourhood's people start, int64 [neighbourhoods + 1]; people stand in the order of
    neighbourhoods, these in that of economies.
    """
    hoods = geography.neighbourhoods
    queues: list[int] = []
    queue_start = [0]
    units: list[int] = []
    unit_start = [0]
    for economy in range(geography.economy_count):
        here = hoods.economy == economy
        for service in SERVICE_ORDER:
            queues.extend(np.unique(services.queue_of[here, service]).tolist())
        units.extend(np.unique(hoods.community_trust[here]).tolist())
        queue_start.append(len(queues))
        unit_start.append(len(units))
    if len(queues) != len(set(queues)):
        raise ValueError("a queue belongs to two health economies")
    boundaries = np.searchsorted(hoods.economy, np.arange(geography.economy_count + 1))
    return Layout(
        person_start=person_start[boundaries],
        person_start_of_neighbourhood=person_start,
        queue_start=np.array(queue_start, dtype=np.int64),
        queues=np.array(queues, dtype=np.int32),
        neighbourhood_start=boundaries.astype(np.int64),
        unit_start=np.array(unit_start, dtype=np.int64),
        units=np.array(units, dtype=np.int32),
    )


def largest_economy(layout: Layout) -> int:
    """People of the largest health economy."""
    return int(np.diff(layout.person_start).max(initial=0))


def economies_by_size(layout: Layout) -> list[int]:
    """Every health economy, that of most people first: cores that share them out so end at about the same time."""
    return [int(economy) for economy in np.argsort(-np.diff(layout.person_start), kind="stable")]
