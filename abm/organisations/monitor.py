"""Monitor: puts trusts that lose too much money into recovery, and reviews joint arrangements as its duty says."""

from __future__ import annotations

from abm.organisations.acute_trust import AcuteTrust
from abm.organisations.arrangement_review import ArrangementReviews
from abm.organisations.organisation import Organisation
from abm.organisations.surroundings import Surroundings
from abm.vocabulary import OrganisationKind


class Monitor(Organisation):
    """One for England."""

    kind = OrganisationKind.MONITOR
    trusts: tuple[AcuteTrust, ...] = ()

    def __init__(self, model: object, surroundings: Surroundings, index: int, name: str) -> None:
        super().__init__(model, surroundings, index, name)
        self.first_deficit: list[float] = []
        """Each trust's deficit of 2010/11: emergencies are not all of a trust's business, so only change counts."""
        self.arrangements = ArrangementReviews(surroundings)

    def plan_the_year(self) -> None:
        """Look at every trust's year; those in breach must recover."""
        if self.surroundings.month.index == 0:
            return
        deficits = [trust.deficit_share() for trust in self.trusts]
        if not self.first_deficit:
            self.first_deficit = deficits
        allowed = self.surroundings.parameters.organisations.breach_points
        for trust, deficit, before in zip(self.trusts, deficits, self.first_deficit, strict=True):
            trust.in_recovery = deficit > before + allowed
            trust.worsening = max(0.0, deficit - before)

    # --- joint arrangements ------------------------------------------------------------------------------------

    def reviews(self, first: int, second: int, month: int, months: int = 1) -> bool:
        """Whether the arrangement of council ``first`` and commissioner ``second`` is reviewed in a month.

        Who asks every third month says so with ``months``.
        """
        return self.arrangements.reviews(first, second, month, months)

    def strikes_down(self, first: int, second: int, month: int) -> bool:
        """Whether the review of that month ends the arrangement; ask once for every review."""
        return self.arrangements.strikes_down(first, second, month)

    def feared_chance(self) -> float:
        """Chance a year of being struck down, as those who might join forces expect it now."""
        return self.arrangements.feared_chance()
