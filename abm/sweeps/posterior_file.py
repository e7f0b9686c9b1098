"""A table of draws from a posterior: a column for each parameter, a row a draw, weights if it has them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from abm.errors import InputError
from abm.scenario.parameters import parameter_definitions
from abm.scenario.refusal import refusal, shown, unknown_parameter

if TYPE_CHECKING:
    import pandas as pd

MOST_VALUES = 150_000
"""Draws times parameters: they are written into the results' own experiment file, which must stay readable."""
WEIGHT = "weight"
STREAM = 2
"""Tells this resampling from other draws with the same seed."""


def read_posterior(
    file: str, folder: Path, draws: int, seed: int, where: str, key: str
) -> dict[str, tuple[float, ...]]:
    """The values of each parameter in each draw. Raises InputError.

    Without weights, draws are the first rows of the file. With a column ``weight`` rows are resampled by it, with the
    seed: more draws leave the earlier ones as they are. ``where`` and ``key`` name the experiment's entry.
    """
    path = folder / file
    table = _table(path, file, where, key)
    source = shown(str(path))
    columns = {str(name): _numbers(table[name], str(name), source) for name in table.columns}
    if not len(table) or not set(columns) - {WEIGHT}:
        raise InputError(source, "", path.name, "it needs a column for each parameter and a row for each draw")
    rows = _rows(columns.pop(WEIGHT, None), len(table), draws, seed, source, (where, key, file))
    if draws * len(columns) > MOST_VALUES:
        remedy = f"{draws} draws of {len(columns)} parameters are too many values; at most {MOST_VALUES}"
        raise refusal(where, "parameters.draws", draws, remedy)
    for name, values in columns.items():
        _check_range(name, values, source)
    return {name: tuple(columns[name][rows].tolist()) for name in parameter_definitions() if name in columns}


def _table(path: Path, file: str, where: str, key: str) -> pd.DataFrame:
    import pandas as pd

    right = "the path of a CSV or Parquet table with a column for each parameter"
    if path.suffix not in (".csv", ".parquet"):
        raise refusal(where, key, file, f"give {right}, named .csv or .parquet")
    try:
        if not path.is_file():
            raise refusal(where, key, file, f"there is no such file; give {right}")
        return pd.read_csv(path) if path.suffix == ".csv" else pd.read_parquet(path)
    except (ValueError, OSError, MemoryError) as error:  # what pandas and Arrow raise of files they cannot read
        reason = " ".join(str(error).split())
        raise refusal(where, key, file, f"it cannot be read ({reason}); give {right}") from error


def _numbers(column: pd.Series, name: str, source: str) -> np.ndarray:
    if name != WEIGHT and name not in parameter_definitions():
        remedy = unknown_parameter(name, (*parameter_definitions(), WEIGHT))
        raise InputError(source, "column", name, f"{remedy}; a column is a parameter's group.name, or weight")
    for row, value in enumerate(column.tolist(), start=1):
        if isinstance(value, bool) or not isinstance(value, int | float) or not np.isfinite(value):
            raise refusal(source, f"column {name}, row {row}", value, "write a number")
    return column.to_numpy(dtype=np.float64)


def _rows(
    weights: np.ndarray | None, rows: int, draws: int, seed: int, source: str, asked: tuple[str, str, str]
) -> np.ndarray:
    if weights is None:
        if draws > rows:
            where = asked[0]
            remedy = f"{source} has {rows} rows; ask for no more draws than that, or give it a column of weights"
            raise refusal(where, "parameters.draws", draws, remedy)
        return np.arange(draws)
    if (weights < 0).any() or not weights.sum() > 0:
        raise InputError(source, "column weight", float(weights.min()), "weights are at least 0, and some are above")
    shares = np.cumsum(weights / weights.max())
    points = np.random.default_rng((seed, STREAM)).random(draws) * shares[-1]
    return np.searchsorted(shares, points, side="right")


def _check_range(name: str, values: np.ndarray, source: str) -> None:
    definition = parameter_definitions()[name]
    outside = np.flatnonzero((values < definition.low) | (values > definition.high))
    if len(outside):
        row = int(outside[0])
        raise refusal(source, f"column {name}, row {row + 1}", float(values[row]), f"write {definition.right}")
