"""GP consortia: practices that together take over the NHS's money."""

from __future__ import annotations

import numpy as np

from abm.organisations.commissioner import Commissioner
from abm.organisations.plan import PlanOption
from abm.organisations.practice import Practice
from abm.vocabulary import OrganisationKind


class GpConsortium(Commissioner):
    """The commissioner after the reform, made of practices that form it by the alignment rule."""

    kind = OrganisationKind.GP_CONSORTIUM
    practices: tuple[Practice, ...] = ()

    pathfinder = False
    """Whether it starts to work with councils before it holds the money."""

    @property
    def deals(self) -> bool:
        """Whether it works with councils now."""
        return self.in_force or self.pathfinder

    @property
    def bound_by_duty(self) -> float:
        """Consortia may have a duty of their own to promote integration (E068; P038)."""
        s = self.surroundings
        own = s.parameters.relations.duty_binds if s.levers.duty.consortia_integrate else 0.0
        return super().bound_by_duty + own

    def plan_alone(self) -> np.ndarray:
        """Members of other professions speak for what is not hospital (E073)."""
        plan = super().plan_alone()
        if self.surroundings.levers.duty.other_professions == "membership":
            heard = self.surroundings.parameters.joint_working.other_professions_move
            moved = heard * plan[[PlanOption.HOSPITAL, PlanOption.RESERVE]]
            plan[[PlanOption.HOSPITAL, PlanOption.RESERVE]] -= moved
            plan[[PlanOption.COMMUNITY, PlanOption.SOCIAL_CARE]] += 0.5 * float(moved.sum())
        return plan

    @property
    def engagement(self) -> float:
        """Share of its patients in practices that take part strategically."""
        people = sum(practice.people for practice in self.practices)
        engaged = sum(practice.people for practice in self.practices if practice.engaged)
        return engaged / people if people else 0.0
