"""A picture as the page shows it and as a file takes it away."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

import vl_convert
from pandas.api.types import is_numeric_dtype

from abm.reports.charts import Chart
from abm.runs.file_name import file_name_of
from abm.runs.spreadsheet_text import with_spreadsheet_text

ROWS_SHOWN = 200
PNG_SCALE = 2.0
MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv",
    "toml": "application/toml",
    "html": "text/html",
}


@dataclass(frozen=True)
class SavedFile:
    """A file for the visitor to keep."""

    name: str
    content: bytes

    def as_sent(self, number: int) -> dict[str, str]:
        """As the page takes it. ``number`` tells it from the one before, should they be alike."""
        kind = self.name.rpartition(".")[2]
        content = base64.b64encode(self.content).decode("ascii")
        return {"name": self.name, "media_type": MEDIA_TYPES[kind], "content": content, "number": str(number)}


def as_shown(chart: Chart) -> dict[str, Any]:
    """A chart with its words and the first rows of its table."""
    table = chart.table
    rows = table.head(ROWS_SHOWN).itertuples(index=False, name=None)
    return {
        "title": chart.title,
        "caption": chart.caption,
        "svg": chart.svg,
        "columns": [str(column) for column in table.columns],
        "numeric": [bool(is_numeric_dtype(table[column])) for column in table.columns],
        "rows": [[_cell(value) for value in row] for row in rows],
        "rows_in_all": len(table),
    }


def saved(chart: Chart, kind: str) -> SavedFile:
    """A chart as ``svg`` or ``png``, or the data behind it as ``csv``."""
    name = f"{file_name_of(chart.title)}.{kind}"
    if kind == "png":
        return SavedFile(name, vl_convert.svg_to_png(chart.svg, scale=PNG_SCALE))
    if kind == "csv":
        text = with_spreadsheet_text(chart.table).to_csv(index=False, lineterminator="\n")
        return SavedFile(name, text.encode("utf-8"))
    return SavedFile(name, chart.svg.encode("utf-8"))


def saved_scenario(name: str, toml: str) -> SavedFile:
    """A scenario as the file that ``abm run`` takes."""
    return SavedFile(f"{file_name_of(name)}.toml", toml.encode("utf-8"))


def saved_page(title: str, page: str) -> SavedFile:
    """A page that stands alone."""
    return SavedFile(f"{file_name_of(title)}.html", page.encode("utf-8"))


def _cell(value: object) -> str:
    return f"{value:,.6g}" if isinstance(value, float) else str(value)
