"""Patients whose practice stands in another council: lists do not stop at council lines (E104)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from abm.world.apportionment import apportion
from abm.world.geography import Councils, CountArray, IntArray
from abm.world.place_plan import PracticeSites
from abm.world.schematic_map import neighbours

NEAREST_PRACTICES = 4
"""One practice in this many, the nearest to the line, has patients beyond it."""


@dataclass(frozen=True)
class ListParts:
    """The people of one practice who live in one council (N parts), in the order of practices."""

    practice: IntArray
    council: IntArray
    people: CountArray


def parts_of_lists(practices: PracticeSites, councils: Councils, community: IntArray, share: float) -> ListParts:
    """Split each list by council of residence, with ``share`` of residents at most on lists across the line.

    Neighbouring councils exchange equal numbers, so that lists and residents both still add up. Exchange
    stays within a health community (``community``, int32 [C]).
    """
    pairs = [(a, b) for a, b in neighbours(councils.x, councils.y) if community[a] == community[b]]
    lines = np.bincount([council for pair in pairs for council in pair], minlength=len(councils.codes))
    abroad: dict[tuple[int, int], int] = {}
    for a, b in pairs:
        smaller = min(int(councils.people[a]) / int(lines[a]), int(councils.people[b]) / int(lines[b]))
        exchanged = int(share * smaller)
        for home, beyond in ((a, b), (b, a)):
            nearest = _nearest_practices(home, beyond, practices, councils)
            for practice, people in zip(nearest, apportion(exchanged, practices.people[nearest]), strict=True):
                abroad[int(practice), beyond] = int(people)
    at_home = practices.people.copy()
    for (practice, _), people in abroad.items():
        at_home[practice] -= people
    rows = [(practice, int(practices.council[practice]), int(at_home[practice])) for practice in range(len(at_home))]
    rows += [(practice, council, people) for (practice, council), people in abroad.items()]
    columns = np.array(sorted(row for row in rows if row[2] > 0), dtype=np.int64)
    return ListParts(columns[:, 0].astype(np.int32), columns[:, 1].astype(np.int32), columns[:, 2])


def _nearest_practices(home: int, beyond: int, practices: PracticeSites, councils: Councils) -> CountArray:
    """The practices of council ``home`` that stand nearest to council ``beyond``, as positions: int64."""
    members = np.flatnonzero(practices.council == home)
    east = practices.x[members] - councils.x[beyond]
    north = practices.y[members] - councils.y[beyond]
    order = members[np.argsort(east * east + north * north, kind="stable")]
    return order[: max(1, len(order) // NEAREST_PRACTICES)]
