"""``measures.parquet``: the tidy table of every measure of every run; same results, same bytes."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from abm.measures.statistic import MONTH, YEAR
from abm.measures.target import LARGEST
from abm.runs.results_table import check_no_gaps, check_told_apart, damaged, read_results_table
from abm.runs.spreadsheet_text import with_spreadsheet_text

if TYPE_CHECKING:
    import pandas as pd

LABELS = ("run", "period", "level", "unit", "measure")
SCHEMA = pa.schema([*((label, pa.string()) for label in LABELS), ("value", pa.float64())])
ROWS_IN_A_GROUP = 1 << 20
WRITTEN: dict[str, Any] = {
    "version": "2.6",
    "data_page_version": "1.0",
    "compression": "snappy",
    "use_dictionary": list(LABELS),
    "write_statistics": True,
}
"""How tables of measures are written, wherever they are."""


class MeasuresFile:
    """Written run by run, so that only one run's table is in memory at a time.

    The bytes depend on nothing but the tables appended and the version of pyarrow: the schema is fixed, rows
    keep the order in which they come, and neither a time nor pandas' own description of its index is stored.
    """

    def __init__(self, path: Path) -> None:
        self._writer = pq.ParquetWriter(path, SCHEMA, **WRITTEN)

    def append(self, run: str, measures: pd.DataFrame) -> None:
        """Add one run's table: columns period, level, unit, measure, value, already in their order."""
        self.append_table(measures_of_run(run, measures))

    def append_table(self, table: pa.Table) -> None:
        """Add a table that has the schema of the file, of one run or several."""
        self._writer.write_table(table, row_group_size=ROWS_IN_A_GROUP)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.close()


def measures_of_run(run: str, measures: pd.DataFrame) -> pa.Table:
    """One run's tidy table with the run's id before it, in the schema of the file."""
    columns = [pa.array([run] * len(measures), pa.string())]
    columns += [_texts(measures[label]) for label in LABELS[1:]]
    columns.append(pa.array(measures["value"].to_numpy("float64"), pa.float64(), from_pandas=True))
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def _texts(labels: pd.Series) -> pa.Array:
    """Labels as plain text, whether pandas holds them as text, objects or categories."""
    array = pa.array(labels, from_pandas=True)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return array.cast(pa.string())


def read_measures(
    path: Path, *, measures: Collection[str] | None = None, levels: Collection[str] | None = None
) -> pd.DataFrame:
    """The table, or only these measures at these levels: a national run has millions of rows."""
    wanted = [
        (column, "in", sorted(names))
        for column, names in (("measure", measures), ("level", levels))
        if names is not None
    ]
    return read_figures(path, wanted or None).to_pandas()


def read_figures(path: Path, wanted: Any = None) -> pa.Table:
    """The rows that are wanted. Raises InputError where they are no figures of runs: see ``check_figures``."""
    table = read_results_table(path, SCHEMA, SCHEMA.names, only_needed=True, filters=wanted)
    check_figures(path, table)
    return table


def check_figures(path: Path, table: pa.Table) -> None:
    """Raise InputError where a figure is not named, is there twice, or is more than any run comes to."""
    check_no_gaps(path, table, LABELS)
    for period in pc.unique(table["period"]).to_pylist():
        if not (YEAR.fullmatch(period) or MONTH.fullmatch(period)):
            raise damaged(path, "column period", period, "it is neither a month nor a financial year")
    too_large = pc.indices_nonzero(pc.greater(pc.abs(table["value"]), LARGEST))
    if len(too_large):
        raise damaged(path, "column value", table["value"][too_large[0].as_py()].as_py(), "no figure is as large")
    check_told_apart(path, table, LABELS)


def write_measures_csv(parquet: Path, csv: Path) -> None:
    """The same table for spreadsheets, some rows at a time, with no cell that could run as a formula."""
    source = pq.ParquetFile(parquet)
    with csv.open("w", encoding="utf-8", newline="") as target:
        target.write(",".join(SCHEMA.names) + "\n")
        for batch in source.iter_batches(batch_size=ROWS_IN_A_GROUP):
            with_spreadsheet_text(batch.to_pandas()).to_csv(target, index=False, header=False, lineterminator="\n")


def read_compared(path: Path) -> pd.DataFrame:
    """What scenarios are compared on: England by month and year, councils by year; labels as categories."""
    is_year = pc.match_substring(pc.field("period"), "/")
    wanted = (pc.field("level") == "england") | ((pc.field("level") == "council") & is_year)
    return pq.read_table(path, filters=wanted).to_pandas(categories=list(LABELS))
