"""The ways of bodies: habits that differ for no reason of need, drift apart unseen, and can be brought closer (M18)."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from abm.organisations.council import REASON_OF_HABIT
from abm.organisations.trait import Trait
from abm.vocabulary import OrganisationKind, Service

if TYPE_CHECKING:
    from abm.organisations.acute_trust import AcuteTrust
    from abm.organisations.community_trust import BedsForFurtherCare
    from abm.organisations.council import Council
    from abm.organisations.front_line_team import FrontLineTeam
    from abm.organisations.surroundings import Surroundings


@dataclass
class Way:
    """One positive number that every body of a kind has of its own."""

    kind: OrganisationKind
    trait: int
    """Key of its drift."""
    drift: float
    """Yearly drift, sd of log."""
    indices: Sequence[int]
    get: Callable[[int], float]
    put: Callable[[int, float], None]
    """Both by position in ``indices``."""
    most: float = math.inf

    def values(self) -> list[float]:
        """As it stands at every body."""
        return [self.get(at) for at in range(len(self.indices))]

    def drift_a_year(self, s: Surroundings) -> None:
        """Each goes its own way a little; the mean of many stays where it was."""
        trend = -0.5 * self.drift * self.drift
        for at, index in enumerate(self.indices):
            luck = s.normal(self.kind, index, self.trait, s.month.index)
            self.put(at, min(self.most, self.get(at) * math.exp(trend + self.drift * luck)))

    def move_towards(self, at: int, middle: float, share: float) -> None:
        """Bring one body's way so far towards a middle, on the scale of ratios."""
        self.put(at, self.get(at) ** (1.0 - share) * middle**share)


def waits_of_councils(s: Surroundings, councils: Sequence[Council]) -> list[Way]:
    """Councils' habits of waiting, service by service; a council that gets slower does so in all it does."""

    def way(service: Service) -> Way:
        return Way(
            OrganisationKind.COUNCIL,
            Trait.HABIT_DRIFT,
            s.parameters.oversight.habit_drift,
            range(len(councils)),
            lambda at: councils[at].habit[service],
            lambda at, days: councils[at].habit.update({service: days}),
        )

    return [way(service) for service in REASON_OF_HABIT]


def waits_of_trusts(s: Surroundings, trusts: Sequence[AcuteTrust] | Sequence[BedsForFurtherCare]) -> Way:
    """Trusts' habits of waiting."""
    return Way(
        trusts[0].kind,
        Trait.HABIT_DRIFT,
        s.parameters.oversight.habit_drift,
        range(len(trusts)),
        lambda at: trusts[at].habit_days,
        lambda at, days: setattr(trusts[at], "habit_days", days),
    )


def readings_of_eligibility(s: Surroundings, councils: Sequence[Council]) -> Way:
    """How narrowly councils read the same threshold."""
    return Way(
        OrganisationKind.COUNCIL,
        Trait.READING_DRIFT,
        s.parameters.oversight.reading_drift,
        range(len(councils)),
        lambda at: councils[at].reading,
        lambda at, reading: setattr(councils[at], "reading", reading),
    )


def thresholds_of_teams(s: Surroundings, teams: Sequence[FrontLineTeam]) -> list[Way]:
    """Whom front-line teams refer to reablement, and how needy they think people are."""
    drift = s.parameters.oversight.team_drift
    where = range(len(teams))
    return [
        Way(
            OrganisationKind.FRONT_LINE_TEAM,
            Trait.THRESHOLD_DRIFT,
            drift,
            where,
            lambda at: teams[at].reablement_threshold,
            lambda at, threshold: setattr(teams[at], "reablement_threshold", threshold),
            most=1.0,
        ),
        Way(
            OrganisationKind.FRONT_LINE_TEAM,
            Trait.CAUTION_DRIFT,
            drift,
            where,
            lambda at: teams[at].caution,
            lambda at, caution: setattr(teams[at], "caution", caution),
        ),
    ]


def median_of(way: Way) -> float:
    """The middle of all bodies' ways."""
    return statistics.median(way.values())
