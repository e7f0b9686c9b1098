"""Tables on the terminal, and plain ones where nobody looks."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH_OF_A_PIPE = 200
"""Columns of a table that no terminal shows, so that each row stays readable when searched."""


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, title: str | None = None) -> None:
    """Print rows of cells below the names of columns; the first column is never broken."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH_OF_A_PIPE)
    table = Table(header_style="bold", title=title, title_justify="left")
    for position, column in enumerate(columns):
        table.add_column(column, no_wrap=position == 0, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # Text: a bracket in a source is no markup
    console.print(table)
