"""A council and another body that serve the same people: their relation, and the promises between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from abm.organisations.chance import Chance
from abm.organisations.joint_tally import JointFlow
from abm.organisations.promise_keeping import Position, chance_of_breaking
from abm.organisations.records_agreement import RecordsAgreement
from abm.organisations.regard import regard_for
from abm.randomness import key_of

if TYPE_CHECKING:
    from abm.organisations.council import Council
    from abm.organisations.partner import Partner
    from abm.organisations.surroundings import Surroundings
    from abm.relations.promise import PromiseKind


class Dealing:
    """One council, one other body, and the neighbourhoods that both serve.

    A side is named by whether it is the council.
    """

    def __init__(
        self, surroundings: Surroundings, council: Council, other: Partner, neighbourhoods: np.ndarray
    ) -> None:
        s = surroundings
        self.surroundings = s
        self.council = council
        self._other = other
        self.neighbourhoods = neighbourhoods
        self.older_people = int(s.geography.neighbourhoods.older_people[neighbourhoods].sum())
        self.council_id = int(s.ids[council.kind][council.index])
        self.other_id = int(s.ids[other.kind][other.index])
        self.relation = int(s.network.relation_of(self.council_id, self.other_id))
        self.key = key_of(int(council.kind), council.index, int(other.kind), other.index)
        council.dealings.append(self)
        other.dealings.append(self)
        self.records = RecordsAgreement(s.parameters.organisations.shared_records_at_start)

    @property
    def active(self) -> bool:
        """Whether both deal with each other now."""
        return self._other.deals

    def side_of(self, is_council: bool) -> int:
        """Which direction of the relation belongs to a side: 0 or 1."""
        return int(is_council) if self.council_id > self.other_id else int(not is_council)

    def partner(self, is_council: bool) -> Partner:
        """One side."""
        return self.council if is_council else self._other

    def trust_of(self, is_council: bool) -> float:
        """How far one side trusts the other."""
        return self.surroundings.network.trust_at(self.relation, self.side_of(is_council))

    @property
    def least_trust(self) -> float:
        """The lower of both sides' trust: what they can do together."""
        return min(self.trust_of(True), self.trust_of(False))

    def falls_due(self, is_council: bool, kind: PromiseKind, number: int = 0, bound: float = 0.0) -> bool:
        """A promise of one side falls due: whether it is kept; either way it goes into the book."""
        s = self.surroundings
        partner = self.partner(is_council)
        trust = self.trust_of(is_council)
        position = Position(
            trust=trust,
            regard=regard_for(trust, s.parameters.organisations.regard_per_trust),
            stress=partner.stress,
            load=partner.load,
            bound=bound + partner.bound_by_duty,
            horizon=s.horizon,
        )
        luck = s.chance(self.key, int(is_council) + 2 * number, int(Chance.PROMISE) + kind)
        kept = luck >= chance_of_breaking(position, s.parameters.relations)
        self.enter(is_council, kind, kept)
        return kept

    def enter(self, is_council: bool, kind: PromiseKind, kept: bool, times: int = 1) -> None:
        """Write a promise that fell due into the book, and count it."""
        s = self.surroundings
        s.promises.enter(self.relation, self.side_of(is_council), kind, kept, times)
        s.count(self.council.index, JointFlow.PROMISES_KEPT if kept else JointFlow.PROMISES_BROKEN, times)
