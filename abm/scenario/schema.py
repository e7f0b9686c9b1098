"""What a scenario file may hold: a JSON Schema for editors, and flat listings of levers and parameters."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, TypeAdapter

from abm.scenario.geography import Geography
from abm.scenario.heading import Heading
from abm.scenario.levers import Levers, lever_definitions
from abm.scenario.parameters import Parameters, parameter_definitions
from abm.scenario.period import Period
from abm.scenario.population import Population


def lever_listing() -> list[dict[str, Any]]:
    """One row a lever: name, type, choices, low, high, unit, default, source, at_start, meaning."""
    return [definition.listing() for definition in lever_definitions().values()]


def parameter_listing() -> list[dict[str, Any]]:
    """One row a parameter: name, type, low, high, unit, default, source, year, confidence, meaning."""
    return [definition.listing() for definition in parameter_definitions().values()]


def scenario_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a scenario file."""
    shared: dict[str, Any] = {}
    properties = _part(TypeAdapter(Heading), shared)["properties"]
    properties["extends"] = {"type": "string", "description": "path or name of the scenario to build on"}
    sections: dict[str, Any] = {
        "run": Period,
        "geography": Geography,
        "population": Population,
        "levers": Levers,
        "parameters": Parameters,
    }
    properties |= {name: _part(TypeAdapter(model), shared) for name, model in sections.items()}
    properties["policy"] = {"type": "array", "items": _policy_schema()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scenario",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": shared,
    }


def _part(adapter: TypeAdapter[Any], shared: dict[str, Any]) -> dict[str, Any]:
    """The schema of one section; what it shares with others goes into ``shared``."""
    schema = adapter.json_schema(ref_template="#/$defs/{model}")
    groups = schema.pop("$defs", {})
    shared |= groups
    return schema


def _policy_schema() -> dict[str, Any]:
    changes = {
        name: _leaf(definition.model, definition.field)
        for name, definition in lever_definitions().items()
        if not definition.facts["at_start"]
    }
    return {
        "type": "object",
        "required": ["date", "set"],
        "properties": {
            "date": {"type": "string", "format": "date", "description": "in force from the first of a month"},
            "why": {"type": "string", "description": "why, and the source"},
            "set": {
                "type": "object",
                "minProperties": 1,
                "properties": changes,
                "additionalProperties": False,
            },
        },
        "additionalProperties": False,
    }


def _leaf(model: type[BaseModel], field: str) -> dict[str, Any]:
    entry: dict[str, Any] = model.model_json_schema()["properties"][field]
    return entry
