"""``measures.parquet`` and ``runs.parquet`` of a sweep, made from its parts in order of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from abm.runs.measures_file import MeasuresFile
from abm.runs.results_folder import MEASURES, PARTS, RUNS
from abm.sweeps.arm import Setting
from abm.sweeps.finished_run import FinishedRow
from abm.sweeps.store import Store
from abm.sweeps.whole_file import whole_file

COLUMNS = pa.schema(
    [
        ("run", pa.string()),
        ("arm", pa.string()),
        ("sample", pa.int64()),
        ("draw", pa.int64()),
        ("replication", pa.int64()),
        ("seed", pa.int64()),
        ("status", pa.string()),
        ("seconds", pa.float64()),
        ("stage", pa.string()),
        ("message", pa.string()),
        ("traceback", pa.string()),
        ("replay", pa.string()),
        ("key", pa.string()),
        ("code_version", pa.string()),
    ]
)
ROWS_AT_ONCE = 1 << 15
"""Rows of measures that are gathered before they are written: enough to be read fast, few enough to hold."""
TABLES_AT_ONCE = 256
RUNS_AT_ONCE = 256


def write_tables(store: Store, defaults: Mapping[str, Setting]) -> None:
    """Write both tables of what is finished, each whole or not at all; the same runs give the same measures' bytes.

    ``defaults`` are the settings of the experiment's scenario, for runs that leave them as they are. Raises
    CannotStoreError.
    """
    parts = store.folder / PARTS
    with whole_file(parts, store.folder / MEASURES) as path:
        _write_measures(path, store)
    with whole_file(parts, store.folder / RUNS) as path:
        _write_runs(path, store, defaults)


def _write_measures(path: Path, store: Store) -> None:
    with MeasuresFile(path) as measures:
        for table in _gathered(table for _, table in store.finished()):
            measures.append_table(table)


def _gathered(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Fewer and larger tables, cut where a run ends. Small tables take far more memory than what is in them."""
    waiting: list[pa.Table] = []
    rows = 0
    for table in tables:
        waiting.append(table)
        rows += len(table)
        if rows >= ROWS_AT_ONCE:
            yield pa.concat_tables(waiting)
            waiting, rows = [], 0
        elif len(waiting) == TABLES_AT_ONCE:
            waiting = [pa.concat_tables(waiting).combine_chunks()]
    if waiting:
        yield pa.concat_tables(waiting)


def _write_runs(path: Path, store: Store, defaults: Mapping[str, Setting]) -> None:
    """With a column for each lever and parameter that some run sets, named as in the scenario."""
    varied = _types_of_varied(store, defaults)
    schema = pa.schema([*COLUMNS, *(pa.field(name, kind) for name, kind in varied.items())])
    with pq.ParquetWriter(path, schema, compression="snappy") as writer:
        for rows in _batches(store.rows()):
            columns = {name: [getattr(row, name) for row in rows] for name in COLUMNS.names}
            for name, kind in varied.items():
                values = [row.settings.get(name, defaults.get(name)) for row in rows]
                columns[name] = [None if value is None else _as(kind, value) for value in values]
            writer.write_table(pa.Table.from_pydict(columns, schema=schema))


def _types_of_varied(store: Store, defaults: Mapping[str, Setting]) -> dict[str, pa.DataType]:
    """Levers and parameters that vary, in the order in which a scenario lists them, each with a type for all values."""
    kinds: dict[str, set[type]] = {}
    for row in store.rows():
        for name, value in row.settings.items():
            kinds.setdefault(name, set()).add(type(value))
    for name, found in kinds.items():
        if name in defaults:
            found.add(type(defaults[name]))
    listed = [name for name in defaults if name in kinds]
    return {name: _type_for(kinds[name]) for name in (*listed, *sorted(kinds.keys() - defaults.keys()))}


def _type_for(found: set[type]) -> pa.DataType:
    found = found - {type(None)}
    for kinds, column in (({bool}, pa.bool_()), ({int}, pa.int64()), ({int, float}, pa.float64())):
        if found <= kinds:
            return column
    return pa.string()


def _as(column: pa.DataType, value: Setting) -> Setting:
    if column == pa.float64():
        return float(value)  # type: ignore[arg-type]  # a column of numbers
    return str(value) if column == pa.string() else value


def _batches(rows: Iterator[FinishedRow]) -> Iterator[list[FinishedRow]]:
    gathered: list[FinishedRow] = []
    for row in rows:
        gathered.append(row)
        if len(gathered) == RUNS_AT_ONCE:
            yield gathered
            gathered = []
    if gathered:
        yield gathered
