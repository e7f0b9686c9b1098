"""``codebook.csv``: what each measure in a results folder is, so that the folder explains itself."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from abm.runs.spreadsheet_text import spreadsheet_text

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
