"""Monitor: licenses trusts and puts those that lose too much money into recovery."""

from __future__ import annotations

from abm.organisations.acute_trust import AcuteTrust
from abm.organisations.organisation import Organisation
from abm.organisations.surroundings import Surroundings
from abm.vocabulary import OrganisationKind


class Monitor(Organisation):
    """One for England."""

    kind = OrganisationKind.MONITOR
    trusts: tuple[AcuteTrust, ...] = ()
    in_breach = 0

    def __init__(self, model: object, surroundings: Surroundings, index: int, name: str) -> None:
        super().__init__(model, surroundings, index, name)
        self.first_deficit: list[float] = []
        """Each trust's deficit of 2010/11: emergencies are not all of a trust's business, so only change counts."""

    def feared_chance(self) -> float:
        """Chance a year that an arrangement is struck down, as bodies expect it."""
        return 0.0

    def reviews(self, council: int, commissioner: int, month: int) -> bool:
        """Whether a joint arrangement is reviewed this year."""
        return False

    def strikes_down(self, council: int, commissioner: int, month: int) -> bool:
        """Whether a reviewed arrangement is struck down."""
        return False

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
        self.in_breach = sum(trust.in_recovery for trust in self.trusts)
