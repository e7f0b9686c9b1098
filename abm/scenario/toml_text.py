"""Writing plain values as TOML. The standard library reads TOML and does not write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath
from typing import Any


def toml_text(document: dict[str, Any]) -> str:
    """A document of nested tables, lists of tables and scalars, as TOML that reads back to equal values."""
    return "\n".join(_table_lines(document, "")).lstrip("\n") + "\n"


def _table_lines(table: dict[str, Any], name: str) -> Iterator[str]:
    for key, value in table.items():
        if not _is_below(value):
            yield f"{_key(key)} = {_scalar(value)}"
    for key, value in table.items():
        below = f"{name}.{_key(key)}" if name else _key(key)
        if isinstance(value, dict):
            if not value or any(not _is_below(inner) for inner in value.values()):
                yield from ("", f"[{below}]")
            yield from _table_lines(value, below)
        elif _is_below(value):
            for entry in value:
                yield from ("", f"[[{below}]]", *_entry_lines(entry))


def _entry_lines(entry: dict[str, Any]) -> Iterator[str]:
    """One table of a list; tables inside it are written on one line."""
    for key, value in entry.items():
        if isinstance(value, dict):
            inside = ", ".join(f"{_key(inner)} = {_scalar(scalar)}" for inner, scalar in value.items())
            yield f"{_key(key)} = {{ {inside} }}"
        else:
            yield f"{_key(key)} = {_scalar(value)}"


def _is_below(value: Any) -> bool:
    """Whether a value is written below its table, under a heading of its own."""
    holds_tables = isinstance(value, list) and any(isinstance(entry, dict) for entry in value)
    return isinstance(value, dict) or holds_tables


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _quoted(key)


def _scalar(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case date():
            return value.isoformat()
        case list():
            return f"[{', '.join(_scalar(entry) for entry in value)}]"
        case PurePath():
            return _quoted(value.as_posix())
        case _:
            return _quoted(str(value))


def _quoted(text: str) -> str:
    """A basic string. JSON escapes the same way, but leaves one control character that TOML refuses."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
