"""The posterior in use: draws of the uncertain numbers under which the model gives what was observed."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from abm.errors import InputError
from abm.scenario.definition import Definition
from abm.scenario.parameters import parameter_definitions
from abm.scenario.refusal import refusal, unknown_parameter
from abm.scenario.toml_file import shipped_folder

POSTERIOR = "posterior.csv"
"""A column for each parameter, a row a draw: what ``abm calibrate`` writes and experiments read."""
OTHER_POSTERIOR = "JOINED_UP_POSTERIOR"
"""Environment variable: the path of another posterior than the one that ships, or nothing for none."""
CENTRAL = 0
"""The draw that stands for central values."""


def posterior_in_use() -> Path | None:
    """The file: what the environment names, or else what ships; None where there is none."""
    named = os.environ.get(OTHER_POSTERIOR)
    if named is not None:
        return Path(named) if named else None
    path = shipped_folder("calibrations") / POSTERIOR
    return path if path.is_file() else None


def row_of_draw(number: int) -> int:
    """The row, counted from 1, that a draw is: after the last comes the first again. 0 where nothing is drawn."""
    path = posterior_in_use()
    return CENTRAL if number == CENTRAL or path is None else 1 + (number - 1) % len(_read(path))


def fitted_draw(number: int) -> Mapping[str, float]:
    """Values by ``group.name`` of a draw, counted from 1; after the last comes the first again.

    Nothing for the draw 0, and where there is no posterior: parameters have their central values then. Raises
    InputError for a file that is no posterior.
    """
    path = posterior_in_use()
    return {} if number == CENTRAL or path is None else _read(path)[row_of_draw(number) - 1]


@cache
def _read(path: Path) -> tuple[Mapping[str, float], ...]:
    where = str(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.DictReader(file, restval="")
            _check_columns(lines.fieldnames or [], where)
            rows = tuple(_row(row, f"row {number}", where) for number, row in enumerate(lines, start=1))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        remedy = f"it cannot be read ({error}); give the path of a CSV table, a column for each parameter"
        raise InputError(where, "", path.name, remedy) from error
    if not rows:
        raise InputError(where, "", path.name, "it needs a column for each parameter and a row for each draw")
    return rows


def _check_columns(names: Sequence[str], where: str) -> None:
    for name in names:
        if name not in parameter_definitions():
            remedy = unknown_parameter(name, parameter_definitions())
            raise refusal(where, "column", name, remedy)
        if names.count(name) > 1:
            raise refusal(where, "column", name, "it is there twice; keep one of the two")


def _row(row: Mapping[str | None, str], which: str, where: str) -> dict[str, float]:
    values = {}
    for name, text in row.items():
        if name is None:
            raise refusal(where, which, str(text), "it has more values than there are columns")
        try:
            values[name] = _checked(parameter_definitions()[name], _number(text))
        except ValueError as error:
            raise refusal(where, f"column {name}, {which}", text, str(error)) from error
    return values


def _checked(definition: Definition, value: float) -> float:
    """A value that the parameter may have: every run reads all draws, and most of them are numbers within a range."""
    if definition.kind == "number" and definition.contains(value):
        return value
    return float(definition.checked(value, Path()))


def _number(text: str) -> float:
    try:
        return float(text)
    except (TypeError, ValueError):
        raise ValueError("write a number") from None
