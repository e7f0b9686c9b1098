"""Tables of a results folder as they are read back: what cannot have been written so is refused, not guessed at."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from abm.errors import InputError

if TYPE_CHECKING:
    import numpy as np

REMEDY = "the file is not as it was written: fetch these results anew, or make them again"


def damaged(path: Path, key: str, value: object, what: str) -> InputError:
    """The error for a file of results that this program cannot have written so."""
    return InputError(str(path), key, value, f"{what}; {REMEDY}")


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Whatever Arrow, pandas or the disk say of a file that cannot be read is said as wrong input."""
    try:
        yield
    except (pa.ArrowException, csv.Error, OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        raise damaged(path, "", path.name, f"it cannot be read ({reason})") from error


def read_results_table(
    path: Path, schema: pa.Schema, needed: Collection[str], *, only_needed: bool = False, filters: Any = None
) -> pa.Table:
    """A table of results, or rows of it; ``only_needed``: no more columns than are needed.

    Columns of ``schema`` have its types; others are levers and parameters, one plain value a row. Raises InputError.
    """
    with reading(path):
        found = pq.read_schema(path)
        check_columns(path, found, schema, needed)
        names = list(needed) if only_needed else None
        # Told of no partitions, Arrow would take a folder that is called "run=1" for a column.
        table = pq.read_table(path, columns=names, filters=filters, partitioning=None)
        return as_written(table, schema)


def as_written(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The table with the types of a schema, and without what others have written about it."""
    fields = [schema.field(field.name) if field.name in schema.names else field for field in table.schema]
    return table.replace_schema_metadata(None).cast(pa.schema([field.with_nullable(True) for field in fields]))


def check_columns(path: Path, found: pa.Schema, wanted: pa.Schema, needed: Collection[str]) -> None:
    """Raise InputError where one that is needed is missing, or any is there twice or of another type than wanted."""
    for name in needed:
        if name not in found.names:
            raise damaged(path, "columns", _in_short(found.names), f"there is no column {name}")
    for name in found.names:
        if found.names.count(name) > 1:
            raise damaged(path, "columns", name, "this column is there twice")
        kind = _plain(found.field(name).type)
        if name in wanted.names and not _holds(kind, wanted.field(name).type):
            raise damaged(path, f"column {name}", str(kind), f"it holds {wanted.field(name).type}")
        if pa.types.is_nested(kind):
            raise damaged(path, f"column {name}", str(kind), "a column holds one value a row")


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _holds(found: pa.DataType, wanted: pa.DataType) -> bool:
    """Whether a column of one type can stand for one of another: text in any form, numbers of any size, or nothing."""
    if pa.types.is_null(found):
        return True
    if pa.types.is_string(wanted):
        return bool(pa.types.is_string(found) or pa.types.is_large_string(found))
    if pa.types.is_floating(wanted):
        return bool(pa.types.is_floating(found) or pa.types.is_integer(found))
    return bool(pa.types.is_integer(found))


def _in_short(names: Sequence[str]) -> str:
    return ", ".join(names)


def check_no_gaps(path: Path, table: pa.Table, names: Collection[str]) -> None:
    """Raise InputError where a row says nothing in one of these columns."""
    for name in names:
        gaps = pc.indices_nonzero(pc.is_null(table[name], nan_is_null=True))
        if len(gaps):
            raise damaged(path, f"column {name}", None, f"row {gaps[0].as_py() + 1} has nothing here")


def check_told_apart(path: Path, table: pa.Table, names: Sequence[str]) -> None:
    """Raise InputError where two rows are the same in all of these columns."""
    row = _first_again(table, names)
    if row is not None:
        which = ", ".join(str(table[name][row]) for name in names)
        raise damaged(path, _in_short(names), which, "two rows have this")


def _first_again(table: pa.Table, names: Sequence[str]) -> int | None:
    """The first row that is the same in these columns as one before it."""
    import numpy as np

    at = np.zeros(len(table), dtype=np.int64)
    for name in names:
        codes, count = _numbered(table[name])
        _, at = np.unique(at * count + codes, return_inverse=True)
    first = np.unique(at, return_index=True)[1]
    again = np.setdiff1d(np.arange(len(at)), first)
    return int(again[0]) if len(again) else None


def _numbered(column: pa.ChunkedArray) -> tuple[np.ndarray, int]:
    """Each value as a number of its own, and how many there are."""
    encoded = column.combine_chunks().dictionary_encode()
    return encoded.indices.to_numpy(zero_copy_only=False).astype("int64"), max(len(encoded.dictionary), 1)
