"""Someone like Torbay's Mrs Smith: very old, frail, with several needs at once, whose care is put together at home.

Torbay planned its services round a made-up woman in her eighties of that name, who needed several of them and whom one
co-ordinator saw to (E017, E035-E039 for the services; that she is in her eighties is recall).
"""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

import numpy as np

from abm.dates import date_of
from abm.people.person import KNOWN_TO_TEAM
from abm.people.rules import DAYS_A_YEAR
from abm.people.watch.likeness import Likeness, Sighting, earliest_first
from abm.vocabulary import Frailty, Setting

IN_HER_EIGHTIES = (80 * DAYS_A_YEAR, 90 * DAYS_A_YEAR)


class MrsSmith(Likeness):
    """In her eighties, frail and with impaired cognition, met by a locality team, helped back home, with a package."""

    name: ClassVar[str] = "mrs_smith"
    meaning: ClassVar[str] = (
        "were in their eighties, moderately or severely frail with impaired cognition, known to a locality team, and "
        "had come through a hospital stay and then reablement or a community bed to home care in their own home"
    )
    order: ClassVar[str] = "whoever was so at the most ends of months"

    def __init__(self) -> None:
        self._helped_back: set[int] = set()
        self._months: Counter[int] = Counter()
        self._first: dict[int, int] = {}

    def look(self, people: np.ndarray, day: int) -> None:
        """At the end of each month; reablement and community beds last long enough to be seen then, or nearly so."""
        if date_of(day + 1).day != 1:
            return
        frail = np.flatnonzero(people["frailty"] >= Frailty.MODERATE)
        of_frail = people[frail]
        helped = (of_frail["in_reablement"] > 0) | (of_frail["setting"] == Setting.COMMUNITY_BED)
        self._helped_back.update(frail[helped].tolist())
        age = day - of_frail["birth_day"]
        fits = (
            (of_frail["setting"] == Setting.HOME)
            & (of_frail["hours"] > 0)
            & (of_frail["cognition"] > 0)
            & (of_frail["known"] & KNOWN_TO_TEAM > 0)
            & (of_frail["episodes"] > 0)
            & (age >= IN_HER_EIGHTIES[0])
            & (age < IN_HER_EIGHTIES[1])
        )
        for row in frail[fits].tolist():
            if row in self._helped_back:
                self._first.setdefault(row, day)
                self._months[row] += 1

    def found(self) -> list[Sighting]:
        """Most months first; of equal ones the earlier."""
        return sorted(earliest_first(self._first), key=lambda sighting: -self._months[sighting.row])
