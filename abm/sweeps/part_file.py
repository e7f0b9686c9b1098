"""A part: finished runs in one Parquet file, named by the hash of what it holds, so that damage shows."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from abm.runs.measures_file import SCHEMA, WRITTEN
from abm.runs.provenance import sha256_of
from abm.sweeps.finished_run import FinishedRow

ROWS = b"joined-up.runs"
"""Where the rows stand, as JSON, in the metadata of a part."""
NAME = re.compile(r"(\d{6,})-(\d{6,})-([0-9a-f]{20})\.parquet")


class DamagedPartError(Exception):
    """The file is not what was written, or nothing that this program writes."""


@dataclass(frozen=True, eq=False)
class PartFile:
    """A part that was found to be whole. The measures of its runs are row groups, those without any left out."""

    path: Path
    rows: tuple[FinishedRow, ...]
    """In order of index."""

    @classmethod
    def open(cls, path: Path) -> PartFile:
        """Read and check a part. Raises DamagedPartError, or FileNotFoundError where there is none any more."""
        named = NAME.fullmatch(path.name)
        if named is None:
            raise DamagedPartError("it is not a part of a sweep")
        try:
            if not sha256_of(path).startswith(named[3]):
                raise DamagedPartError("its content is not what was written")
            described = pq.read_metadata(path)
            rows = tuple(FinishedRow.from_dict(row) for row in json.loads(described.metadata[ROWS]))
            if not described.schema.to_arrow_schema().equals(SCHEMA):
                raise ValueError("it has other columns than measures have")
            if described.num_row_groups != sum(row.figures > 0 for row in rows):
                raise ValueError("its figures are not those of its runs")
            return cls(path, rows)
        except FileNotFoundError:
            raise
        except (OSError, pa.ArrowException, ValueError, TypeError, KeyError, RecursionError) as error:
            raise DamagedPartError(f"it cannot be read ({error})") from error

    def tables(self) -> Iterable[tuple[FinishedRow, pa.Table]]:
        """Each run with its measures, one in memory at a time."""
        with pq.ParquetFile(self.path) as source:
            group = 0
            for row in self.rows:
                yield row, source.read_row_group(group) if row.figures else SCHEMA.empty_table()
                group += row.figures > 0


def part_name(first: int, last: int, digest: str) -> str:
    """What a part with runs from one index to another is called."""
    return f"{first:06d}-{last:06d}-{digest[:20]}.parquet"


def part_of_one(row: FinishedRow, table: pa.Table) -> bytes:
    """One run as the content of a part; ``table`` has the schema of ``measures.parquet``."""
    target = pa.BufferOutputStream()
    _write(target, [row], [table])
    return target.getvalue().to_pybytes()


def name_of_one(row: FinishedRow, part: bytes) -> str:
    """What the part of one run is called."""
    return part_name(row.index, row.index, hashlib.sha256(part).hexdigest())


def write_block(path: Path, rows: Iterable[FinishedRow], tables: Iterable[pa.Table]) -> None:
    """Several runs as one part, in order of index; tables are taken one at a time."""
    _write(path, rows, tables)


def _write(target: Path | pa.NativeFile, rows: Iterable[FinishedRow], tables: Iterable[pa.Table]) -> None:
    described = {ROWS: json.dumps([row.to_dict() for row in rows]).encode()}
    with pq.ParquetWriter(target, SCHEMA, store_schema=False, **WRITTEN) as writer:
        for table in tables:
            if len(table):
                writer.write_table(table, row_group_size=len(table))
        writer.add_key_value_metadata(described)
