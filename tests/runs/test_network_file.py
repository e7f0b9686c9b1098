"""The network of a day in a file, and what is said when there can be none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import networkx as nx
import pytest

from abm.errors import InputError
from abm.runs.network_file import check_file, network_on, write_network
from abm.scenario.scenario import Scenario


@pytest.mark.parametrize("name", ["network.txt", "network", "there", "file/network.gexf"])
def test_a_file_that_cannot_be_is_refused_before_any_run(tmp_path: Path, name: str) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "file").write_text("a file, not a folder")
    with pytest.raises(InputError):
        check_file(tmp_path / name)


@pytest.mark.parametrize(("ending", "read"), [(".graphml", nx.read_graphml), (".gexf", nx.read_gexf)])
def test_the_network_reads_back(tmp_path: Path, ending: str, read) -> None:  # type: ignore[no-untyped-def]
    scenario = Scenario.load("bill_2011").with_settings(
        ["geography.councils=1", "population.sample=0.02", "run.end=2011-06-30"]
    )
    graph = network_on(scenario, date(2010, 8, 1), seed=1)
    path = tmp_path / "new" / f"network{ending}"
    write_network(graph, path)
    back = read(path)
    assert {str(at): name for at, name in graph.nodes(data="name")} == dict(back.nodes(data="label"))
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_day_outside_the_run_is_refused() -> None:
    with pytest.raises(InputError, match="2010-04-01"):
        network_on(Scenario.load("bill_2011"), date(2009, 1, 1), seed=1)


def test_a_disk_that_refuses_is_wrong_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(graph: nx.MultiDiGraph, path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(nx, "write_gexf", refuses)
    with pytest.raises(InputError, match="No space left on device"):
        write_network(nx.MultiDiGraph(), tmp_path / "network.gexf")
