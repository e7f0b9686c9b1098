"""Whoever waited longest in an NHS bed after having been declared ready."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from abm.people.recount import WAITING
from abm.people.watch.likeness import A_WEEK, Likeness, Sighting
from abm.vocabulary import Setting

BEDS = (Setting.ACUTE_BED, Setting.COMMUNITY_BED)


class LongestWait(Likeness):
    """Everyone who has waited for more than a week, the longest wait first."""

    name: ClassVar[str] = "longest_wait"
    meaning: ClassVar[str] = "waited in an NHS bed for more than a week after they had been declared ready"
    order: ClassVar[str] = "whoever waited longest"

    def __init__(self) -> None:
        self._rows = np.empty(0, dtype=np.int64)
        self._longest: dict[int, tuple[int, int]] = {}
        """By row: days of the longest wait so far, and the day on which it had become that long."""

    def look(self, people: np.ndarray, day: int) -> None:
        """Once a week note who is in a bed and waits; every day see who of them still does."""
        if day % A_WEEK == 0:
            in_bed = np.flatnonzero(np.isin(people["setting"], BEDS))
            self._rows = in_bed[people["declared_day"][in_bed] <= day]
        now = people[self._rows]
        waited = day - now["declared_day"] + 1
        waits = np.isin(now["setting"], BEDS) & np.isin(now["stage"], WAITING) & (waited > A_WEEK)
        for row, days in zip(self._rows[waits].tolist(), waited[waits].tolist(), strict=True):
            if days > self._longest.get(row, (0, 0))[0]:
                self._longest[row] = days, day

    def found(self) -> list[Sighting]:
        """The longest wait first; of equal ones the earlier."""
        ordered = sorted(self._longest.items(), key=lambda item: (-item[1][0], item[1][1], item[0]))
        return [Sighting(row, day) for row, (_, day) in ordered]
