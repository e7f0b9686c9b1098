"""A small comparison made by hand, so that its report is tested without running the model."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from results_by_hand import Measure

from abm.reports.standing import standing_is_read_from
from abm.runs.codebook import write_codebook
from abm.runs.measures_file import MeasuresFile
from abm.runs.results_folder import CODEBOOK, COMPARISON, FORMAT, MEASURES, PLACES, PROVENANCE, RUNS
from abm.runs.runs_table import RunRow, write_runs
from abm.scenario.scenario import Scenario

DELAYED = "delayed_days_per_1000_65plus"
UNITS = {
    DELAYED: "days per 1,000 a year",
    "emergency_admissions_per_1000_65plus": "per 1,000 a year",
    "days_at_home_share": "share of days",
    "spend_nhs": "GBP",
    "regime_sum": "signs",
    **dict.fromkeys(standing_is_read_from(), "share"),
}
COUNCILS = ("Aldshire", "Bexmouth", "Carrow")
YEARS = ("2011/12", "2012/13", "2013/14")


@dataclass(frozen=True)
class ByHand:
    """Scenarios compared: each with what it adds to delayed days, and how its councils end."""

    added: dict[str, float]
    """Delayed days that each scenario adds, by its name, the baseline first."""
    ends: dict[str, str] | None = None
    """A letter for each council, by scenario: I, S, F, or M where it fits none and goes on as in stasis."""
    replications: int = 3
    failed: frozenset[str] = frozenset()
    """Runs that failed."""
    councils: tuple[str, ...] = COUNCILS
    message: str = "BalanceError: 3 people lost"
    shorter: str = ""
    """The scenario that ends a year before the others."""


def values(made: ByHand, name: str, replication: int, *, council: int | None = None) -> dict[str, float]:
    """Luck of 10 a replication in delayed days, the same in all scenarios, and a difference that varies by 1."""
    delayed = 200.0 + 10.0 * replication + made.added[name] * (1.0 + replication / 100.0)
    letters = (made.ends or {}).get(name, "")
    if council is not None:
        letters, delayed = letters[council : council + 1], delayed + 20.0 * council
    found = {
        DELAYED: delayed,
        "emergency_admissions_per_1000_65plus": 240.0 + replication,
        "days_at_home_share": 0.95 + made.added[name] / 10_000.0 + replication / 1e6 * (1 + made.added[name]),
        "spend_nhs": 1e11 + made.added[name] * 1e6 * (replication - 1),
    }
    if letters:
        found |= {
            measure: sum(letters.count(letter) for letter in counted) / len(letters)
            for measure, counted in zip(standing_is_read_from(), ("I", "SM", "F", "M"), strict=True)
        }
        found["regime_sum"] = 1.0 if council is None else float(council)
    return found


def tidy(made: ByHand, name: str, replication: int) -> pd.DataFrame:
    rows: list[tuple[Any, ...]] = []
    for year in YEARS[: -1 if name == made.shorter else None]:
        rows += [(year, "england", "England", *pair) for pair in values(made, name, replication).items()]
        for at, council in enumerate(made.councils):
            found = values(made, name, replication, council=at)
            rows += [(year, "council", council, *pair) for pair in found.items()]
    return pd.DataFrame(rows, columns=["period", "level", "unit", "measure", "value"])


def scenario_text(name: str, added: float) -> str:
    """The baseline is the Bill; another has a longer delay charge and, when it adds, home first."""
    document: dict[str, Any] = {"name": name, "meaning": f"what {name} stands for"}
    if added:
        document["levers"] = {"front_line": {"home_first": True}}
        document["policy"] = [{"date": pd.Timestamp("2012-10-01").date(), "set": {"payment.delayed_day_charge": 50.0}}]
    return Scenario.from_dict(document).to_toml()


def write_comparison(folder: Path, made: ByHand, **provenance: object) -> Path:
    (folder / "scenarios").mkdir(parents=True, exist_ok=True)
    rows, entries = [], []
    with MeasuresFile(folder / MEASURES) as file:
        for at, (name, added) in enumerate(made.added.items()):
            (folder / f"scenarios/{at}.toml").write_text(scenario_text(name, added), encoding="utf-8")
            entries.append({"file": f"scenarios/{at}.toml", "scenario": name, "period": "p", "scenario_sha256": "h"})
            for replication in range(made.replications):
                run = f"{name}-{replication:03d}"
                message = made.message if run in made.failed else ""
                status = "failed" if message else "done"
                rows.append(RunRow(run, name, replication, replication, status, 1.0, message, "", f"abm run {at}.toml"))
                if not message:
                    file.append(run, tidy(made, name, replication))
    write_runs(folder / RUNS, rows, {})
    write_codebook(folder / CODEBOOK, [Measure(name, unit) for name, unit in UNITS.items()])
    sites = {"council": list(made.councils), "column": [0, 1, 0], "row": [0, 0, 1]}
    pq.write_table(pa.table(sites), folder / PLACES)
    facts = {"format": FORMAT, "kind": COMPARISON, "baseline": next(iter(made.added)), "places": "3 councils"}
    facts |= {"scenarios": entries, "warnings": [], **provenance}
    (folder / PROVENANCE).write_text(json.dumps(facts), encoding="utf-8")
    return folder
