"""Runs made by processes of this machine."""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from abm.runs.process_pool import ProcessPool
from abm.sweeps.engine import Loss
from abm.sweeps.finished_run import FinishedRun
from abm.sweeps.run_task import RunTask
from abm.sweeps.sweep_run import SweepRun


class ProcessEngine:
    """One process that is ended from outside breaks the whole pool: a new one takes its place at the next run.

    Also one worker is a process of its own, so that a run that takes all memory ends the worker and not the sweep.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool = ProcessPool.of(workers)

    @property
    def workers(self) -> int:
        """Processes side by side."""
        return self._workers

    def live_workers(self) -> int:
        """Processes that end are started anew."""
        return self._workers

    def submit(self, task: RunTask, run: SweepRun) -> Future[FinishedRun]:
        """Hand in a run; what a broken pool still held ends as lost."""
        try:
            return self._pool.submit(task, run)
        except BrokenProcessPool:
            self._pool.end(at_once=True)
            self._pool = ProcessPool.of(self._workers)
            return self._pool.submit(task, run)

    def loss(self, error: BaseException) -> Loss | None:
        """A broken pool does not say whose process was ended."""
        return Loss.WORKER if isinstance(error, BrokenProcessPool) else None

    def end(self, *, at_once: bool) -> None:
        """End the processes."""
        self._pool.end(at_once=at_once)
