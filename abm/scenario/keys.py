"""Every key that a scenario file may hold, by its dotted name."""

from __future__ import annotations

from functools import cache

from abm.scenario.definition import Definition, definitions_of
from abm.scenario.geography import GEOGRAPHIES, PlacesSource
from abm.scenario.heading import Heading
from abm.scenario.levers import lever_definitions
from abm.scenario.parameters import Parameters, parameter_definitions
from abm.scenario.period import Period
from abm.scenario.population import Population


@cache
def known_keys() -> dict[str, Definition]:
    """Every key that takes a value, by its dotted name in a scenario file."""
    keys = {definition.name: definition for definition in definitions_of(Heading)}
    keys |= {f"levers.{name}": definition for name, definition in lever_definitions().items()}
    keys |= {f"parameters.{name}": definition for name, definition in parameter_definitions().items()}
    for source in (PlacesSource, *GEOGRAPHIES.values()):
        for definition in definitions_of(source):
            keys.setdefault(f"geography.{definition.name}", definition)
    keys |= {f"run.{definition.name}": definition for definition in definitions_of(Period)}
    keys |= {f"population.{definition.name}": definition for definition in definitions_of(Population)}
    return keys


@cache
def known_tables() -> tuple[str, ...]:
    """Dotted names of the tables that hold the known keys, and of groups that hold none yet."""
    tables = {f"parameters.{group}" for group in Parameters.model_fields}
    for key in known_keys():
        parts = key.split(".")
        tables |= {".".join(parts[:depth]) for depth in range(1, len(parts))}
    return tuple(sorted(tables))
