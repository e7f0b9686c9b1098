"""Places as data: practices on a map, councils, commissioners and trusts, and who overlaps whom.

Co-terminosity is measured here from the people that bodies share. Nothing sets it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int32]
CountArray = npt.NDArray[np.int64]
RealArray = npt.NDArray[np.float64]

PlacesSource = Literal["region", "england", "tables"]
AlignmentRule = Literal["free", "within_council", "one_to_one"]

WHOLE = 0.95
"""A body lies within another when at least this share of its people do (the convention of P027 to P030)."""
PRESENT = 0.05
"""A body is present in another when it has at least this share of the other's people (P029, P031)."""


@dataclass(frozen=True)
class GeographyChoice:
    """Which places a run has. Only ``tables`` needs paths, and of these only ``overlap``."""

    source: PlacesSource = "region"
    seed: int = 1
    """Seed of the places themselves; the seed of a run is another."""
    councils: int | None = None
    """Councils in a synthetic region (8 if not said). England has 152; tables say for themselves."""
    older_people_per_council: int = 37_500
    """On average over a synthetic region: eight councils have 300,000, enough for every kind of body, and quick."""
    overlap: Path | None = None
    pct_shares: Path | None = None
    ages: Path | None = None
    delays: Path | None = None
    delay_reasons: Path | None = None
    alignment_rule: AlignmentRule = "free"
    consortium_size: float = 198_000.0
    """Mean people of a consortium, where consortia form themselves (P012: 35 million in 177 groups)."""


@dataclass(frozen=True)
class Councils:
    """Councils with a duty of adult social care (C of them)."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    people: CountArray
    """int64 [C]: residents of all ages."""
    older_people: CountArray
    """int64 [C]: residents aged 65 and over."""
    share_75plus: RealArray
    """float64 [C]: share of those aged 65+ who are 75 or older."""
    share_85plus: RealArray
    """float64 [C]: share of those aged 65+ who are 85 or older."""
    x: RealArray
    """float64 [C]: east, km. Schematic for places read from tables, which carry no coordinates."""
    y: RealArray
    """float64 [C]: north, km."""
    delay_level: RealArray
    """float64 [C, REASONS]: delayed days per older person at the start, relative to England's mean of 1.

    A starting difference between places, from which starting capacities are set; never a measure. Zero where
    a place reported no day for that reason.
    """


@dataclass(frozen=True)
class Practices:
    """General practices (P of them). Codes of bodies are positions in the bodies' own records."""

    codes: tuple[str, ...]
    people: CountArray
    """int64 [P]: list size, all ages."""
    x: RealArray
    y: RealArray
    council: IntArray
    """int32 [P]: the council in which the practice stands."""
    pct: IntArray
    consortium: IntArray
    acute_trust: IntArray
    community_trust: IntArray
    mental_health_trust: IntArray
    team: IntArray
    """int32 [P]: the hospital discharge team that its patients meet."""


@dataclass(frozen=True)
class Patches:
    """The people of one practice who live in one council (N patches): the smallest unit of place."""

    practice: IntArray
    council: IntArray
    neighbourhood: IntArray
    people: CountArray
    """int64 [N]: all ages."""
    older_people: CountArray
    """int64 [N]: aged 65 and over."""


@dataclass(frozen=True)
class Neighbourhoods:
    """People who share every body that serves them (K distinct combinations), sorted by economy."""

    council: IntArray
    pct: IntArray
    consortium: IntArray
    acute_trust: IntArray
    community_trust: IntArray
    mental_health_trust: IntArray
    team: IntArray
    economy: IntArray
    people: CountArray
    """int64 [K]: all ages."""
    older_people: CountArray
    """int64 [K]: aged 65 and over."""

    def __len__(self) -> int:
        return len(self.council)


