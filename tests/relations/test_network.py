"""The relationship network as data: what it holds when a run begins, and how it is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from abm.relations.network import (
    TIE_KINDS,
    Organisation,
    Pairs,
    RelationshipNetwork,
    TieKind,
    initial_network,
)
from abm.scenario.parameter_groups.places import PlacesParameters
from abm.vocabulary import OrganisationKind

CONSORTIA, COUNCILS, TRUSTS = 60, 60, 60
ORGANISATIONS = tuple(
    Organisation(id=index, kind=kind, name=f"{kind.name} {index}")
    for index, kind in enumerate(
        [OrganisationKind.GP_CONSORTIUM] * CONSORTIA
        + [OrganisationKind.COUNCIL] * COUNCILS
        + [OrganisationKind.ACUTE_TRUST] * TRUSTS
    )
)


def pairs_of_each_place() -> Pairs:
    """In each of 60 places a consortium, a council and a trust that all deal with each other."""
    place = np.arange(60, dtype=np.int32)
    ties = np.zeros((180, TIE_KINDS), dtype=bool)
    ties[:60, TieKind.BOARD_SEAT] = True
    ties[60:120, TieKind.COMMISSIONING] = True
    ties[60:120, TieKind.CONTRACT] = True
    ties[120:, TieKind.CONTRACT] = True
    return Pairs(
        first=np.concatenate([place, place, place + 120]),
        second=np.concatenate([place + 60, place + 120, place + 60]),
        ties=ties,
        place=np.concatenate([place, place, place]),
    )


def network(parameters: PlacesParameters | None = None, seed: int = 1) -> RelationshipNetwork:
    return initial_network(ORGANISATIONS, pairs_of_each_place(), parameters or PlacesParameters(), seed)


def is_town_hall(found: RelationshipNetwork) -> np.ndarray:
    return (found.first < 60) & (found.second < 120)


def test_general_practice_and_councils_begin_as_near_strangers() -> None:
    found = network()
    town_hall = is_town_hall(found)
    assert town_hall.sum() == 60
    assert found.personal_trust[town_hall].mean() < 0.2  # E103
    assert found.personal_trust[~town_hall].mean() == pytest.approx(0.45, abs=0.06)
    assert found.institutional_trust.mean() == pytest.approx(0.45, abs=0.06)


def test_trust_is_a_share_and_nothing_has_happened_yet() -> None:
    found = network()
    for trust in (found.personal_trust, found.institutional_trust):
        assert ((trust >= 0) & (trust <= 1)).all()
    for column in (found.shared_records, found.pooled_pence, found.promises_kept, found.promises_broken):
        assert not column.any()


def test_trust_is_read_by_who_trusts_whom() -> None:
    found = network()
    relation = int(found.relation_of([130], [10])[0])
    assert (found.first[relation], found.second[relation]) == (10, 130)
    mine = 0.5 * found.personal_trust[relation, 0] + 0.5 * found.institutional_trust[relation, 0]
    theirs = 0.5 * found.personal_trust[relation, 1] + 0.5 * found.institutional_trust[relation, 1]
    assert found.trust_between(10, 130) == pytest.approx(mine)
    assert found.trust_between(130, 10) == pytest.approx(theirs)
    assert found.trust([10, 130, 10], [130, 10, 131]) == pytest.approx([mine, theirs, 0.0])


def test_strangers_have_no_trust() -> None:
    found = network()
    assert found.trust_between(0, 1) == 0.0
    assert found.relation_of([0, 179], [179, 179]).tolist() == [-1, -1]


def test_a_network_without_pairs_is_one_of_strangers() -> None:
    nobody = np.zeros(0, dtype=np.int32)
    empty = Pairs(nobody, nobody, np.zeros((0, TIE_KINDS), dtype=bool), nobody)
    found = initial_network(ORGANISATIONS, empty, PlacesParameters(), 1)
    assert found.trust_between(0, 70) == 0.0
    assert found.to_networkx(date(2011, 4, 1)).number_of_edges() == 0


def test_the_ties_of_a_place_share_its_history() -> None:
    found = network(PlacesParameters(trust_place_share=0.9))
    by_place = found.institutional_trust.mean(axis=1)
    consortium_trust = by_place[(found.first < 60) & (found.second >= 120)]
    council_trust = by_place[(found.first >= 60)]
    assert np.corrcoef(consortium_trust, council_trust)[0, 1] > 0.7


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("trust_personal_mean", 0.6),
        ("trust_institutional_mean", 0.6),
        ("trust_sd", 0.3),
        ("trust_place_share", 0.0),
        ("trust_gp_council_personal", 0.2),
        ("trust_personal_weight", 0.8),
    ],
)
def test_every_number_about_trust_changes_it(name: str, value: float) -> None:
    before = network().effective_trust()
    assert (network(PlacesParameters(**{name: value})).effective_trust() != before).any()


def test_a_pair_keeps_its_trust_when_others_go() -> None:
    all_pairs = pairs_of_each_place()
    kept = np.flatnonzero(all_pairs.place < 7)[::-1]
    some = Pairs(all_pairs.second[kept], all_pairs.first[kept], all_pairs.ties[kept], all_pairs.place[kept])
    found = initial_network(ORGANISATIONS, some, PlacesParameters(), 1)
    for a, b in ((3, 63), (63, 3), (3, 123), (123, 63)):
        assert found.trust_between(a, b) == network().trust_between(a, b)


def test_the_same_seed_gives_the_same_trust() -> None:
    assert network(seed=4).personal_trust.tobytes() == network(seed=4).personal_trust.tobytes()
    assert (network(seed=4).personal_trust != network(seed=5).personal_trust).any()


def test_a_pair_is_given_once_and_never_with_itself() -> None:
    ties = np.zeros((2, TIE_KINDS), dtype=bool)
    place = np.zeros(2, dtype=np.int32)
    twice = Pairs(np.array([1, 2], dtype=np.int32), np.array([2, 1], dtype=np.int32), ties, place)
    with pytest.raises(ValueError, match="once"):
        initial_network(ORGANISATIONS, twice, PlacesParameters(), 1)
    itself = Pairs(np.array([1, 2], dtype=np.int32), np.array([1, 3], dtype=np.int32), ties, place)
    with pytest.raises(ValueError, match="itself"):
        initial_network(ORGANISATIONS, itself, PlacesParameters(), 1)


def test_the_graph_has_an_edge_for_each_tie_and_direction(tmp_path: Path) -> None:
    found = network()
    found.pooled_pence[0] = 12_345
    graph = found.to_networkx(date(2011, 4, 1))
    assert graph.graph["date"] == "2011-04-01"
    assert graph.number_of_nodes() == 180
    assert graph.number_of_edges() == 2 * int(found.ties.sum())
    edge = graph.edges[10, 130, "commissioning"]
    assert edge["trust"] == pytest.approx(found.trust_between(10, 130))
    assert edge["tie"] == "commissioning"
    first = graph.edges[int(found.first[0]), int(found.second[0]), "board_seat"]
    assert first["pooled_pounds"] == pytest.approx(123.45)
    nx.write_graphml(graph, tmp_path / "network.graphml")
    nx.write_gexf(graph, tmp_path / "network.gexf")
