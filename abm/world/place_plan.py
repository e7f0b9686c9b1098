"""What a source of places has to say, before consortia form and catchments are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from abm.world.geography import Councils, CountArray, IntArray, RealArray
from abm.world.schematic_map import PeopleOnMap


@dataclass(frozen=True)
class PracticeSites:
    """Practices (P) where they stand, with the bodies that the source itself knows."""

    people: CountArray
    """int64 [P]: list size, all ages."""
    council: IntArray
    x: RealArray
    y: RealArray
    pct: IntArray
    group: IntArray | None
    """int32 [P]: the commissioning group that a table names; none in synthetic places, where groups form."""

    @property
    def on_map(self) -> PeopleOnMap:
        """Lists where their practices stand."""
        return PeopleOnMap(self.people, self.x, self.y)


@dataclass(frozen=True)
class PlacePlan:
    """Councils, practices and primary care trusts from one source."""

    source: str
    councils: Councils
    practices: PracticeSites
    pct_codes: tuple[str, ...]
    pct_names: tuple[str, ...]
    group_codes: tuple[str, ...] = ()
    group_names: tuple[str, ...] = ()
