"""A section of an experiment file: frozen, strict, and refused with one message that names file and key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from abm.scenario.refusal import refusal, unknown_key


class Section(BaseModel):
    """One table of an experiment file. Each field is made with :func:`entry`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


SomeSection = TypeVar("SomeSection", bound=Section)


def entry(default: Any = ..., *, meaning: str, right: str, **limits: Any) -> Any:
    """One entry of a section: its default, what it means, and what would be right, in words."""
    return Field(default=default, description=meaning, json_schema_extra={"remedy": right}, **limits)


def read_section(kind: type[SomeSection], table: Mapping[str, Any], where: str, key: str) -> SomeSection:
    """The section that a table holds. Raises InputError; ``key`` is what messages name the table by."""
    prefix = f"{key}." if key else ""
    for name, value in table.items():
        if name not in kind.model_fields:
            raise refusal(where, f"{prefix}{name}", value, unknown_entry(name, kind, key))
    try:
        return kind.model_validate(dict(table))
    except ValidationError as error:
        wrong = str(error.errors(include_url=False)[0]["loc"][0])
    facts = kind.model_fields[wrong].json_schema_extra
    right = facts["remedy"] if isinstance(facts, dict) else ""
    if wrong not in table:
        raise refusal(where, f"{prefix}{wrong}", None, f"it is missing: write {right}")
    raise refusal(where, f"{prefix}{wrong}", table[wrong], f"write {right}")


def table_in(document: Mapping[str, Any], name: str, where: str, key: str) -> dict[str, Any]:
    """A table within a document, empty where there is none. Raises InputError where it is something else."""
    table = document.get(name, {})
    if not isinstance(table, dict):
        raise refusal(where, key, table, f"it is a table: write [{key}] and its entries below it")
    return table


def unknown_entry(name: str, kind: type[Section], key: str) -> str:
    """Say that a section has no such entry, and which one may be meant."""
    closest = unknown_key(name, kind.model_fields)
    if "closest" in closest:
        return closest
    there = ", ".join(kind.model_fields)
    return f"there is no such key here; {f'[{key}]' if key else 'the file'} has {there}"
