"""The relationship network: who deals with whom, on what footing, and how far each trusts the other.

Two organisations that deal with each other have one relation, with ties of several kinds in it (a multiplex
network). Trust runs in each direction and has two parts: a personal one, between the people who lead, which
goes when they go, and an institutional one, which stays. A personal part near nothing is where general
practice and councils begin (E103).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from abm.scenario.parameter_groups.places import PlacesParameters
from abm.vocabulary import OrganisationKind
from abm.world.geography import CountArray, IntArray, RealArray
from abm.world.place_draws import PlaceDraw, place_normal

if TYPE_CHECKING:
    import networkx as nx


class TieKind(IntEnum):
    """The kinds of tie that a relation may have."""

    COMMISSIONING = 0
    CONTRACT = 1
    BOARD_SEAT = 2
    CO_LOCATION = 3
    DATA_SHARING = 4
    JOINT_MONEY = 5


TIE_KINDS = len(TieKind)
MOVING = (
    "ties",
    "personal_trust",
    "institutional_trust",
    "shared_records",
    "pooled_pence",
    "promises_kept",
    "promises_broken",
)
"""Columns of the network that change as time passes."""


@dataclass(frozen=True)
class Organisation:
    """One organisation of the network. Its ``id`` is its position among them."""

    id: int
    kind: OrganisationKind
    name: str


@dataclass(frozen=True)
class Pairs:
    """Organisations that deal with each other when a run begins (R pairs, each once, in any order)."""

    first: IntArray
    second: IntArray
    ties: npt.NDArray[np.bool_]
    """bool [R, TIE_KINDS]."""
    place: IntArray
    """int32 [R]: the place whose history the pair shares: a council's area."""


