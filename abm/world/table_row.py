"""Rows of a user's table, read so that whatever is wrong is said with its line and column."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path
from unicodedata import category

from abm.errors import InputError

CONTROL = "Cc"
"""What Unicode calls line breaks, tabs and the like."""


@dataclass(frozen=True)
class TableRow:
    """One row of a table, with where it stands."""

    where: str
    """The file."""
    line: int
    cells: dict[str, str]

    def at(self, column: str) -> str:
        """Where a cell stands in the file, in words."""
        return f"line {self.line}, column {column}"

    def wrong(self, column: str, remedy: str) -> InputError:
        """The error that says what is wrong in this cell and what would be right."""
        return InputError(self.where, self.at(column), self.cells[column], remedy)

    def text(self, column: str) -> str:
        """The words in this column; an empty cell is an error, and so are signs that no page or picture shows."""
        if not self.cells[column]:
            raise self.wrong(column, "give a value")
        if any(category(sign) == CONTROL for sign in self.cells[column]):
            raise self.wrong(column, "give it in one line, without control characters")
        return self.cells[column]

    def number(self, column: str, low: float, high: float) -> float:
        """The number in this column, between ``low`` and ``high``."""
        try:
            value = float(self.cells[column])
        except ValueError:
            value = math.nan
        if not low <= value <= high:
            raise self.wrong(column, f"give a number between {low:g} and {high:g}")
        return value

    def whole_number(self, column: str, low: int, high: int) -> int:
        """The whole number in this column, between ``low`` and ``high``."""
        value = self.number(column, low, high)
        if not value.is_integer():
            raise self.wrong(column, "give a whole number")
        return int(value)


def read_rows(path: Path, columns: tuple[str, ...]) -> list[TableRow]:
    """Read a CSV file (UTF-8, first line names columns) that must have these columns and at least one row."""
    where = str(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            lines = [(reader.line_num, cells) for cells in reader if cells]
    except OSError as error:
        raise InputError(where, "", error.strerror or "unreadable", "name a CSV file that can be read") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(where, "", str(error), "save the table as CSV in UTF-8") from None
    if len(lines) < 2:
        raise InputError(
            where, "", "an empty table", f"give a first line of column names ({', '.join(columns)}) and rows"
        )
    header = [name.strip() for name in lines[0][1]]
    for column in columns:
        if header.count(column) != 1:
            found = ", ".join(header)
            raise InputError(where, f"column {column}", found, "have a column of this name, once, in the first line")
    rows = []
    for line, cells in lines[1:]:
        if len(cells) != len(header):
            raise InputError(where, f"line {line}", ",".join(cells), f"give {len(header)} cells, as in the first line")
        named = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        rows.append(TableRow(where, line, named))
    return rows


def read_only(path: Path, columns: tuple[str, ...]) -> list[TableRow]:
    """The same of a file that must have no other columns, so that one misspelt is not passed over."""
    rows = read_rows(path, columns)
    for name in rows[0].cells:
        if name not in columns:
            remedy = f"there is no such column; there are {', '.join(columns)}"
            raise InputError(str(path), "line 1", name, remedy)
    return rows
