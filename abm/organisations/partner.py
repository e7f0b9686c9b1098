"""A body that others make agreements with: what it can attend to, what it owes, and whom it deals with."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from abm.organisations.organisation import Organisation
from abm.relations.attention import Attention, effective_number

if TYPE_CHECKING:
    from abm.organisations.dealing import Dealing
    from abm.organisations.partnership import Partnership


class Partner(Organisation):
    """Councils and commissioners. ``partnerships`` are those in which it has a part, active or not."""

    account: int
    neighbourhoods: np.ndarray
    stress = 0.0
    """Forecast overspending as a share of income, as the body feels it."""
    load = 0.0
    """Promises outstanding over what it can attend to; 1 is an ordinary full desk."""
    in_force_since = 0
    """Month in which it came into force."""
    in_force = True
    """Whether it holds its powers and its money now."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.partnerships: list[Partnership] = []
        self.dealings: list[Dealing] = []
        """All whom it deals with: partnerships, and councils with hospitals."""

    @property
    def deals(self) -> bool:
        """Whether it deals with partners now, in force or preparing for it."""
        return self.in_force

    @property
    def active_partnerships(self) -> list[Partnership]:
        """Those that it works in now."""
        return [each for each in self.partnerships if each.active]

    @property
    def bound_by_duty(self) -> float:
        """Share of the temptation to break promises that a statutory duty takes away."""
        return 0.0

    @property
    def attention_left(self) -> float:
        """Part of its ordinary attention that it has."""
        return 1.0

    @cached_property
    def partners_by_people(self) -> float:
        """Effective number of councils, for whoever deals with councils: people stay where they are."""
        hoods = self.surroundings.geography.neighbourhoods
        older, council = hoods.older_people[self.neighbourhoods], hoods.council[self.neighbourhoods]
        return effective_number(np.bincount(council, weights=older))

    def take_stock_of_promises(self, outstanding: np.ndarray) -> None:
        """How full the desk is: last quarter's promises to all partners (of every body), and the number of partners."""
        s = self.surroundings
        promises = int(outstanding[s.ids[self.kind][self.index]])
        p = s.parameters.relations
        desk = Attention(promises, self.partners_by_people, p.attention_promises * self.attention_left)
        self.load = desk.load(p.partner_cost)
