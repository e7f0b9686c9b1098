"""``runs.parquet``: one row a run, those that failed among them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from abm.runs.results_table import check_columns, check_no_gaps, check_told_apart, damaged, read_results_table, reading

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
OF_A_SWEEP = pa.schema(
    [
        *(field for field in COLUMNS if field.name != "scenario"),
        ("arm", pa.string()),
        ("sample", pa.int64()),
        ("draw", pa.int64()),
        ("stage", pa.string()),
        ("code_version", pa.string()),
    ]
)
"""What a sweep's table has of every run, instead."""
STATUSES = ("done", "failed")
MOST_RUNS = 1_000_000
"""No replication or sample is counted higher."""


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


def read_runs(path: Path, *, is_sweep: bool, columns: Collection[str] | None = None, filters: Any = None) -> pa.Table:
    """The table, or these columns and rows of it. Raises InputError where its runs cannot be told apart."""
    schema, whose = (OF_A_SWEEP, ("arm", "sample")) if is_sweep else (COLUMNS, ("scenario", "replication"))
    needed = ("run", "status", *whose) if columns is None else columns
    table = read_results_table(path, schema, needed, only_needed=columns is not None, filters=filters)
    there = [name for name in schema.names if name in table.column_names]
    check_no_gaps(path, table, there)
    for counted in {"replication", "sample", "draw"}.intersection(there):
        _check_counted(path, table, counted)
    for status in pc.unique(table["status"]).to_pylist() if "status" in there else ():
        if status not in STATUSES:
            raise damaged(path, "column status", status, f"a run is {' or '.join(STATUSES)}")
    for names in (("run",), whose):
        if set(names) <= set(there):
            check_told_apart(path, table, names)
    return table


def check_shown(path: Path, *, is_sweep: bool) -> None:
    """Raise InputError where the table lacks a column that a report may show."""
    schema = OF_A_SWEEP if is_sweep else COLUMNS
    with reading(path):
        check_columns(path, pq.read_schema(path), schema, schema.names)


def _check_counted(path: Path, table: pa.Table, name: str) -> None:
    if len(table):
        lowest, highest = (pc.min_max(table[name])[end].as_py() for end in ("min", "max"))
        if lowest < 0 or highest > MOST_RUNS:
            wrong = lowest if lowest < 0 else highest
            raise damaged(path, f"column {name}", wrong, f"runs are counted from 0 to at most {MOST_RUNS}")
