"""How a change of practice takes hold: team by team, fewer where it is imposed than where it is designed with them.

A policy puts a practice on paper; each team then takes it up, or not, in the month in which it begins and every April
after that (E158). A team keeps what it took up until the policy ends.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from abm.organisations.trait import Trait
from abm.vocabulary import OrganisationKind

if TYPE_CHECKING:
    from abm.organisations.surroundings import Surroundings


class Practice(IntEnum):
    """Practices that teams take up. Numbers are part of every result: never renumber."""

    DECISION_AUDIT = 0
    COORDINATOR = 1
    TWO_WEEK_REVIEW = 2
    HOME_FIRST = 3
    SINGLE_ASSESSMENT = 4
    WEEKEND_DISCHARGE = 5


class PracticeChange:
    """Which teams have taken up which practice."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.surroundings = surroundings
        teams = len(surroundings.geography.team_trust)
        self.taken_up = np.zeros((len(Practice), teams), dtype=np.bool_)
        self._asked = [False] * len(Practice)

    def spread(self) -> None:
        """Once a month, before anybody acts: teams are asked when a policy begins, and again every April."""
        month = self.surroundings.month
        for practice in Practice:
            wanted = self._wanted(practice)
            if not wanted:
                self.taken_up[practice] = False
            elif not self._asked[practice] or month.starts_year:
                self._ask(practice)
            self._asked[practice] = wanted

    def _wanted(self, practice: Practice) -> bool:
        levers = self.surroundings.levers
        front_line = levers.front_line
        return {
            Practice.DECISION_AUDIT: front_line.decision_audit,
            Practice.COORDINATOR: front_line.coordinator,
            Practice.TWO_WEEK_REVIEW: front_line.two_week_review,
            Practice.HOME_FIRST: front_line.home_first,
            Practice.SINGLE_ASSESSMENT: levers.information.single_assessment,
            Practice.WEEKEND_DISCHARGE: front_line.weekend_discharge,
        }[practice]

    def _ask(self, practice: Practice) -> None:
        s = self.surroundings
        p = s.parameters.oversight
        chance = p.adopts_co_designed if s.levers.front_line.change == "co_designed" else p.adopts_imposed
        key = (int(Trait.TAKES_UP) << 8) + practice
        for team in np.flatnonzero(~self.taken_up[practice]).tolist():
            luck = s.uniform(OrganisationKind.FRONT_LINE_TEAM, team, key, s.month.index)
            self.taken_up[practice, team] = luck < chance

    def among(self, practice: Practice, neighbourhoods: np.ndarray) -> np.ndarray:
        """Whether each neighbourhood's team has taken it up: bool, same shape."""
        return self.taken_up[practice, self.surroundings.members.team.of[neighbourhoods]]

    def share(self, practice: Practice, neighbourhoods: np.ndarray) -> float:
        """Share of the older people of some neighbourhoods whose team has taken it up."""
        older = self.surroundings.geography.neighbourhoods.older_people[neighbourhoods]
        total = int(older.sum())
        return int((older * self.among(practice, neighbourhoods)).sum()) / total if total else 0.0


def between(without: float, with_it: float, share: float) -> float:
    """What a body does on average where a share of its teams has taken a practice up."""
    return without + (with_it - without) * share