@dataclass(frozen=True)
class Bodies:
    """The bodies of one kind: who they are and where the middle of their people is."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    x: RealArray
    y: RealArray

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(frozen=True)
class CoTerminosity:
    """How well the areas of one kind of commissioner match those of councils, measured from shared people."""

    one_to_one: float
    """Share of commissioners matched with one council, at least 95% both ways (P027)."""
    within_one_council: float
    """Share of commissioners with at least 95% of their people in one council (P028)."""
    councils_served_by_one: float
    """Share of councils with at least 95% of their people in one commissioner (P030)."""
    commissioners_per_council: CountArray
    """int64 [C]: commissioners with at least 5% of the council's people (P031, P032)."""
    councils_per_commissioner: CountArray
    """int64: councils with at least 5% of the commissioner's people (P029)."""
    people_one_to_one: float
    """Share of people who live in a council matched one to one (P033)."""
    council_herfindahl: float
    """Mean over councils of the sum of squared shares of its people over commissioners (P034)."""
    commissioner_herfindahl: float
    """Mean over commissioners of the sum of squared shares of its people over councils (P034)."""


@dataclass(frozen=True)
class Geography:
    """Everything that a run knows about places."""

    source: str
    """What the places are, in words for a report."""
    councils: Councils
    practices: Practices
    patches: Patches
    neighbourhoods: Neighbourhoods
    pcts: Bodies
    consortia: Bodies
    acute_trusts: Bodies
    community_trusts: Bodies
    mental_health_trusts: Bodies
    team_trust: IntArray
    """int32 [T]: the acute trust of each hospital discharge team."""
    economy_count: int

    def overlap(self) -> CountArray:
        """People (all ages) by consortium and council of residence: int64 [consortia, C]."""
        return self._people_by(self.practices.consortium, len(self.consortia))

    def pct_overlap(self) -> CountArray:
        """People (all ages) by primary care trust and council of residence: int64 [PCTs, C]."""
        return self._people_by(self.practices.pct, len(self.pcts))

    def co_terminosity(self) -> CoTerminosity:
        """How consortia match councils."""
        return measure_co_terminosity(self.overlap())

    def pct_co_terminosity(self) -> CoTerminosity:
        """How primary care trusts match councils."""
        return measure_co_terminosity(self.pct_overlap())

    def people_across_lines(self) -> CountArray:
        """People (all ages) by council of residence whose practice stands in another council: int64 [C]."""
        across = self.patches.council != self.practices.council[self.patches.practice]
        return self._sum_over_councils(np.where(across, self.patches.people, 0))

    @cached_property
    def economy_of_council(self) -> IntArray:
        """int32 [C]: the health economy in which each council lies."""
        economies = np.full(len(self.councils.codes), -1, dtype=np.int32)
        economies[self.neighbourhoods.council] = self.neighbourhoods.economy
        return economies

    def _people_by(self, body_of_practice: IntArray, bodies: int) -> CountArray:
        people = np.zeros((bodies, len(self.councils.codes)), dtype=np.int64)
        rows = body_of_practice[self.patches.practice]
        np.add.at(people, (rows, self.patches.council), self.patches.people)
        return people

    def _sum_over_councils(self, people: CountArray) -> CountArray:
        total = np.zeros(len(self.councils.codes), dtype=np.int64)
        np.add.at(total, self.patches.council, people)
        return total


def measure_co_terminosity(overlap: CountArray) -> CoTerminosity:
    """Measure how commissioners match councils from shared people: int64 [commissioners, C]."""
    of_commissioner = overlap / np.maximum(overlap.sum(axis=1, keepdims=True), 1)
    of_council = overlap / np.maximum(overlap.sum(axis=0, keepdims=True), 1)
    within = of_commissioner >= WHOLE
    serves = of_council >= WHOLE
    matched = within & serves
    people = overlap.sum(axis=0)
    return CoTerminosity(
        one_to_one=float(matched.any(axis=1).mean()),
        within_one_council=float(within.any(axis=1).mean()),
        councils_served_by_one=float(serves.any(axis=0).mean()),
        commissioners_per_council=(of_council >= PRESENT).sum(axis=0),
        councils_per_commissioner=(of_commissioner >= PRESENT).sum(axis=1),
        people_one_to_one=float(people[matched.any(axis=0)].sum() / people.sum()),
        council_herfindahl=_sum_of_squares(of_council) / overlap.shape[1],
        commissioner_herfindahl=_sum_of_squares(of_commissioner) / overlap.shape[0],
    )


def _sum_of_squares(shares: RealArray) -> float:
    return math.fsum((shares * shares).ravel().tolist())
