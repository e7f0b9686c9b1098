"""``runs.parquet``: one row a run, those that failed among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

Setting = str | bool | int | float | None
"""What a lever or a parameter can be set to."""

COLUMNS = pa.schema(
    [
        ("run", pa.string()),
        ("scenario", pa.string()),
        ("replication", pa.int64()),
        ("seed", pa.int64()),
        ("status", pa.string()),
        ("seconds", pa.float64()),
        ("message", pa.string()),
        ("traceback", pa.string()),
        ("replay", pa.string()),
    ]
)


@dataclass(frozen=True)
class RunRow:
    """How one run went."""

    run: str
    """Its id in ``measures.parquet``."""
    scenario: str
    replication: int
    seed: int
    """The seed that this replication used."""
    status: Literal["done", "failed"]
    seconds: float
    message: str
    """Why it failed; empty when it did not."""
    traceback: str
    """Where in the program it failed; empty when it did not."""
    replay: str
    """The command that runs it again by itself."""


def write_runs(path: Path, rows: Sequence[RunRow], settings: Sequence[Mapping[str, Setting]]) -> None:
    """The rows, with a column for each lever and parameter named as in the scenario (``board.powers``).

    ``settings`` holds those of each run, in the order of the rows.
    """
    columns = {name: [getattr(row, name) for row in rows] for name in COLUMNS.names}
    table = pa.Table.from_pydict(columns, schema=COLUMNS)
    for name in next(iter(settings), {}):
        table = table.append_column(name, pa.array([of_run[name] for of_run in settings]))
    pq.write_table(table, path, compression="snappy")
