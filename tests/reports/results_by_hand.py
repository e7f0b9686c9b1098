"""A small results folder made by hand, so that a report is tested without running the model."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from abm.runs.codebook import write_codebook
from abm.runs.measures_file import MeasuresFile
from abm.runs.results_folder import CODEBOOK, FORMAT, MEASURES, PROVENANCE, RUNS
from abm.runs.runs_table import RunRow, write_runs


@dataclass(frozen=True)
class Measure:
    name: str
    unit: str
    meaning: str = "as its name says"
    levels: tuple[str, ...] = ("england", "council")
    source: str = "made by hand"


UNITS = {
    "emergency_admissions": "admissions",
    "emergency_admissions_per_1000_65plus": "per 1,000",
    "acute_bed_occupancy": "share",
    "delayed_days": "days",
    "delayed_days_nhs": "days",
    "delayed_days_social_care": "days",
    "delayed_days_both": "days",
    "delayed_days_assessment": "days",
    "delayed_days_choice": "days",
    "delayed_days_home_package": "days",
    "delayed_days_per_1000_65plus": "days per 1,000",
}
MONTHS = [f"{2011 + (month + 3) // 12}-{(month + 3) % 12 + 1:02d}" for month in range(24)]


def tidy(replication: int, councils: list[str], measures: list[str]) -> pd.DataFrame:
    """Two years that grow by a tenth; replication r has r more of everything."""
    rows = []
    for place, measure in enumerate(measures):
        base = 0.8 if UNITS[measure] == "share" else 1000.0 * (place + 1) + replication
        rows += [(month, "england", "England", measure, base * (1 + i / 240)) for i, month in enumerate(MONTHS)]
        growth = {"2011/12": 1.0, "2012/13": 1.1, "2013/14": 1.2}
        rows += [(year, "england", "England", measure, base * by) for year, by in growth.items()]
        rows += [(year, "council", name, measure, base + i) for year in growth for i, name in enumerate(councils)]
    return pd.DataFrame(rows, columns=["period", "level", "unit", "measure", "value"])


def row(replication: int, *, message: str = "") -> RunRow:
    status = "failed" if message else "done"
    return RunRow(f"toy-{replication:03d}", "toy", replication, 1, status, 1.0, message, "", "abm run toy --seed 1")


def write_folder(
    path: Path,
    *,
    replications: int = 1,
    councils: tuple[str, ...] = ("Aldshire", "Bexmouth", "Carrow"),
    measures: tuple[str, ...] = tuple(UNITS),
    failed: str = "",
    **provenance: object,
) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    with MeasuresFile(path / MEASURES) as file:
        for replication in range(replications):
            file.append(f"toy-{replication:03d}", tidy(replication, list(councils), list(measures)))
    rows = [row(replication) for replication in range(replications)]
    write_runs(path / RUNS, rows + ([row(replications, message=failed)] if failed else []), {})
    write_codebook(path / CODEBOOK, [Measure(name, UNITS[name]) for name in measures])
    facts = {"format": FORMAT, "scenario": "toy", "places": "3 councils", "warnings": [], **provenance}
    (path / PROVENANCE).write_text(json.dumps(facts), encoding="utf-8")
    return path
