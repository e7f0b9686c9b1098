"""A scenario as results keep it: read as it is, so that a folder can be read by a program that knows other levers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from abm.scenario.refusal import refusal
from abm.scenario.toml_file import read_toml

TABLES = ("run", "geography", "population", "levers", "parameters")
GROUPED = ("levers", "parameters")
"""Tables that hold a table for each group."""


def read_kept_scenario(path: Path) -> dict[str, Any]:
    """The scenario in full; empty where its file is gone. Raises InputError where it is not as scenarios are."""
    if not path.is_file():
        return {}
    document = read_toml(path)
    where = str(path)
    for name in TABLES:
        table = document.get(name, {})
        if not isinstance(table, dict):
            raise refusal(where, name, table, "it is a table in every scenario")
        for group, values in table.items() if name in GROUPED else ():
            if not isinstance(values, dict):
                raise refusal(where, f"{name}.{group}", values, "it is a table in every scenario")
    _check_policies(document.get("policy", []), where)
    return document


def _check_policies(policies: object, where: str) -> None:
    if not isinstance(policies, list):
        raise refusal(where, "policy", policies, "write [[policy]] above each of them")
    for number, policy in enumerate(policies, start=1):
        is_whole = isinstance(policy, dict) and isinstance(policy.get("set"), dict) and type(policy.get("date")) is date
        if not is_whole or policy["date"].year == date.max.year:
            raise refusal(where, f"policy {number}", policy, "a policy has a date and what it sets")
