"""The posterior that ships: draws of the uncertain numbers under which the model gives what was observed."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from abm.scenario.toml_file import shipped_folder

POSTERIOR = "posterior.csv"
"""A column for each parameter, a row a draw: what ``abm calibrate`` writes and experiments read."""
CENTRAL = 0
"""The draw that stands for central values."""


def shipped_posterior() -> Path | None:
    """Where it is; None where none ships."""
    path = shipped_folder("calibrations") / POSTERIOR
    return path if path.is_file() else None


def fitted_draw(number: int) -> Mapping[str, float]:
    """Values by ``group.name`` of a draw, counted from 1; after the last comes the first again.

    Nothing for the draw 0, and where no posterior ships: parameters have their central values then.
    """
    path = shipped_posterior()
    if number == CENTRAL or path is None:
        return {}
    draws = _read(path)
    return draws[(number - 1) % len(draws)]


@cache
def _read(path: Path) -> tuple[Mapping[str, float], ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple({name: float(value) for name, value in row.items()} for row in csv.DictReader(file))
