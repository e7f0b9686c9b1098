"""Observed years, made up: none is what any place in England had."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from figures_by_hand import DAYS, csv_file

from abm.analysis.observed import COLUMNS


def observed_file(path: Path, years: Mapping[str, float], *more: Mapping[str, str]) -> Path:
    """A file with a value for each year of England's delayed days, and further rows with what they have otherwise."""
    usual = {"level": "england", "unit": "", "measure": DAYS, "value": "1"}
    rows = [usual | {"period": year, "value": str(value)} for year, value in years.items()]
    return csv_file(path, COLUMNS, [*rows, *(usual | dict(row) for row in more)])
