"""The relations layer alone on a well-mixed network: every body on one side deals with every body on the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from abm.analysis.mean_field import Circumstances
from abm.organisations.promise_keeping import Position, chance_of_breaking
from abm.organisations.regard import regard_for
from abm.relations.network import TIE_KINDS, Organisation, RelationshipNetwork
from abm.relations.trust import TrustRules, leaders_leave, meet, settle_promises
from abm.runs.confidence import RealArray
from abm.scenario.parameters import Parameters
from abm.vocabulary import OrganisationKind


@dataclass(frozen=True)
class WellMixed:
    """Councils and commissioners, each of whom deals with all of the others; promises alone decide."""

    parameters: Parameters
    bodies: int
    """On each side."""
    trust: float
    """Where all begin."""
    seed: int

    def path(self, now: Circumstances, quarters: int, leader_leaves: float = 0.0) -> RealArray:
        """Mean effective trust at the start and after each quarter: float64 [quarters + 1].

        ``now``: numbers for all, with whole promises. ``leader_leaves``: chance a quarter for each body.
        """
        luck = np.random.default_rng(self.seed)
        network = self._network()
        means = [float(network.effective_trust().mean())]
        for _ in range(quarters):
            self._live(network, now, leader_leaves, luck)
            means.append(float(network.effective_trust().mean()))
        return np.array(means)

    def _live(
        self, network: RelationshipNetwork, now: Circumstances, leader_leaves: float, luck: np.random.Generator
    ) -> None:
        promises = int(np.asarray(now.promises))
        broken = luck.binomial(promises, self._chances(network, now))
        settle_promises(network, promises - broken, broken, self._rules)
        gone = luck.random(len(network.organisations)) < leader_leaves
        leaders_leave(network, gone, np.zeros(len(network.first)), self._rules)
        meet(network, np.flatnonzero(luck.random(len(network.first)) < now.meet), self._rules)

    def _chances(self, network: RelationshipNetwork, now: Circumstances) -> RealArray:
        """Chance that each side of each tie breaks a promise: float64 [ties, 2]."""
        per_trust = self.parameters.organisations.regard_per_trust

        def chance(trust: float) -> float:
            position = Position(
                trust=trust,
                regard=regard_for(trust, per_trust),
                stress=float(now.stress),
                load=float(now.load),
                bound=float(now.bound),
                horizon=now.horizon,
            )
            return chance_of_breaking(position, self.parameters.relations)

        return np.array([[chance(trust) for trust in both] for both in network.effective_trust().tolist()])

    @property
    def _rules(self) -> TrustRules:
        p = self.parameters.relations
        loss = min(1.0, p.trust_gain * p.trust_loss_ratio)
        return TrustRules(p.trust_gain, loss, p.benefit_of_doubt, p.meeting_gain, p.newcomer_trust)

    def _network(self) -> RelationshipNetwork:
        one_side = [Organisation(at, OrganisationKind.PRIMARY_CARE_TRUST, f"P{at}") for at in range(self.bodies)]
        other = [Organisation(self.bodies + at, OrganisationKind.COUNCIL, f"C{at}") for at in range(self.bodies)]
        first, second = (each.ravel() for each in np.indices((self.bodies, self.bodies)))
        ties = self.bodies**2
        return RelationshipNetwork(
            organisations=(*one_side, *other),
            first=first.astype(np.int32),
            second=(second + self.bodies).astype(np.int32),
            ties=np.zeros((ties, TIE_KINDS), dtype=bool),
            personal_trust=np.full((ties, 2), self.trust),
            institutional_trust=np.full((ties, 2), self.trust),
            shared_records=np.zeros(ties),
            pooled_pence=np.zeros(ties, dtype=np.int64),
            promises_kept=np.zeros((ties, 2), dtype=np.int64),
            promises_broken=np.zeros((ties, 2), dtype=np.int64),
            personal_weight=self.parameters.places.trust_personal_weight,
        )
