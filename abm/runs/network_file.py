"""The relationship network in a file that graph programs read: GraphML or GEXF, by the file's ending."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from abm.dates import month_of
from abm.errors import InputError
from abm.randomness import replication_seed

if TYPE_CHECKING:
    import networkx as nx

    from abm.scenario.scenario import Scenario

ENDINGS = (".graphml", ".gexf")


def check_file(path: Path) -> None:
    """Raise InputError unless the file's ending says which format is meant and the file can be written."""
    if path.suffix not in ENDINGS:
        raise InputError("abm network", "--out", str(path), f"end the name in {' or '.join(ENDINGS)}")
    there = next(folder for folder in path.absolute().parents if folder.exists())
    if path.is_dir() or not there.is_dir() or not os.access(there, os.W_OK):
        raise InputError("abm network", "--out", str(path), "name a file in a folder that can be written")


def network_on(scenario: Scenario, when: date, seed: int) -> nx.MultiDiGraph:
    """The network of a scenario on a date, from a run that goes no further. Raises InputError for a date outside it."""
    from abm.model import IntegrationModel

    last = scenario.run.end
    if not scenario.run.start <= when <= last:
        raise InputError("abm network", "DATE", when.isoformat(), f"give a date from {scenario.run.start} to {last}")
    model = IntegrationModel(scenario, rng=replication_seed(seed, 0), keep_rows=False)
    for _ in range(month_of(when).index + 1):
        model.step()
    return model.network(when)


def write_network(graph: nx.MultiDiGraph, path: Path) -> None:
    """Write the graph, whole or not at all. Raises InputError where it cannot be written."""
    import networkx as nx

    check_file(path)
    unfinished = path.with_name(f".{path.name}.unfinished")
    write = nx.write_graphml if path.suffix == ".graphml" else nx.write_gexf
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(graph, unfinished)
        unfinished.replace(path)
    except OSError as error:
        remedy = f"name a file in a folder that can be written ({error.strerror})"
        raise InputError("abm network", "--out", str(path), remedy) from None
