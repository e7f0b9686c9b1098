"""A sweep to a results folder: what is missing is made, and what is finished is kept whatever happens."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from abm.runs.codebook import write_codebook
from abm.runs.measures_file import write_measures_csv
from abm.runs.provenance import environment
from abm.runs.replications import WriteReport
from abm.runs.results_folder import CODEBOOK, EXPERIMENT, MEASURES, MEASURES_CSV, PARTS, REPORT, SCENARIO
from abm.sweeps.code_version import code_version
from abm.sweeps.engine import Engine
from abm.sweeps.finished_run import FinishedRow, FinishedRun
from abm.sweeps.plan import Plan
from abm.sweeps.precision import Rounds
from abm.sweeps.process_engine import ProcessEngine
from abm.sweeps.result_tables import write_tables
from abm.sweeps.resume import Resumption
from abm.sweeps.run_task import Make, RunTask
from abm.sweeps.runner import LOST_AFTER, Runner
from abm.sweeps.stopped import CannotStoreError, storing
from abm.sweeps.store import Store
from abm.sweeps.sweep_folder import claimed_folder, how_far, refuse_to_sweep_into, settings_in, write_provenance
from abm.sweeps.whole_file import write_text_whole

OnProgress = Callable[[int, int, int, int], None]
"""Told runs finished (failed and resumed ones among them), failed, in all so far planned, and found finished."""
FAILURES_SHOWN = 5


@dataclass(frozen=True)
class SweepWishes:
    """How a sweep is to be carried out, beyond what decides its figures."""

    workers: int = 1
    """Processes on this machine, where there is no scheduler."""
    scheduler: str | None = None
    """Address of a Dask scheduler."""
    mix_versions: bool = False
    retry_failed: bool = False
    csv: bool = False
    command: Sequence[str] = ()
    on_progress: OnProgress | None = None
    write_report: WriteReport | None = None
    beside: Mapping[str, str | None] = field(default_factory=dict)
    """Texts that go into the folder first of all, by file name; a file of which there is no text is removed."""
    lost_after: float = LOST_AFTER
    """Seconds with no finished run and no live worker after which a cluster counts as lost."""


@dataclass(frozen=True)
class FinishedSweep:
    """What was written, and how it went."""

    path: Path
    planned: int
    finished: int
    """Runs in the folder, failed ones among them; fewer than planned where parts were damaged meanwhile."""
    failed: int
    resumed: int
    """Runs that were finished before."""
    failures: tuple[FinishedRow, ...]
    """The first few that failed."""
    warnings: tuple[str, ...]
    """What a reader must know before using a figure, and which parts were set aside."""


def sweep_to_folder(
    plan: Plan, out: Path, rounds: Rounds, make: Make, wishes: SweepWishes | None = None
) -> FinishedSweep:
    """Make the runs of the plan that ``out`` does not hold yet, round by round, and its tables.

    Raises InputError where something is wrong, before anything is written where that can be known. Ctrl-C and
    SweepStoppedError come out after the tables are made from what is finished; the same call goes on from there.
    """
    wishes = wishes or SweepWishes()
    refuse_to_sweep_into(out.absolute())
    with _engine(wishes) as engine, claimed_folder(out) as folder:
        store = _opened(folder)
        Resumption(code_version(), rounds.most_samples, wishes.mix_versions, wishes.retry_failed).check(plan, store)
        sweep = _Sweep(
            plan, rounds, store, RunTask(make, plan.base_key(code_version()), code_version(), out / SCENARIO), wishes
        )
        return sweep.carried_out(engine)


@contextmanager
def _engine(wishes: SweepWishes) -> Iterator[Engine]:
    engine = _begun(wishes)
    finished = False
    try:
        yield engine
        finished = True
    finally:
        engine.end(at_once=not finished)


def _begun(wishes: SweepWishes) -> Engine:
    if wishes.scheduler is None:
        return ProcessEngine(wishes.workers)
    from abm.sweeps.dask_engine import DaskEngine

    return DaskEngine(wishes.scheduler)


def _opened(folder: Path) -> Store:
    with storing(folder / PARTS):
        return Store(folder, writes=True)


@dataclass
class _Sweep:
    """A sweep being carried out."""

    plan: Plan
    rounds: Rounds
    store: Store
    task: RunTask
    wishes: SweepWishes
    planned: int = 0
    resumed: int = 0
    began: datetime = field(default_factory=lambda: datetime.now(UTC))

    def carried_out(self, engine: Engine) -> FinishedSweep:
        """Make what is missing; whatever ends it, the tables hold what is finished."""
        self.resumed = len(self.store)
        self._write_heads()
        runner = Runner(engine, self.task, self._keep, lost_after=self.wishes.lost_after)
        try:
            self._make_rounds(runner)
        except BaseException as stopped:
            engine.end(at_once=True)
            self._write_what_there_is(stopped)
            raise
        finished = self._written()
        self._write_more()
        return finished

    def _make_rounds(self, runner: Runner) -> None:
        done = 0
        while (wanted := self.rounds.next(done, self.plan, self.store)) > done:
            self.planned = wanted * len(self.plan.arms)
            self._tell()
            runner.make(run for run in self.plan.runs(done, wanted) if run.index not in self.store)
            done = wanted

    def _keep(self, finished: FinishedRun) -> None:
        self.store.add(finished)
        self._tell()

    def _tell(self) -> None:
        if self.wishes.on_progress is not None:
            self.wishes.on_progress(len(self.store), self.store.failed, self.planned, self.resumed)

    def _write_heads(self) -> None:
        """What the folder is, first of all, so that one that is left at any moment is known again."""
        folder = self.store.folder
        write_provenance(folder, self._facts())
        write_text_whole(folder / PARTS, folder / EXPERIMENT, self.plan.experiment_toml())
        write_text_whole(folder / PARTS, folder / SCENARIO, self.plan.scenario_toml())
        with storing(folder / CODEBOOK):
            _write_codebook(folder / CODEBOOK)
        for name, text in self.wishes.beside.items():
            _write_or_remove(folder, name, text)

    def _facts(self, warnings: Sequence[str] = ()) -> dict[str, Any]:
        return {
            **self.plan.facts(),
            **how_far(self.store),
            "resumed": self.resumed,
            "warnings": list(warnings),
            "set_aside": list(self.store.set_aside),
            "command": shlex.join(self.wishes.command),
            "started": self.began.isoformat(timespec="seconds"),
            "seconds": round((datetime.now(UTC) - self.began).total_seconds(), 1),
            "code_version": self.task.code_version,
            **environment(),
        }

    def _written(self) -> FinishedSweep:
        """Make the tables, and say in the provenance how far they go."""
        folder = self.store.folder
        write_tables(self.store, settings_in(folder))
        warnings, failures = self._told_by_rows()
        write_provenance(folder, self._facts(warnings))
        return FinishedSweep(
            path=folder,
            planned=self.planned,
            finished=len(self.store),
            failed=self.store.failed,
            resumed=self.resumed,
            failures=failures,
            warnings=(*warnings, *self.store.set_aside),
        )

    def _told_by_rows(self) -> tuple[tuple[str, ...], tuple[FinishedRow, ...]]:
        warnings: dict[str, None] = {}
        failures: list[FinishedRow] = []
        for row in self.store.rows():
            warnings |= dict.fromkeys(row.warnings)
            if row.status == "failed" and len(failures) < FAILURES_SHOWN:
                failures.append(row)
        return tuple(warnings), tuple(failures)

    def _write_what_there_is(self, stopped: BaseException) -> None:
        try:
            self._written()
        except CannotStoreError as error:
            stopped.add_note(f"{error}; what is finished is in {self.store.folder / PARTS}")

    def _write_more(self) -> None:
        folder = self.store.folder
        if self.wishes.csv:
            with storing(folder / MEASURES_CSV):
                write_measures_csv(folder / MEASURES, folder / MEASURES_CSV)
        if self.wishes.write_report is not None:
            with storing(folder / REPORT):
                self.wishes.write_report(folder)


def _write_or_remove(folder: Path, name: str, text: str | None) -> None:
    if text is not None:
        write_text_whole(folder / PARTS, folder / name, text)
        return
    with storing(folder / name):
        (folder / name).unlink(missing_ok=True)


def _write_codebook(path: Path) -> None:
    from abm.measures.definitions import MEASURES as DEFINITIONS

    write_codebook(path, DEFINITIONS)