@dataclass
class RelationshipNetwork:
    """All relations (R) between organisations (n), in columns that change as time passes.

    Columns with two entries hold one for each direction: 0 is what ``first`` feels or did, 1 what ``second``
    did. ``first`` is always the lower id, and relations are in the order of (first, second).
    """

    organisations: tuple[Organisation, ...]
    first: IntArray
    second: IntArray
    ties: npt.NDArray[np.bool_]
    """bool [R, TIE_KINDS]: which kinds of tie the relation has."""
    personal_trust: RealArray
    """float64 [R, 2], 0 to 1."""
    institutional_trust: RealArray
    """float64 [R, 2], 0 to 1."""
    shared_records: RealArray
    """float64 [R]: share of the records of people whom both serve that both can read, 0 to 1."""
    pooled_pence: CountArray
    """int64 [R]: pence a year that both have put into one budget."""
    promises_kept: CountArray
    """int64 [R, 2], by who had promised."""
    promises_broken: CountArray
    """int64 [R, 2], by who had promised."""
    personal_weight: float
    """Weight of the personal part in the trust that decisions go by."""

    def relation_of(self, a_ids: npt.ArrayLike, b_ids: npt.ArrayLike) -> CountArray:
        """The relation of each pair, as a position in the columns; -1 where two are strangers."""
        a, b = np.asarray(a_ids, dtype=np.int64), np.asarray(b_ids, dtype=np.int64)
        wanted = np.minimum(a, b) * len(self.organisations) + np.maximum(a, b)
        if len(self._keys) == 0:
            return np.full(wanted.shape, -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        return np.where(self._keys[at] == wanted, at, -1)

    def trust(self, a_ids: npt.ArrayLike, b_ids: npt.ArrayLike) -> RealArray:
        """How far each ``a`` trusts its ``b``: both parts by their weights; 0 between strangers."""
        relation = self.relation_of(a_ids, b_ids)
        direction = (np.asarray(a_ids) > np.asarray(b_ids)).astype(np.int64)
        known = relation >= 0
        at = relation[known], direction[known]
        trust = np.zeros(relation.shape)
        trust[known] = self._weighed(self.personal_trust[at], self.institutional_trust[at])
        return trust

    def trust_between(self, a: int, b: int) -> float:
        """How far organisation ``a`` trusts ``b``; 0 if they are strangers."""
        return float(self.trust([a], [b])[0])

    def trust_at(self, relation: int, side: int) -> float:
        """How far one side (0 or 1) of a relation trusts the other."""
        return float(self._weighed(self.personal_trust[relation, side], self.institutional_trust[relation, side]))

    def effective_trust(self) -> RealArray:
        """The trust that decisions go by: float64 [R, 2]."""
        return self._weighed(self.personal_trust, self.institutional_trust)

    def _weighed(self, personal: Any, institutional: Any) -> Any:
        return self.personal_weight * personal + (1.0 - self.personal_weight) * institutional

    @cached_property
    def _keys(self) -> CountArray:
        """One number for each pair, in ascending order, to look pairs up by."""
        return self.first.astype(np.int64) * len(self.organisations) + self.second

    def snapshot(self) -> RelationshipNetwork:
        """The network as it stands, to keep while this one moves on."""
        return replace(self, **{name: getattr(self, name).copy() for name in MOVING})

    def to_networkx(self, on: date) -> nx.MultiDiGraph:
        """The network as it stands, dated ``on``: an edge for each kind of tie and direction.

        All attributes are plain numbers and words, so that the graph can be written as GraphML or GEXF.
        """
        import networkx as nx

        graph = nx.MultiDiGraph(date=on.isoformat())
        for organisation in self.organisations:
            kind = organisation.kind.name.lower()
            # Graph programs show what is called ``label``.
            graph.add_node(organisation.id, label=organisation.name, name=organisation.name, kind=kind)
        effective = self.effective_trust()
        for relation, (first, second) in enumerate(zip(self.first.tolist(), self.second.tolist(), strict=True)):
            for direction, (source, target) in enumerate(((first, second), (second, first))):
                edge = {
                    "trust": float(effective[relation, direction]),
                    "personal_trust": float(self.personal_trust[relation, direction]),
                    "institutional_trust": float(self.institutional_trust[relation, direction]),
                    "shared_records": float(self.shared_records[relation]),
                    "pooled_pounds": int(self.pooled_pence[relation]) / 100,
                    "promises_kept": int(self.promises_kept[relation, direction]),
                    "promises_broken": int(self.promises_broken[relation, direction]),
                }
                for tie in np.flatnonzero(self.ties[relation]).tolist():
                    name = TieKind(tie).name.lower()
                    graph.add_edge(source, target, key=name, tie=name, **edge)
        return graph


def initial_network(
    organisations: tuple[Organisation, ...], pairs: Pairs, parameters: PlacesParameters, seed: int
) -> RelationshipNetwork:
    """The network when a run begins, before any promise: nothing shared, nothing pooled.

    Trust differs between places, because the bodies of a place share its history, and between pairs within
    them.
    """
    low, high = np.minimum(pairs.first, pairs.second), np.maximum(pairs.first, pairs.second)
    if (low == high).any():
        raise ValueError("an organisation has no relation with itself")
    order = np.lexsort((high, low))
    first, second = low[order].astype(np.int32), high[order].astype(np.int32)
    if ((np.diff(first) == 0) & (np.diff(second) == 0)).any():
        raise ValueError("a pair of organisations may be given once only")
    kinds = np.array([organisation.kind for organisation in organisations])
    town_hall = _general_practice_with_council(kinds[first], kinds[second])
    personal_mean = np.where(town_hall, parameters.trust_gp_council_personal, parameters.trust_personal_mean)
    institutional_mean = np.full(len(first), parameters.trust_institutional_mean)
    names = _lasting_names(kinds)
    luck = _starting_luck(names[first], names[second], pairs.place[order], parameters, seed)
    return RelationshipNetwork(
        organisations=organisations,
        first=first,
        second=second,
        ties=pairs.ties[order].copy(),
        personal_trust=_between_0_and_1(personal_mean[:, None] + parameters.trust_sd * luck[:, :2]),
        institutional_trust=_between_0_and_1(institutional_mean[:, None] + parameters.trust_sd * luck[:, 2:]),
        shared_records=np.zeros(len(first)),
        pooled_pence=np.zeros(len(first), dtype=np.int64),
        promises_kept=np.zeros((len(first), 2), dtype=np.int64),
        promises_broken=np.zeros((len(first), 2), dtype=np.int64),
        personal_weight=parameters.trust_personal_weight,
    )


def _general_practice_with_council(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    general_practice = (OrganisationKind.GP_CONSORTIUM, OrganisationKind.PRACTICE)
    council = int(OrganisationKind.COUNCIL)
    return (np.isin(first, general_practice) & (second == council)) | (
        np.isin(second, general_practice) & (first == council)
    )


MOST_OF_A_KIND = 1_000_000


def _lasting_names(kinds: np.ndarray) -> CountArray:
    """A number for each organisation by its kind and its position in it: int64 [n].

    Unlike ids these do not shift when there are more or fewer organisations of another kind.
    """
    names = np.zeros(len(kinds), dtype=np.int64)
    for kind in np.unique(kinds):
        here = kinds == kind
        names[here] = int(kind) * MOST_OF_A_KIND + np.arange(int(here.sum()))
    return names


def _starting_luck(
    first: CountArray, second: CountArray, place: IntArray, parameters: PlacesParameters, seed: int
) -> RealArray:
    """Standard normals for both directions of both parts of trust: float64 [R, 4].

    The part that a place has in common is the same for all its pairs; the rest belongs to the pair alone, and
    so does not change when other organisations come or go.
    """
    common = math.sqrt(parameters.trust_place_share)
    own = math.sqrt(1.0 - parameters.trust_place_share)
    shared = {int(p): place_normal(seed, PlaceDraw.PLACE_TRUST, int(p)) for p in np.unique(place)}
    luck = np.empty((len(first), 4))
    for relation, (a, b) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        for part in range(4):
            drawn = place_normal(seed, PlaceDraw.TIE_TRUST, a, b, part)
            luck[relation, part] = common * shared[int(place[relation])] + own * drawn
    return luck


def _between_0_and_1(trust: RealArray) -> RealArray:
    return np.clip(trust, 0.0, 1.0)
