"""Figures of a run made by hand, and targets about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from abm.measures.target import COLUMNS, Target

Figures = Mapping[tuple[str, str], Mapping[str, float]]
"""Values by unit, by measure and period."""
DAYS, STAYS = "delayed_days", "emergency_admissions"


def target(
    statistic: str = "value", period: str = "2011/12", level: str = "council", measure: str = DAYS, source: str = ""
) -> Target:
    return Target("X", measure, level, statistic, period, 1.0, 2.0, "", source)


def tidy(figures: Figures, level: str = "council") -> pd.DataFrame:
    rows = [
        (period, level, unit, measure, value)
        for (measure, period), values in figures.items()
        for unit, value in values.items()
    ]
    return pd.DataFrame(rows, columns=["period", "level", "unit", "measure", "value"])


def targets_file(path: Path, *rows: Mapping[str, str]) -> Path:
    """A file of targets: each row as usual, but for what is given."""
    usual = dict(zip(COLUMNS, ("T1", DAYS, "england", "value", "2011/12", "1", "2", "days", ""), strict=True))
    return csv_file(path, COLUMNS, [usual | dict(row) for row in rows or ({},)])


def csv_file(path: Path, columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> Path:
    names = list(columns)
    lines = [",".join(names), *(",".join(row[name] for name in names) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
