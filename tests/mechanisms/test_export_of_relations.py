"""The network of a run, on a date before and on one after the reform, as a graph that other programs read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from mechanism_runs import FEW_PEOPLE, places

from abm.runs.run import RunResult, run

BEFORE, AFTER = "2011-03-31", "2011-04-01"
FORMATS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "graphml": (nx.write_graphml, nx.read_graphml),
    "gexf": (nx.write_gexf, nx.read_gexf),
}


@pytest.fixture(scope="module")
def result() -> RunResult:
    return run(places(FEW_PEOPLE, end="2011-06-30"), seed=1)


@pytest.mark.parametrize("when", [BEFORE, AFTER])
@pytest.mark.parametrize("name", FORMATS)
def test_a_graph_is_written_and_read_back_with_the_same_bodies_and_ties(
    result: RunResult, when: str, name: str, tmp_path: Path
) -> None:
    write, read = FORMATS[name]
    graph = result.network(when)
    assert isinstance(graph, nx.MultiDiGraph)
    write(graph, tmp_path / f"network.{name}")
    back = read(tmp_path / f"network.{name}")
    assert set(back.nodes) == {str(node) for node in graph.nodes}
    assert back.number_of_edges() == graph.number_of_edges() > 0
    assert dict(back.nodes(data="kind")) == {str(node): kind for node, kind in graph.nodes(data="kind")}
    ties = {(str(a), str(b), data["tie"], data["trust"]) for a, b, data in graph.edges(data=True)}
    assert {(a, b, data["tie"], data["trust"]) for a, b, data in back.edges(data=True)} == ties


def test_who_commissions_is_who_exists_on_the_date(result: RunResult) -> None:
    kinds = {when: {kind for _, kind in result.network(when).nodes(data="kind")} for when in (BEFORE, AFTER)}
    assert "primary_care_trust" in kinds[BEFORE] - kinds[AFTER]
    assert {"gp_consortium", "health_and_wellbeing_board"} <= kinds[AFTER] - kinds[BEFORE]
    for when in (BEFORE, AFTER):
        graph = result.network(when)
        assert all(graph.degree(node) > 0 for node, kind in graph.nodes(data="kind") if kind == "council")
