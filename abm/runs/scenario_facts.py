"""What a results folder says of the scenario it came from, in words and as columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from abm.runs.provenance import hashes_of
from abm.runs.runs_table import Setting
from abm.scenario.fitted import posterior_in_use
from abm.scenario.geography import EnglandPlaces, RegionPlaces

if TYPE_CHECKING:
    from abm.scenario.scenario import Scenario


def scenario_facts(scenario: Scenario) -> dict[str, Any]:
    """Name, meaning, hash, places, period and input files."""
    return {
        "scenario": scenario.name,
        "meaning": scenario.meaning,
        "scenario_sha256": scenario.digest(),
        "places": places_in_words(scenario),
        "period": f"{scenario.run.start:%B %Y} to {scenario.run.end:%B %Y}",
        "reported_from": f"{scenario.run.report_from:%B %Y}",
        "inputs": hashes_of(input_files(scenario)),
    }


def places_in_words(scenario: Scenario) -> str:
    """Where the run takes place, as a sentence goes on after "on"."""
    geography = scenario.geography
    if isinstance(geography, RegionPlaces):
        return f"a synthetic region of {geography.councils} council{'' if geography.councils == 1 else 's'}"
    if isinstance(geography, EnglandPlaces):
        return "all of synthetic England"
    return f"the places of the table {geography.overlap.name}"


def input_files(scenario: Scenario) -> list[Path]:
    """The scenario files that say something, the tables of places, and the posterior that numbers are drawn from."""
    values = [given for layer in scenario.layers for given in layer.values.values()]
    dates = [policy.date for layer in scenario.layers for policy in layer.policies]
    files = [Path(given.where) for given in (*values, *dates)]
    tables = [value for value in scenario.geography.model_dump().values() if isinstance(value, Path)]
    posterior = posterior_in_use() if scenario.drawn(0) else None
    read = (*files, *tables, *([posterior] if posterior else []))
    return sorted({path for path in read if path.is_file()})


def settings_of(scenario: Scenario) -> dict[str, Setting]:
    """Each lever as it stands on the last day and each parameter, by ``group.name``."""
    levers = scenario.levers_on(scenario.run.end).model_dump()
    parameters = scenario.parameters.model_dump()
    return {
        f"{group}.{name}": value
        for groups in (levers, parameters)
        for group, values in groups.items()
        for name, value in values.items()
    }
