"""An arm of an experiment: one combination of settings, which meets the same luck as every other arm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Setting = str | bool | int | float | date


@dataclass(frozen=True)
class Arm:
    """What one arm changes in the experiment's scenario."""

    name: str
    """Unique within the experiment: its settings in words, ``board.powers=consult``, unless the file names it."""
    levers: Mapping[str, Setting]
    """Levers held at a value through the whole run, by ``group.name``."""
