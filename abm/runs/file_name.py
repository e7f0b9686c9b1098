"""Names of files made from names of scenarios, which may hold anything."""

from __future__ import annotations

import re
from collections.abc import Iterable


def file_name_of(name: str) -> str:
    """A name that stays one file or folder where it is put."""
    return re.sub(r"[^\w.-]+", "_", name).strip(".") or "scenario"


def file_names_of(names: Iterable[str]) -> list[str]:
    """A file name for each, told apart also where capitals do not count."""
    taken: set[str] = set()
    files = []
    for name in names:
        stem = file_name_of(name)
        choices = (stem, *(f"{stem}_{number}" for number in range(2, len(taken) + 3)))
        file = next(choice for choice in choices if choice.casefold() not in taken)
        taken.add(file.casefold())
        files.append(file)
    return files
