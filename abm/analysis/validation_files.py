"""The files of a validation: its table for spreadsheets and for reading, and forecasts where there are any."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from abm.analysis.forecast import Forecast
from abm.analysis.validation import Validation, kinds_of
from abm.runs.results_folder import FORECAST, SKILL, VALIDATION, VALIDATION_WRITTEN
from abm.runs.spreadsheet_text import with_spreadsheet_text
from abm.sweeps.whole_file import write_text_whole

WRITTEN_COLUMNS = ("target", "measure", "statistic", "period", "interval", "mean", "90% of runs", "within", "near")


def write_validation(folder: Path, validation: Validation, head: Sequence[str]) -> None:
    """Write both tables of targets, each whole or not at all. ``head``: what was run, in sentences.

    Raises CannotStoreError.
    """
    table = validation.table()
    _write_csv(folder / VALIDATION, table)
    write_text_whole(folder, folder / VALIDATION_WRITTEN, as_markdown(table, head))


def write_forecast(folder: Path, forecast: Forecast) -> None:
    """Write what is forecast, if anything, and the skill where anything was observed. Raises CannotStoreError."""
    for name, table in ((FORECAST, forecast.figures), (SKILL, forecast.skill)):
        if len(table):
            _write_csv(folder / name, table)


def _write_csv(path: Path, table: pd.DataFrame) -> None:
    write_text_whole(path.parent, path, with_spreadsheet_text(table).to_csv(index=False, lineterminator="\n"))


def as_markdown(table: pd.DataFrame, head: Sequence[str]) -> str:
    """The table as Markdown: targets that parameters may be fitted to, and the others after them."""
    lines = ["# Held against targets", "", *head, ""]
    for words, rows in kinds_of(table):
        lines += [f"## {words} are within", "", *_markdown_rows(rows), ""]
    notes = [f"- {row['id']}: {row['note']}" for row in table.to_dict("records") if row["note"]]
    return "\n".join([*lines, *(["## To know", "", *notes, ""] if notes else [])])


def _markdown_rows(table: pd.DataFrame) -> list[str]:
    rows = [WRITTEN_COLUMNS, ("---",) * len(WRITTEN_COLUMNS), *map(written_cells, table.to_dict("records"))]
    return [f"| {' | '.join(cell.replace('|', ' ') for cell in row)} |" for row in rows]


def written_cells(row: Mapping[Hashable, Any]) -> tuple[str, ...]:
    """A row of the table in the words of ``WRITTEN_COLUMNS``."""
    return (
        str(row["id"]),
        f"{row['measure']} ({row['level']})",
        row["statistic"],
        row["period"],
        f"{plain(row['low'])} to {plain(row['high'])}",
        plain(row["mean"]),
        "" if math.isnan(row["runs_low"]) else f"{plain(row['runs_low'])} to {plain(row['runs_high'])}",
        row["within"],
        row["near"],
    )


def plain(value: float) -> str:
    """Four meaningful digits in the target's own unit: 1,211,000; 0.574; nothing where there is no value."""
    if math.isnan(value):
        return "none"
    if abs(value) >= 1000.0:
        return f"{round(value, 3 - math.floor(math.log10(abs(value)))):,.0f}"
    return f"{value:.4g}"
