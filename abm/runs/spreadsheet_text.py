"""Text that a spreadsheet shows as it stands, instead of running it as a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def spreadsheet_text(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would otherwise take it for a formula."""
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def with_spreadsheet_text(table: pd.DataFrame) -> pd.DataFrame:
    """A copy of the table with every text made safe, cells and column names; numbers stay."""
    from pandas.api.types import is_numeric_dtype

    safe = table.copy(deep=False)
    for column in table.columns:
        if not is_numeric_dtype(table[column]):
            safe[column] = table[column].map(lambda cell: spreadsheet_text(cell) if isinstance(cell, str) else cell)
    return safe.rename(columns=lambda name: spreadsheet_text(str(name)))
