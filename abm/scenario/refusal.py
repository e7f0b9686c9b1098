"""How wrong input is named: where it stands, as it stands there, and what would be right."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from datetime import date

from abm.errors import InputError


class Unquoted(str):
    """Text that a message shows as it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def refusal(where: str, key: str, value: object, remedy: str) -> InputError:
    """The error for one value, shown as a scenario file would have it, on one line."""
    if isinstance(value, bool):
        value = Unquoted(str(value).lower())
    elif isinstance(value, date):
        value = Unquoted(value.isoformat())
    return InputError(where, shown(key), value, remedy)


def shown(key: str) -> str:
    """A key fit for one line of a message."""
    text = key if key.isprintable() else json.dumps(key)
    return text if len(text) <= 100 else text[:97] + "..."


def unknown_key(key: str, known: Iterable[str]) -> str:
    """Say that there is no such key, and which one may be meant."""
    known = tuple(known)
    last = key.rsplit(".", 1)[-1]
    same_end = [name for name in known if name.endswith(f".{key}") or name.rsplit(".", 1)[-1] == last]
    closest = same_end[:1] or difflib.get_close_matches(key[:100], known, n=1, cutoff=0.5)
    if closest:
        return f"there is no such key here; the closest is {closest[0]}"
    return "there is no such key here; see `abm levers`, `abm parameters` and `abm schema`"


def unknown_parameter(name: str, known: Iterable[str]) -> str:
    """The same of a parameter."""
    return unknown_key(name, known).replace("key here", "parameter")
