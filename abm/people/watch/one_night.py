"""Someone like the woman of the Care Quality Commission's report, whose one night became a month and a care home.

She was ready after one night, was still there after thirty days, got worse meanwhile and moved into residential care
for good (E167-E169); her slot of home care had been lost and nobody could start it again (E170).
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from abm.people.watch.likeness import A_WEEK, Likeness, Sighting, earliest_first
from abm.vocabulary import Setting

ONE_NIGHT = 1
A_MONTH = 30


class OneNight(Likeness):
    """Ready after a night, in the bed for more than thirty days, frailer, and then a care home."""

    name: ClassVar[str] = "one_night"
    meaning: ClassVar[str] = (
        "lived at home, were ready to leave hospital after one night, were still there more than 30 days after they "
        "came, became frailer while they waited and moved straight into a care home"
    )
    order: ClassVar[str] = "whoever also lost a home care package meanwhile, then whoever moved in first"

    def __init__(self) -> None:
        self._rows = np.empty(0, dtype=np.int64)
        self._lapsed = np.empty(0, dtype=bool)
        self._with_lapse: dict[int, int] = {}
        self._without: dict[int, int] = {}

    def look(self, people: np.ndarray, day: int) -> None:
        """Once a week note who stays on for no illness; every day see what has become of them."""
        now = people[self._rows]
        setting = now["setting"]
        entered = (setting == Setting.RESIDENTIAL_HOME) | (setting == Setting.NURSING_HOME)
        fits = entered & (day - now["admitted_day"] > A_MONTH) & (now["replans"] > 0)
        for row, lapsed in zip(self._rows[fits], self._lapsed[fits], strict=True):
            (self._with_lapse if lapsed else self._without).setdefault(int(row), day)
        self._lapsed |= now["lapsed"] > 0
        still = stays_on(now, day)
        self._rows, self._lapsed = self._rows[still], self._lapsed[still]
        if day % A_WEEK == 0:
            in_acute_bed = np.flatnonzero(people["setting"] == Setting.ACUTE_BED)
            new = np.setdiff1d(in_acute_bed[stays_on(people[in_acute_bed], day)], self._rows)
            self._rows = np.concatenate([self._rows, new])
            self._lapsed = np.concatenate([self._lapsed, people["lapsed"][new] > 0])

    def found(self) -> list[Sighting]:
        """Those whose package lapsed first."""
        return earliest_first(self._with_lapse) + earliest_first(self._without)


def stays_on(people: np.ndarray, day: int) -> np.ndarray:
    """Who of PERSON [n] lived at home, needed an acute bed for a night and is in it long after: bool [n]."""
    short = people["ready_day"] - people["admitted_day"] <= ONE_NIGHT
    long = day - people["admitted_day"] >= A_WEEK
    at_home_before = people["origin"] == Setting.HOME
    return np.asarray((people["setting"] == Setting.ACUTE_BED) & at_home_before & short & long)
