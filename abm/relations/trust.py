"""How trust moves (M9): only on counted events, slowly up, quickly down.

Each promise kept moves the other side's trust a part of its distance to full trust; each promise broken takes a part
of it that is several times larger (P200, P201), less where the one who was let down trusts the other and takes it for
an accident. With a share ``q`` of promises broken and nothing forgiven, trust settles near
``(1 - q) / (1 - q + ratio * q)``; what decides it is therefore who keeps promises, and that depends on trust
(:mod:`abm.organisations.promise_keeping`). Nothing here knows of pools, boards or money.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from abm.relations.network import RelationshipNetwork


@dataclass(frozen=True)
class TrustRules:
    """How much one event moves trust; all are shares."""

    gain: float
    """Of the distance to full trust, for one kept promise."""
    loss: float
    """Of trust, for one broken promise."""
    forgiven: float
    """Of a loss, where trust is full: a lapse is read charitably by those who trust."""
    meeting: float
    """Of the distance to full personal trust, for a meeting that both sides take seriously."""
    newcomer: float
    """Personal trust (0 to 1) that a new leader finds and brings, at most."""


def settle_promises(network: RelationshipNetwork, kept: np.ndarray, broken: np.ndarray, rules: TrustRules) -> None:
    """Let each side's trust follow what the other side did: int64 [R, 2] each, by who had promised."""
    gains = repeated(np.full(kept.shape, 1.0 - rules.gain), kept[:, ::-1])
    losses = repeated(1.0 - rules.loss * (1.0 - rules.forgiven * network.effective_trust()), broken[:, ::-1])
    for trust in (network.personal_trust, network.institutional_trust):
        trust[:] = (trust + (1.0 - trust) * (1.0 - gains)) * losses
    network.promises_kept += kept
    network.promises_broken += broken


def repeated(factor: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Each ``factor`` to a whole power by multiplication alone, so that every library version gives the same bits."""
    product = np.ones(times.shape)
    for so_many in range(int(times.max(initial=0))):
        product *= np.where(times > so_many, factor, 1.0)
    return product


def meet(network: RelationshipNetwork, relations: np.ndarray, rules: TrustRules) -> None:
    """Leaders of these relations met and took it seriously: personal trust grows both ways."""
    met = network.personal_trust[relations]
    network.personal_trust[relations] = met + rules.meeting * (1.0 - met)


def leaders_leave(network: RelationshipNetwork, gone: np.ndarray, retained: np.ndarray, rules: TrustRules) -> None:
    """The leaders of some organisations leave (bool [organisations]), and personal trust with them (P202).

    What others felt for the leader, and the leader for others, falls to what a newcomer gets, unless a joint post
    carries part of it on (``retained``: float64 [R], 0 to 1). Who had less than a newcomer gets keeps it.
    """
    touched = gone[network.first] | gone[network.second]
    now = network.personal_trust
    left = np.minimum(now, rules.newcomer + retained[:, None] * np.maximum(0.0, now - rules.newcomer))
    network.personal_trust[:] = np.where(touched[:, None], left, now)


def hand_over(network: RelationshipNetwork, heir: np.ndarray, before: np.ndarray, carried: float) -> None:
    """Successors take over part of their predecessors' relations.

    ``heir`` int64 [h]: relations of the successors; ``before`` float64 [h, 2, 2]: the predecessors' personal and
    institutional trust in both directions; ``carried``: the share that is taken over, 0 to 1.
    """
    network.personal_trust[heir] += carried * (before[:, 0] - network.personal_trust[heir])
    network.institutional_trust[heir] += carried * (before[:, 1] - network.institutional_trust[heir])
