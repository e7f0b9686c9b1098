"""Replications of one scenario, or of several on the same seeds, to a results folder."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from abm.runs.codebook import write_codebook
from abm.runs.measures_file import MeasuresFile, write_measures_csv
from abm.runs.planned_run import PlannedRun
from abm.runs.provenance import environment
from abm.runs.results_folder import (
    CODEBOOK,
    FORMAT,
    MEASURES,
    MEASURES_CSV,
    PROVENANCE,
    RUNS,
    SCENARIO,
    new_results_folder,
)
from abm.runs.runs_table import RunRow, write_runs
from abm.runs.scenario_facts import scenario_facts, settings_of
from abm.runs.worker_pool import OnRunMonth, attempts

if TYPE_CHECKING:
    from abm.scenario.scenario import Scenario

WriteReport = Callable[[Path], object]
"""Writes the report into a folder; the layer above brings it."""


@dataclass(frozen=True)
class Replications:
    """Which replications of what."""

    scenarios: Mapping[str, Scenario]
    """Each scenario by the file in the folder that holds it in full."""
    seed: int
    count: int
    """Replications of each scenario."""
    out: Path

    def planned(self, workers: int = 1) -> list[PlannedRun]:
        """Every run, scenario by scenario. With twice as many workers as runs or more, each has several cores."""
        cores = max(1, workers // (len(self.scenarios) * self.count))
        return [
            PlannedRun(scenario, self.seed, replication, self.out / file, cores)
            for file, scenario in self.scenarios.items()
            for replication in range(self.count)
        ]


@dataclass(frozen=True)
class Wishes:
    """How the folder is to be made, beyond what decides its figures."""

    csv: bool = False
    command: Sequence[str] = ()
    on_month: OnRunMonth | None = None
    write_report: WriteReport | None = None
    workers: int = 1


@dataclass(frozen=True)
class FinishedFolder:
    """What was written, and how it went."""

    path: Path
    rows: tuple[RunRow, ...]
    warnings: tuple[str, ...]
    no_report: str = ""
    """Why a report that was asked for could not be written; empty where it could."""

    @property
    def failed(self) -> tuple[RunRow, ...]:
        """The replications that failed."""
        return tuple(row for row in self.rows if row.status == "failed")


def run_to_folder(
    scenario: Scenario,
    out: Path,
    *,
    seed: int = 1,
    replications: int = 1,
    csv: bool = False,
    command: Sequence[str] = (),
    on_month: OnRunMonth | None = None,
    write_report: WriteReport | None = None,
    workers: int = 1,
) -> FinishedFolder:
    """Run the replications and write the results folder, whole or not at all.

    A replication that fails is a row; one whose input is wrong raises InputError and leaves nothing.
    """
    asked = Replications({SCENARIO: scenario}, seed, replications, out)
    wishes = Wishes(csv, command, on_month, write_report, workers)
    return replications_to_folder(asked, wishes, lambda: scenario_facts(scenario), _nothing_more)


def replications_to_folder(
    asked: Replications, wishes: Wishes, facts: Callable[[], Mapping[str, Any]], write_more: WriteReport
) -> FinishedFolder:
    """Make the runs and write the folder: what every one holds, then what only this kind does, last the report."""
    began = datetime.now(UTC)
    with new_results_folder(asked.out) as folder:
        read = facts()  # before the runs: a file that is changed meanwhile is not what they were made from
        for file, scenario in asked.scenarios.items():
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_text(scenario.to_toml(), encoding="utf-8")
        finished = _write_measures(asked, wishes, folder / MEASURES)
        settings = [settings_of(run.scenario.of_replication(run.replication)) for run in asked.planned()]
        write_runs(folder / RUNS, finished.rows, settings)
        _write_codebook(folder / CODEBOOK)
        provenance = {**read, **_how_it_went(asked, finished, wishes.command, began)}
        text = json.dumps({"format": FORMAT} | provenance, indent=2, ensure_ascii=False)
        (folder / PROVENANCE).write_text(f"{text}\n", encoding="utf-8")
        if wishes.csv:
            write_measures_csv(folder / MEASURES, folder / MEASURES_CSV)
        write_more(folder)
        if wishes.write_report is not None:
            finished = replace(finished, no_report=_why_there_is_none(wishes.write_report, folder))
    return finished


def _why_there_is_none(write_report: WriteReport, folder: Path) -> str:
    """What went wrong with the report, if anything: hours of runs are not given up for it."""
    try:
        write_report(folder)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _nothing_more(folder: Path) -> None:
    """The results of one scenario are complete as they are."""


def _write_measures(asked: Replications, wishes: Wishes, path: Path) -> FinishedFolder:
    rows: list[RunRow] = []
    warnings: dict[str, None] = {}
    with MeasuresFile(path) as measures:
        for attempt in attempts(asked.planned(wishes.workers), wishes.workers, wishes.on_month):
            rows.append(attempt.row)
            warnings |= dict.fromkeys(attempt.warnings)
            if attempt.measures is not None:
                measures.append(attempt.row.run, attempt.measures)
    return FinishedFolder(asked.out, tuple(rows), tuple(warnings))


def _write_codebook(path: Path) -> None:
    from abm.measures.definitions import MEASURES as DEFINITIONS

    write_codebook(path, DEFINITIONS)


def _how_it_went(
    asked: Replications, finished: FinishedFolder, command: Sequence[str], began: datetime
) -> dict[str, Any]:
    return {
        "seed": asked.seed,
        "replications": asked.count,
        "failed": len(finished.failed),
        "warnings": list(finished.warnings),
        "command": shlex.join(command),
        "started": began.isoformat(timespec="seconds"),
        "seconds": round((datetime.now(UTC) - began).total_seconds(), 1),
        **environment(),
    }
