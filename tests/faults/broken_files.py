"""Files that were right, broken in ways that are drawn: text, tables of text, columns of Parquet, JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from hostile import LITERALS, NUMBERS, RUBBISH, TEXTS
from hypothesis import reject
from hypothesis import strategies as st

Cells = list[list[str]]
WRITABLE = tuple(text for text in TEXTS if "\ud800" not in text)
WHOLE = tuple(number for number in NUMBERS if isinstance(number, int) and abs(number) < 2**63)
VALUE = re.compile(r'"[^"\n]*"|[-+]?\d[\w.:+-]*|\btrue\b|\bfalse\b')
"""What stands for a value in TOML and its like."""


@st.composite
def broken_text(draw: st.DrawFn, text: str) -> bytes:
    """Text with lines, values or bytes that are not as they were."""
    for breakage in draw(st.lists(st.sampled_from(TEXT_BREAKAGES), min_size=1, max_size=3)):
        text = breakage(draw, text)
    return draw(_broken_bytes(text.encode("utf-8", "surrogatepass")))


def _line_dropped(draw: st.DrawFn, text: str) -> str:
    lines = text.splitlines(keepends=True)
    if lines:
        del lines[draw(st.integers(0, len(lines) - 1))]
    return "".join(lines)


def _line_moved(draw: st.DrawFn, text: str) -> str:
    lines = text.splitlines(keepends=True)
    if lines:
        line = lines[draw(st.integers(0, len(lines) - 1))]
        lines.insert(draw(st.integers(0, len(lines))), line)
    return "".join(lines)


def _value_swapped(draw: st.DrawFn, text: str) -> str:
    found = list(VALUE.finditer(text))
    if not found:
        return text
    value = draw(st.sampled_from(found))
    return text[: value.start()] + draw(st.sampled_from(LITERALS)) + text[value.end() :]


def _put_in(draw: st.DrawFn, text: str) -> str:
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.sampled_from((*LITERALS, *TEXTS))) + text[at:]


def _cut(draw: st.DrawFn, text: str) -> str:
    start = draw(st.integers(0, len(text)))
    return text[:start] + text[draw(st.integers(start, len(text))) :]


TEXT_BREAKAGES = (_value_swapped, _value_swapped, _line_dropped, _line_moved, _put_in, _cut)


@st.composite
def _broken_bytes(draw: st.DrawFn, content: bytes) -> bytes:
    """Mostly as they are: what is broken in the bytes hides everything else that is."""
    match draw(st.integers(0, 11)):
        case 0:
            return content[: draw(st.integers(0, len(content)))]
        case 1:
            at = draw(st.integers(0, len(content)))
            return content[:at] + draw(st.sampled_from(RUBBISH)) + content[at:]
        case 2:
            return draw(st.one_of(st.sampled_from(RUBBISH), st.binary(max_size=200)))
    return content


@st.composite
def broken_csv(draw: st.DrawFn, text: str) -> bytes:
    """A table of text with cells, rows or columns that are not as they were."""
    cells = list(csv.reader(io.StringIO(text)))
    for breakage in draw(st.lists(st.sampled_from(CSV_BREAKAGES), min_size=1, max_size=3)):
        if cells and all(cells):
            breakage(draw, cells)
    target = io.StringIO()
    csv.writer(target, lineterminator=draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))).writerows(cells)
    return draw(_broken_bytes(target.getvalue().encode("utf-8", "surrogatepass")))


def _cell_swapped(draw: st.DrawFn, cells: Cells) -> None:
    row = draw(st.sampled_from(cells[1:] or cells))
    row[draw(st.integers(0, len(row) - 1))] = draw(st.sampled_from((*TEXTS, *map(str, NUMBERS))))


def _heading_swapped(draw: st.DrawFn, cells: Cells) -> None:
    cells[0][draw(st.integers(0, len(cells[0]) - 1))] = draw(st.sampled_from((*TEXTS, *cells[0])))


def _row_dropped(draw: st.DrawFn, cells: Cells) -> None:
    del cells[draw(st.integers(0, len(cells) - 1))]


def _row_doubled(draw: st.DrawFn, cells: Cells) -> None:
    cells.append(list(draw(st.sampled_from(cells))))


def _column_dropped(draw: st.DrawFn, cells: Cells) -> None:
    at = draw(st.integers(0, min(map(len, cells)) - 1))
    for row in cells:
        del row[at]


def _column_doubled(draw: st.DrawFn, cells: Cells) -> None:
    at = draw(st.integers(0, min(map(len, cells)) - 1))
    for row in cells:
        row.append(row[at])


def _row_cut(draw: st.DrawFn, cells: Cells) -> None:
    row = draw(st.sampled_from(cells))
    del row[draw(st.integers(0, len(row) - 1)) :]


CSV_BREAKAGES: tuple[Callable[[st.DrawFn, Cells], None], ...] = (
    _cell_swapped, _cell_swapped, _cell_swapped, _heading_swapped, _row_dropped, _row_doubled, _column_dropped,
    _column_doubled, _row_cut,
)  # fmt: skip


@st.composite
def broken_parquet(draw: st.DrawFn, content: bytes) -> bytes:
    """A Parquet table with cells, rows, columns or types that are not as they were."""
    table = pq.read_table(pa.BufferReader(content)).replace_schema_metadata(None)
    for breakage in draw(st.lists(st.sampled_from(PARQUET_BREAKAGES), min_size=1, max_size=2)):
        if table.num_columns and table.num_rows:
            table = breakage(draw, table)
    try:
        written = parquet_bytes(table)
    except pa.ArrowNotImplementedError:
        reject()  # Arrow holds such a table, and cannot write it
    return draw(_broken_bytes(written))


def parquet_bytes(table: pa.Table) -> bytes:
    """The table as a file."""
    target = pa.BufferOutputStream()
    pq.write_table(table, target)
    return target.getvalue().to_pybytes()


def _column_of(draw: st.DrawFn, table: pa.Table) -> int:
    """Any column."""
    return draw(st.integers(0, table.num_columns - 1))


def _replaced(table: pa.Table, at: int, values: list[Any] | pa.ChunkedArray) -> pa.Table:
    return table.set_column(at, table.schema.names[at], pa.array(values) if isinstance(values, list) else values)


def _cells_of_a_table_swapped(draw: st.DrawFn, table: pa.Table) -> pa.Table:
    at = _column_of(draw, table)
    values = table.column(at).to_pylist()
    kind = table.schema.types[at]
    fitting = {pa.string(): WRITABLE, pa.float64(): tuple(map(float, NUMBERS)), pa.int64(): WHOLE}
    value = draw(st.sampled_from(fitting.get(kind, (None,))))
    for row in draw(_rows(table)):
        values[row] = value
    return table.set_column(at, table.schema.names[at], pa.array(values, kind))


def _gaps(draw: st.DrawFn, table: pa.Table) -> pa.Table:
    at = _column_of(draw, table)
    values = table.column(at).to_pylist()
    for row in draw(_rows(table)):
        values[row] = None
    return _replaced(table, at, values)


def _rows(table: pa.Table) -> st.SearchStrategy[list[int]]:
    some = st.lists(st.integers(0, table.num_rows - 1), min_size=1, max_size=3)
    return st.one_of(some, st.just(list(range(table.num_rows))))


def _another_type(draw: st.DrawFn, table: pa.Table) -> pa.Table:
    at = _column_of(draw, table)
    values = table.column(at).to_pylist()
    made: list[Callable[[Any], Any]] = [
        str,
        lambda _: 1,
        lambda _: 1.5,
        lambda _: True,
        lambda v: [v],
        lambda v: {"a": v},
    ]
    make = draw(st.sampled_from([*made, lambda _: b"\x80\x04.", lambda _: None]))
    return _replaced(table, at, [make(value) for value in values])


def _as_categories(draw: st.DrawFn, table: pa.Table) -> pa.Table:
    at = _column_of(draw, table)
    return _replaced(table, at, table.column(at).dictionary_encode())


def _table_column_dropped(draw: st.DrawFn, table: pa.Table) -> pa.Table:
    return table.remove_column(_column_of(draw, table))


def _table_column_doubled(draw: st.DrawFn, table: pa.Table) -> pa.Table:
    at = _column_of(draw, table)
    return table.append_column(draw(st.sampled_from(table.schema.names)), table.column(at))


def _column_renamed(draw: st.DrawFn, table: pa.Table) -> pa.Table:
    names = list(table.schema.names)
    names[_column_of(draw, table)] = draw(st.sampled_from(["board.powers", "arm", "run", "", "<b>", "index"]))
    return table.rename_columns(names)


def _rows_dropped(draw: st.DrawFn, table: pa.Table) -> pa.Table:
    gone = set(draw(_rows(table)))
    return table.take(pa.array([row for row in range(table.num_rows) if row not in gone], pa.int64()))


def _rows_doubled(draw: st.DrawFn, table: pa.Table) -> pa.Table:
    return pa.concat_tables([table, table.take(pa.array(draw(_rows(table)), pa.int64()))])


def _rows_in_another_order(draw: st.DrawFn, table: pa.Table) -> pa.Table:
    start = draw(st.integers(0, table.num_rows - 1))
    return pa.concat_tables([table.slice(start), table.slice(0, start)])


PARQUET_BREAKAGES: tuple[Callable[[st.DrawFn, pa.Table], pa.Table], ...] = (
    _cells_of_a_table_swapped, _cells_of_a_table_swapped, _gaps, _another_type, _as_categories, _table_column_dropped,
    _table_column_doubled, _column_renamed, _rows_dropped, _rows_doubled, _rows_in_another_order,
)  # fmt: skip


@st.composite
def broken_json(draw: st.DrawFn, text: str) -> bytes:
    """A document with entries of another kind, or gone."""
    document = json.loads(text)
    for _ in range(draw(st.integers(1, 3))):
        table, key = draw(st.sampled_from(sorted(_places_in(document), key=lambda place: str(place[1]))))
        if key in table if isinstance(table, dict) else key < len(table):
            table[key] = draw(ANY_JSON)
    content = json.dumps(document).encode()
    return draw(_broken_bytes(content))


ANY_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.sampled_from(NUMBERS), st.sampled_from(TEXTS)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(TEXTS), inner, max_size=3)),
    max_leaves=4,
)


def _places_in(document: Any) -> list[tuple[Any, Any]]:
    """Every entry of a document: what holds it, and its key there."""
    entries = list(document.items()) if isinstance(document, dict) else list(enumerate(document))
    found: list[tuple[Any, Any]] = [(document, key) for key, _ in entries]
    for _, value in entries:
        if isinstance(value, dict | list):
            found += _places_in(value)
    return found


def broken(name: str, content: bytes) -> st.SearchStrategy[bytes]:
    """A file's content broken as such a file can be."""
    match name.rpartition(".")[2]:
        case "parquet":
            return broken_parquet(content)
        case "csv":
            return broken_csv(content.decode("utf-8"))
        case "json":
            return st.one_of(broken_json(content.decode("utf-8")), broken_text(content.decode("utf-8")))
    return broken_text(content.decode("utf-8"))
