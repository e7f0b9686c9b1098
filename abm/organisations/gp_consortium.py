"""GP consortia: practices that together take over the NHS's money."""

from __future__ import annotations

from abm.organisations.commissioner import Commissioner
from abm.organisations.practice import Practice
from abm.vocabulary import OrganisationKind


class GpConsortium(Commissioner):
    """The commissioner after the reform, made of practices that form it by the alignment rule."""

    kind = OrganisationKind.GP_CONSORTIUM
    practices: tuple[Practice, ...] = ()

    @property
    def engagement(self) -> float:
        """Share of its patients in practices that take part strategically."""
        people = sum(practice.people for practice in self.practices)
        engaged = sum(practice.people for practice in self.practices if practice.engaged)
        return engaged / people if people else 0.0
