"""Replications of one scenario, to a results folder."""

from __future__ import annotations

import json
import shlex
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from abm.errors import InputError
from abm.randomness import replication_seed
from abm.runs.codebook import write_codebook
from abm.runs.measures_file import MeasuresFile, write_measures_csv
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
from abm.runs.run import RunResult, run
from abm.runs.runs_table import RunRow, write_runs
from abm.runs.scenario_facts import scenario_facts, settings_of

if TYPE_CHECKING:
    from abm.scenario.scenario import Scenario

OnReplicationMonth = Callable[[int, int, int], None]
"""Told the replication, its months done and its months in all, after each month."""
WriteReport = Callable[[Path], object]
"""Writes the report into a folder; the layer above brings it."""


@dataclass(frozen=True)
class Replications:
    """Which replications of what."""

    scenario: Scenario
    seed: int
    count: int
    out: Path
    """Where the results end up: the command that replays a failure names the scenario there."""

    def attempts(self, on_month: OnReplicationMonth | None) -> Iterator[tuple[RunRow, RunResult | None]]:
        """Each replication in turn, with its result unless it failed."""
        for replication in range(self.count):
            yield self._attempt(replication, on_month)

    def _attempt(self, replication: int, on_month: OnReplicationMonth | None) -> tuple[RunRow, RunResult | None]:
        began = time.perf_counter()
        try:
            result = run(
                self.scenario,
                seed=self.seed,
                replication=replication,
                on_month=None if on_month is None else lambda done, total: on_month(replication, done, total),
            )
        except InputError:
            raise
        except Exception as error:
            return self._row(replication, time.perf_counter() - began, error), None
        return self._row(replication, result.seconds, None), result

    def _row(self, replication: int, seconds: float, error: Exception | None) -> RunRow:
        seed = replication_seed(self.seed, replication)
        return RunRow(
            run=f"{self.scenario.name}-{replication:03d}",
            scenario=self.scenario.name,
            replication=replication,
            seed=seed,
            status="done" if error is None else "failed",
            seconds=seconds,
            message="" if error is None else f"{type(error).__name__}: {error}",
            traceback="" if error is None else "".join(traceback.format_exception(error)),
            replay=shlex.join(["abm", "run", str(self.out / SCENARIO), "--seed", str(seed)]),
        )


@dataclass(frozen=True)
class FinishedFolder:
    """What was written, and how it went."""

    path: Path
    rows: tuple[RunRow, ...]
    warnings: tuple[str, ...]

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
    on_month: OnReplicationMonth | None = None,
    write_report: WriteReport | None = None,
) -> FinishedFolder:
    """Run the replications and write the results folder, whole or not at all.

    A replication that fails is a row; one whose input is wrong raises InputError and leaves nothing.
    """
    began = datetime.now(UTC)
    planned = Replications(scenario, seed, replications, out)
    with new_results_folder(out) as folder:
        (folder / SCENARIO).write_text(scenario.to_toml(), encoding="utf-8")
        finished = _write_measures(planned, folder / MEASURES, on_month)
        write_runs(folder / RUNS, finished.rows, settings_of(scenario))
        _write_codebook(folder / CODEBOOK)
        (folder / PROVENANCE).write_text(_provenance(planned, finished, command, began), encoding="utf-8")
        if csv:
            write_measures_csv(folder / MEASURES, folder / MEASURES_CSV)
        if write_report is not None:
            write_report(folder)
    return finished


def _write_measures(planned: Replications, path: Path, on_month: OnReplicationMonth | None) -> FinishedFolder:
    rows: list[RunRow] = []
    warnings: dict[str, None] = {}
    with MeasuresFile(path) as measures:
        for row, result in planned.attempts(on_month):
            rows.append(row)
            if result is not None:
                measures.append(row.run, result.measures)
                warnings |= dict.fromkeys(result.warnings)
    return FinishedFolder(planned.out, tuple(rows), tuple(warnings))


def _write_codebook(path: Path) -> None:
    from abm.measures.definitions import MEASURES as DEFINITIONS

    write_codebook(path, DEFINITIONS)


def _provenance(planned: Replications, finished: FinishedFolder, command: Sequence[str], began: datetime) -> str:
    provenance = {
        "format": FORMAT,
        **scenario_facts(planned.scenario),
        "seed": planned.seed,
        "replications": planned.count,
        "failed": len(finished.failed),
        "warnings": list(finished.warnings),
        "command": shlex.join(command),
        "started": began.isoformat(timespec="seconds"),
        "seconds": round((datetime.now(UTC) - began).total_seconds(), 1),
        **environment(),
    }
    return json.dumps(provenance, indent=2, ensure_ascii=False) + "\n"
