"""Primary care trusts drawn over councils: most match one, large councils have several, small ones share."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from abm.world.apportionment import seats
from abm.world.catchments import grow_even_groups
from abm.world.geography import Councils, CountArray, IntArray
from abm.world.schematic_map import PeopleOnMap

PCTS_PER_COUNCIL = 151 / 152
"""Primary care trusts (P002) over councils (P001)."""


@dataclass(frozen=True)
class PctPlan:
    """How many primary care trusts each council has, and which council shares another's only one."""

    parts: CountArray
    """int64 [C]: trusts within the council's lines (1 for most)."""
    shares_with: IntArray
    """int32 [C]: the council whose trust also serves this one; itself for most."""


def plan_pcts(at: Councils, co_terminous_share: float) -> PctPlan:
    """Plan trusts for councils (C) so that this share of councils matches one (P026) and England has 151.

    The largest councils that do not match are split, the smallest share with their nearest neighbour.
    """
    councils = len(at.people)
    matched = math.floor(co_terminous_share * councils)
    others = councils - matched
    trusts = round(PCTS_PER_COUNCIL * councils)
    pairs = min(math.ceil((others + councils - trusts) / 3), others // 2)
    split = np.argsort(-at.people, kind="stable")[: others - 2 * pairs]
    parts = np.ones(councils, dtype=np.int64)
    if len(split):
        spare = max(len(split), trusts - matched - pairs - len(split))
        parts[split] += seats(spare, at.people[split])
    return PctPlan(parts, _pair_smallest(pairs, at, set(split.tolist())))


def _pair_smallest(pairs: int, at: Councils, taken: set[int]) -> IntArray:
    shares_with = np.arange(len(at.people), dtype=np.int32)
    for council in np.argsort(at.people, kind="stable"):
        if pairs == 0:
            break
        free = [other for other in range(len(at.people)) if other not in taken and other != council]
        if council in taken or not free:
            continue
        east, north = at.x[free] - at.x[council], at.y[free] - at.y[council]
        nearest = free[int(np.argmin(east * east + north * north))]
        shares_with[max(council, nearest)] = min(council, nearest)
        taken |= {int(council), nearest}
        pairs -= 1
    return shares_with


def assign_pcts(
    plan: PctPlan, council: IntArray, at: PeopleOnMap, names: tuple[str, ...]
) -> tuple[IntArray, tuple[str, ...]]:
    """The trust of each practice (int32 [P]) and the trusts' names, by the plan and where practices stand."""
    pct = np.empty(len(council), dtype=np.int32)
    pct_names: list[str] = []
    first_of: dict[int, int] = {}
    for index, name in enumerate(names):
        members = np.flatnonzero(council == index)
        partner = int(plan.shares_with[index])
        if partner != index:
            pct[members] = first_of[partner]
            pct_names[first_of[partner]] = f"{names[partner]} and {name} PCT"
            continue
        parts = min(int(plan.parts[index]), len(members))
        first_of[index] = len(pct_names)
        pct[members] = len(pct_names) + grow_even_groups(at.of(members), parts)
        pct_names += [f"{name} PCT"] if parts == 1 else [f"{name} PCT {part + 1}" for part in range(parts)]
    return pct, tuple(pct_names)
