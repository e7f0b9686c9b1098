"""``codebook.csv``: what each measure in a results folder is, so that the folder explains itself."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from abm.runs.results_table import damaged, reading
from abm.runs.spreadsheet_text import spreadsheet_text

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("measure", "definition", "unit", "levels", "source")


class DefinedMeasure(Protocol):
    """What the codebook needs to know of a measure."""

    @property
    def name(self) -> str:
        """The name in ``measures.parquet``."""

    @property
    def unit(self) -> str:
        """What one of it is."""

    @property
    def levels(self) -> Iterable[str]:
        """The levels at which it exists."""

    @property
    def meaning(self) -> str:
        """Its definition in words."""

    @property
    def source(self) -> str:
        """The published figure or document that it follows."""


def write_codebook(path: Path, measures: Iterable[DefinedMeasure]) -> None:
    """One row a measure, in the order given."""
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(COLUMNS)
        for measure in measures:
            row = (measure.name, measure.meaning, measure.unit, " ".join(measure.levels), measure.source)
            writer.writerow([spreadsheet_text(str(cell)) for cell in row])


def read_codebook(path: Path) -> pd.DataFrame:
    """The table as it was written, all of it text. Raises InputError."""
    import pandas as pd

    with reading(path), path.open(encoding="utf-8", newline="") as source:
        heading, *rows = list(csv.reader(source, strict=True)) or [[]]
    for name in ("measure", "unit"):
        if heading.count(name) != 1:
            raise damaged(path, "columns", ", ".join(heading), f"there is no one column {name}")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(heading):
            raise damaged(path, f"row {number}", ", ".join(row), f"there are {len(heading)} columns")
    return pd.DataFrame(rows, columns=heading, dtype="str")
