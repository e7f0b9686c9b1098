"""Catchments: neighbouring practices that use the same trust."""

from __future__ import annotations

import numpy as np

from abm.world.apportionment import seats, total_of
from abm.world.geography import CountArray, IntArray, RealArray
from abm.world.schematic_map import PeopleOnMap


def grow_groups(at: PeopleOnMap, sizes: CountArray, tie: IntArray | None = None, slack: float = 0.0) -> IntArray:
    """Gather neighbouring practices (P) into groups of about the people asked for: int32 [P], no group empty.

    Each group begins at the practice farthest from the middle that is still alone, so that no edge is left
    over, and takes its nearest; first those that share its ``tie``. It ends with them if it is
    then within ``slack`` (a share) of the size asked for and leaves the others enough.
    """
    count = min(len(sizes), len(at))
    group = np.full(len(at), count - 1, dtype=np.int32)
    alone = np.ones(len(at), dtype=bool)
    from_middle = _squared(at.x - total_of(at.x) / len(at), at.y - total_of(at.y) / len(at))
    for index in range(count - 1):
        left = np.flatnonzero(alone)
        first = left[np.argmax(from_middle[left])]
        distance = _squared(at.x[left] - at.x[first], at.y[left] - at.y[first])
        stranger = np.zeros(len(left), dtype=bool) if tie is None else tie[left] != tie[first]
        nearest = left[np.lexsort((distance, stranger))]
        people = at.people[nearest]
        size = int(people.sum()) * int(sizes[index]) / int(sizes[index:].sum())
        tied = len(left) - int(stranger.sum())
        left_over = int(people[tied:].sum())
        leaves_enough = left_over >= (1.0 - slack) * int(sizes[index + 1 :].sum())
        keeps_ties = leaves_enough and abs(int(people[:tied].sum()) - size) <= slack * size
        wanted = tied if keeps_ties else _members_for(people, size)
        members = nearest[: min(wanted, len(left) - (count - 1 - index))]
        group[members] = index
        alone[members] = False
    return group


def grow_even_groups(at: PeopleOnMap, count: int) -> IntArray:
    """Gather neighbouring practices (P) into this many groups of about as many people each: int32 [P]."""
    return grow_groups(at, np.full(count, int(at.people.sum()) // count, dtype=np.int64))


def _squared(east: RealArray, north: RealArray) -> RealArray:
    return east * east + north * north


def _members_for(people: CountArray, size: float) -> int:
    """How many of these, in order, come closest to this size; at least one."""
    so_far = np.cumsum(people)
    reached = int(np.searchsorted(so_far, size))
    if reached == 0 or reached >= len(people):
        return min(reached + 1, len(people))
    over = so_far[reached] - size
    under = size - so_far[reached - 1]
    return reached if under < over else reached + 1


def draw_catchments(at: PeopleOnMap, community: IntArray, people_per_trust: float) -> IntArray:
    """The trust that the patients of each practice use: int32 [P], numbered from 0.

    ``community`` (int32 [P]) is the health community of each practice: a trust serves one of them only, and
    each has at least one. The rest are shared out by people.
    """
    by_community = np.bincount(community, weights=at.people)
    trusts = seats(round(int(at.people.sum()) / people_per_trust), by_community)
    trust = np.empty(len(community), dtype=np.int32)
    first = 0
    for index, wanted in enumerate(trusts):
        members = np.flatnonzero(community == index)
        count = min(int(wanted), len(members))
        trust[members] = first + grow_even_groups(at.of(members), count)
        first += count
    return trust


def discharge_teams(acute_trust: IntArray) -> tuple[IntArray, IntArray]:
    """Each acute trust's two hospital discharge teams: the team of each practice, the trust of each team.

    Practices of a trust go to its teams in turn, so that both meet the same people and differ only in their
    ways.
    """
    seen = np.zeros(int(acute_trust.max()) + 1, dtype=np.int32)
    team = np.empty(len(acute_trust), dtype=np.int32)
    for practice, trust in enumerate(acute_trust):
        team[practice] = 2 * trust + seen[trust] % 2
        seen[trust] += 1
    return team, np.repeat(np.arange(len(seen), dtype=np.int32), 2)
