"""A scenario that a visitor brings as TOML, and takes away as TOML."""

from __future__ import annotations

from typing import Any

from abm.app.settings import AppSettings
from abm.errors import InputError
from abm.scenario.scenario import Scenario
from abm.scenario.toml_file import parse_toml, shipped_names

LARGEST = 200_000
"""Characters: a scenario written in full has a tenth of this."""


def scenario_of_text(text: str, settings: AppSettings) -> Scenario:
    """The scenario that a file holds. Raises InputError, naming the key that is wrong."""
    where = "your file"
    if len(text) > LARGEST:
        raise InputError(where, "", f"{len(text)} characters", f"a scenario has at most {LARGEST}")
    document = parse_toml(text.removeprefix("\ufeff"), where)
    if not settings.opens_any_file:
        _refuse_files(document, where)
    return Scenario.from_dict(document, where=where)


def _refuse_files(document: dict[str, Any], where: str) -> None:
    """Visitors from elsewhere may not read what lies on this machine."""
    extends = document.get("extends")
    if extends is not None and extends not in shipped_names("configs"):
        raise InputError(where, "extends", extends, f"extend one that ships: {', '.join(shipped_names('configs'))}")
    geography = document.get("geography")
    if isinstance(geography, dict) and geography.get("places") == "tables":
        raise InputError(where, "geography.places", "tables", "tables can be used where the program runs only")
    if any(key.startswith("geography.") for key in document):
        raise InputError(where, "geography", "", "write [geography] and its entries below it")
