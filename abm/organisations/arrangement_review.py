"""Monitor's reviews of joint arrangements: how likely by its duty, and what bodies come to fear (E076, M14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abm.organisations.trait import Trait
from abm.randomness import key_of
from abm.vocabulary import OrganisationKind

if TYPE_CHECKING:
    from abm.organisations.surroundings import Surroundings


class ArrangementReviews:
    """Reviews so far. The luck of a review belongs to the two bodies and the month."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.surroundings = surroundings
        self.seen: set[tuple[int, int, int]] = set()
        self.years_seen = 0.0
        self.reviewed = 0
        self.struck_down = 0

    def a_year(self) -> float:
        """Chance that an arrangement is reviewed in a year, by Monitor's duty."""
        p = self.surroundings.parameters.oversight
        return self._by_duty(p.review_promoting, p.review_preventing, p.review_quality)

    def struck_of_reviewed(self) -> float:
        """Chance that a review strikes the arrangement down, by Monitor's duty."""
        p = self.surroundings.parameters.oversight
        return self._by_duty(p.strike_promoting, p.strike_preventing, p.strike_quality)

    def _by_duty(self, promoting: float, preventing: float, quality: float) -> float:
        """What belongs to the duty in force; a Monitor that is to promote integration does neither."""
        return {
            "promote_competition": promoting,
            "prevent_abuse": preventing,
            "quality_only": quality,
            "promote_integration": 0.0,
        }[self.surroundings.levers.competition.monitor_duty]

    def reviews(self, first: int, second: int, month: int, months: int) -> bool:
        """Whether the arrangement is reviewed in this month, or in the so many months that end with it."""
        chance = 1.0 - (1.0 - self.a_year()) ** (months / 12.0)
        reviewed = self._luck(first, second, Trait.REVIEW, month) < chance
        if (first, second, month) not in self.seen:
            self.seen.add((first, second, month))
            self.years_seen += months / 12.0
            self.reviewed += reviewed
        return reviewed

    def strikes_down(self, first: int, second: int, month: int) -> bool:
        """Whether a review of this month ends the arrangement."""
        struck = self._luck(first, second, Trait.STRIKE_DOWN, month) < self.struck_of_reviewed()
        self.struck_down += struck
        return struck

    def feared_chance(self) -> float:
        """Chance a year of being struck down as bodies expect it: the rule's, and what has happened to others."""
        rule = self.a_year() * self.struck_of_reviewed()
        weight = self.surroundings.parameters.oversight.fear_years
        return (rule * weight + self.struck_down) / (weight + self.years_seen)

    def _luck(self, first: int, second: int, trait: Trait, month: int) -> float:
        return self.surroundings.uniform(OrganisationKind.MONITOR, key_of(first, second) >> 40, trait, month)
