"""Front-line teams: hospital discharge teams with thresholds of their own (E149-E151)."""

from __future__ import annotations

import math

import numpy as np

from abm.organisations.organisation import Organisation
from abm.organisations.surroundings import Surroundings
from abm.organisations.trait import Trait
from abm.vocabulary import OrganisationKind


class FrontLineTeam(Organisation):
    """A discharge team. Its view of who suits reablement is its own, whoever its patients are."""

    kind = OrganisationKind.FRONT_LINE_TEAM

    def __init__(self, model: object, surroundings: Surroundings, index: int, name: str) -> None:
        super().__init__(model, surroundings, index, name)
        p = surroundings.parameters.organisations
        self.neighbourhoods = np.flatnonzero(surroundings.members.team.of == index)
        luck = surroundings.uniform(self.kind, index, Trait.REABLEMENT_THRESHOLD)
        width = p.reablement_threshold_high - p.reablement_threshold_low
        self.reablement_threshold = p.reablement_threshold_low + width * luck
        self.caution = math.exp(p.team_caution_sd * surroundings.normal(self.kind, index, Trait.TEAM_CAUTION))

    def act(self) -> None:
        """Go by one's own thresholds."""
        controls = self.surroundings.people.controls
        controls["reablement_threshold"][self.neighbourhoods] = self.reablement_threshold
        controls["team_caution"][self.neighbourhoods] = self.caution
