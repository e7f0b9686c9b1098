"""Health economies: places that share no queue with any other place within a month."""

from __future__ import annotations

import numpy as np

from abm.world.apportionment import total_of
from abm.world.geography import IntArray
from abm.world.schematic_map import PeopleOnMap


class Joined:
    """Sets of things that are joined two at a time (union-find); the lowest of a set stands for it."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def join(self, first: int, second: int) -> None:
        """Put both, and whatever is joined to either, into one set."""
        low, high = sorted((self.of(first), self.of(second)))
        self._parent[high] = low

    def of(self, member: int) -> int:
        """The lowest of the set that this one is in."""
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def numbered(self, members: int) -> IntArray:
        """The sets of the first ``members``, numbered from 0 in the order of their lowest: int32."""
        lowest = [self.of(member) for member in range(members)]
        number = {root: index for index, root in enumerate(sorted(set(lowest)))}
        return np.array([number[root] for root in lowest], dtype=np.int32)


def economies_of_councils(council: IntArray, bodies: list[IntArray], councils: int) -> IntArray:
    """The health economy of each council: int32 [C].

    ``council`` and each array of ``bodies`` have one entry for each group of people who share them. Councils
    are in one economy when a chain of shared bodies leads from one to the other.
    """
    joined = Joined(councils)
    for body in bodies:
        first_council: dict[int, int] = {}
        for where, which in set(zip(council.tolist(), body.tolist(), strict=True)):
            joined.join(first_council.setdefault(which, where), where)
    return joined.numbered(councils)


def draw_communities(linked: IntArray, at: PeopleOnMap, least: float, most: float) -> IntArray:
    """Join neighbouring places until each community could fill a mental health trust: int32 [C].

    ``linked`` (int32 [C]) says which councils already share a commissioner and cannot be parted. The smallest
    is joined to its nearest until all have ``least`` people; never beyond ``most``. Catchments are drawn
    within communities, so that chains of trusts do not tie all of England into one economy.
    """
    community = linked.copy()
    settled: set[int] = set()
    while True:
        sizes = np.bincount(community, weights=at.people)
        small = [int(c) for c in np.unique(community) if sizes[c] < least and int(c) not in settled]
        if not small:
            return _renumbered(community)
        smallest = min(small, key=lambda c: (sizes[c], c))
        nearest = _nearest_community(smallest, community, at, most - sizes[smallest])
        if nearest is None:
            settled.add(smallest)
        else:
            community[community == smallest] = nearest
            settled.clear()


def _nearest_community(place: int, community: IntArray, at: PeopleOnMap, room: float) -> int | None:
    here = _middle(at.of(np.flatnonzero(community == place)))
    found: list[tuple[float, int]] = []
    for other in np.unique(community):
        members = at.of(np.flatnonzero(community == other))
        if other == place or members.people.sum() > room:
            continue
        there = _middle(members)
        east, north = there[0] - here[0], there[1] - here[1]
        found.append((east * east + north * north, int(other)))
    return min(found)[1] if found else None


def _middle(at: PeopleOnMap) -> tuple[float, float]:
    total = float(at.people.sum())
    return total_of(at.x * at.people) / total, total_of(at.y * at.people) / total


def _renumbered(community: IntArray) -> IntArray:
    first: dict[int, int] = {}
    return np.array([first.setdefault(int(c), len(first)) for c in community], dtype=np.int32)
