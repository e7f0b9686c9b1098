"""What can be set and what is measured: levers, parameters and measures as tables or JSON, and the schema."""

from __future__ import annotations

import importlib
import json as json_text
from typing import Any

from abm.cli.printed_table import print_table


def levers(json: bool = False) -> None:
    """Print every lever: value as drafted in the Bill, choices or range, unit, source, meaning."""
    from abm.scenario.schema import lever_listing

    rows = lever_listing()
    if json:
        _print_json(rows)
        return
    columns = ("lever", "default", "values", "unit", "when", "meaning", "source")
    cells = [
        (
            row["name"],
            _shown(row["default"]),
            _values(row),
            row["unit"],
            _when(row),
            row["meaning"],
            row["source"],
        )
        for row in rows
    ]
    print_table(columns, cells)


def parameters(json: bool = False) -> None:
    """Print every uncertain number: central value, range, unit, confidence, source, meaning."""
    from abm.scenario.schema import parameter_listing

    rows = parameter_listing()
    if json:
        _print_json(rows)
        return
    columns = ("parameter", "central", "range", "unit", "confidence", "meaning", "source")
    cells = [
        (
            row["name"],
            _shown(row["default"]),
            _values(row),
            row["unit"],
            row["confidence"],
            row["meaning"],
            f"{row['source']} ({row['year']})",
        )
        for row in rows
    ]
    print_table(columns, cells)


def measures(json: bool = False) -> None:
    """Print every measure: unit, the levels it is counted at, meaning."""
    definitions = importlib.import_module("abm.measures.definitions").MEASURES
    rows = [
        {
            "name": measure.name,
            "unit": measure.unit,
            "levels": [str(level) for level in measure.levels],
            "meaning": measure.meaning,
        }
        for measure in definitions
    ]
    if json:
        _print_json(rows)
        return
    cells = [(row["name"], row["unit"], ", ".join(row["levels"]), row["meaning"]) for row in rows]
    print_table(("measure", "unit", "levels", "meaning"), cells)


def schema() -> None:
    """Print the JSON Schema of a scenario file, for editors."""
    from abm.scenario.schema import scenario_schema

    _print_json(scenario_schema())


def _values(row: dict[str, Any]) -> str:
    if row["choices"]:
        return ", ".join(row["choices"])
    if row["type"] == "yes or no":
        return "true, false"
    if row["low"] is None:
        return str(row["type"])
    return f"{_shown(row['low'])} to {_shown(row['high'])}"


def _when(row: dict[str, Any]) -> str:
    """From when a lever can be used, and whether a dated policy can change it."""
    return "at the start" if row["at_start"] else "any month"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) and abs(value) < 10_000 else str(value)


def _print_json(content: Any) -> None:
    print(json_text.dumps(content, indent=2, ensure_ascii=False, default=str))
