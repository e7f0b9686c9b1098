"""General practices: a list, a place on the map, and whether its doctors take part."""

from __future__ import annotations

from abm.organisations.organisation import Organisation
from abm.organisations.surroundings import Surroundings
from abm.organisations.trait import Trait
from abm.randomness import key_of
from abm.vocabulary import OrganisationKind


class Practice(Organisation):
    """One practice. Few take part strategically at the start (E061); interest spreads and lapses (M18)."""

    kind = OrganisationKind.PRACTICE

    def __init__(self, model: object, surroundings: Surroundings, index: int, name: str) -> None:
        super().__init__(model, surroundings, index, name)
        self.people = int(surroundings.geography.practices.people[index])
        self.key = key_of(int(self.kind), index)
        luck = surroundings.uniform(self.kind, index, Trait.ENGAGEMENT)
        self.engaged = luck < surroundings.parameters.organisations.engaged_practices
