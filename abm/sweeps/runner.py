"""Hands runs to an engine and takes back what is left of them; a worker that dies costs only its runs."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait

from abm.errors import InputError
from abm.sweeps.engine import Engine, Loss
from abm.sweeps.finished_run import WORKER, FinishedRun
from abm.sweeps.run_task import LostWorkerError, RunTask
from abm.sweeps.stopped import ClusterLostError
from abm.sweeps.sweep_run import SweepRun

RUNS_A_WORKER = 2
"""Runs handed in for each worker: enough to keep it busy, few enough to keep memory flat and suspects few."""
TIMES_ALONE = 2
"""A run that loses its worker so often with no other run beside it is to blame, and is not tried again."""
BLAMED_IN_A_ROW = 5
"""So many runs blamed with none finished between them say that it is not the runs."""
SECONDS_BETWEEN_LOOKS = 0.5
LOST_AFTER = 60.0


class Runner:
    """One loop for every engine. What has ended is passed on at once, in whatever order it ends."""

    def __init__(
        self,
        engine: Engine,
        task: RunTask,
        keep: Callable[[FinishedRun], None],
        *,
        lost_after: float = LOST_AFTER,
    ) -> None:
        """``lost_after`` is how many seconds with no finished run and no live worker mean that all are lost."""
        self._engine = engine
        self._task = task
        self._keep = keep
        self._lost_after = lost_after
        self._running: dict[Future[FinishedRun], SweepRun] = {}
        self._handed_back: deque[SweepRun] = deque()
        self._suspects: deque[SweepRun] = deque()
        self._alone: SweepRun | None = None
        self._lost_alone = 0
        self._blamed_in_a_row = 0
        self._last_sign_of_life = time.monotonic()

    def make(self, runs: Iterable[SweepRun]) -> None:
        """Make all the runs. Raises ClusterLostError, and InputError where a worker is not fit for the sweep."""
        waiting = iter(runs)
        self._last_sign_of_life = time.monotonic()
        while self._hand_out(waiting):
            self._collect()

    def _hand_out(self, waiting: Iterator[SweepRun]) -> bool:
        """Keep the engine busy; whether anything is left to do. Suspects are tried one at a time, before all others."""
        if (self._suspects or self._handed_back) and not self._engine.live_workers():
            return True
        if self._suspects:
            if not self._running:
                self._alone = self._suspects[0]
                self._submit(self._alone)
            return True
        for _ in range(RUNS_A_WORKER * self._engine.workers - len(self._running)):
            run = self._handed_back.popleft() if self._handed_back else next(waiting, None)
            if run is None:
                break
            self._submit(run)
        return bool(self._running)

    def _submit(self, run: SweepRun) -> None:
        self._running[self._engine.submit(self._task, run)] = run

    def _collect(self) -> None:
        if not self._running:
            time.sleep(SECONDS_BETWEEN_LOOKS)
        ended = wait(self._running, SECONDS_BETWEEN_LOOKS, FIRST_COMPLETED).done
        for future in ended:
            self._ended(self._running.pop(future), future)
        if not ended:
            self._look_for_life()

    def _ended(self, run: SweepRun, future: Future[FinishedRun]) -> None:
        error = CancelledError() if future.cancelled() else future.exception()
        if error is None:
            self._finish(run, future.result())
            self._blamed_in_a_row = 0
            self._last_sign_of_life = time.monotonic()
            return
        if isinstance(error, InputError):
            raise error
        match self._engine.loss(error):
            case None:
                self._blame(run, error)
            case Loss.WORKER:
                self._suspect(run)
            case Loss.CLUSTER:
                self._hand_back(run)

    def _finish(self, run: SweepRun, finished: FinishedRun) -> None:
        if run is self._alone:
            self._suspects.popleft()
            self._alone, self._lost_alone = None, 0
        self._keep(finished)

    def _suspect(self, run: SweepRun) -> None:
        if run is not self._alone:
            self._suspects.append(run)
            return
        self._lost_alone += 1
        if self._lost_alone == TIMES_ALONE:
            self._blame(run, LostWorkerError(TIMES_ALONE))

    def _hand_back(self, run: SweepRun) -> None:
        if run is not self._alone:
            self._handed_back.append(run)
        self._look_for_life()

    def _blame(self, run: SweepRun, error: BaseException) -> None:
        self._finish(run, self._task.failed(run, WORKER, error, 0.0))
        self._blamed_in_a_row += 1
        if self._blamed_in_a_row == BLAMED_IN_A_ROW:
            raise ClusterLostError(
                f"workers are lost whatever they run: {BLAMED_IN_A_ROW} runs one after another, the last with {error}"
            )

    def _look_for_life(self) -> None:
        if self._engine.live_workers():
            self._last_sign_of_life = time.monotonic()
        elif time.monotonic() - self._last_sign_of_life > self._lost_after:
            raise ClusterLostError(
                f"cluster lost: no run has finished and no worker was there for {self._lost_after:.0f} s"
            )
