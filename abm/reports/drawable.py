"""Text that a picture can hold: no XML has certain signs, and what paints pictures ends the whole program at one."""

from __future__ import annotations

import re
from typing import Any

UNDRAWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
IN_ITS_PLACE = "\N{REPLACEMENT CHARACTER}"


def drawable(value: Any) -> Any:
    """A text, or all texts of a picture's description, with a mark for each sign that cannot be drawn."""
    match value:
        case str():
            return UNDRAWABLE.sub(IN_ITS_PLACE, value)
        case dict():
            return {drawable(key): drawable(inner) for key, inner in value.items()}
        case list():
            return [drawable(inner) for inner in value]
    return value
