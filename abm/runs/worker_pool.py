"""Runs made side by side in several processes, their results in the order in which they were planned."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.queues import SimpleQueue

from abm.runs.planned_run import Attempt, PlannedRun
from abm.runs.process_pool import ProcessPool

OnRunMonth = Callable[[int, int, int], None]
"""Told the position of a run among those planned, its months done and its months in all, after each month."""
Told = SimpleQueue[tuple[int, int, int]]

SECONDS_BETWEEN_LOOKS = 0.2
AHEAD = 2
"""Runs begun or waiting for each process: enough to keep it busy, few enough to keep memory flat."""


class LostProcessError(RuntimeError):
    """The process that made a run was ended from outside."""

    def __init__(self) -> None:
        super().__init__("its process was ended from outside, often for want of memory: use fewer --workers")


def usable_cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def attempts(planned: Sequence[PlannedRun], workers: int, on_month: OnRunMonth | None) -> Iterator[Attempt]:
    """Each run in the order planned, whatever the number of processes; with one, in this process itself."""
    workers = min(workers, len(planned))
    if workers > 1:
        yield from _SeveralProcesses(planned, workers, on_month).attempts()
        return
    for position, one in enumerate(planned):
        yield one.attempt(_months_of(position, on_month))


def _months_of(position: int, on_month: OnRunMonth | None) -> Callable[[int, int], None] | None:
    return None if on_month is None else lambda done, total: on_month(position, done, total)


class _Pool:
    """Processes that make runs, and the queue in which they tell of their months."""

    def __init__(self, workers: int) -> None:
        self._told: Told = multiprocessing.get_context("spawn").SimpleQueue()
        self._processes = ProcessPool.of(workers, _begin, (self._told,))

    def submit(self, position: int, one: PlannedRun) -> Future[Attempt]:
        return self._processes.submit(_attempt, position, one)

    def months(self) -> Iterator[tuple[int, int, int]]:
        """What was told since the last look."""
        while not self._told.empty():
            yield self._told.get()

    def end(self, *, at_once: bool) -> None:
        self._processes.end(at_once=at_once)
        self._told.close()


class _SeveralProcesses:
    """Hands out a few runs at a time, in order, and takes their results back in the same order."""

    def __init__(self, planned: Sequence[PlannedRun], workers: int, on_month: OnRunMonth | None) -> None:
        self._planned = planned
        self._workers = workers
        self._on_month = on_month
        self._pool = _Pool(workers)
        self._waiting: deque[tuple[int, Future[Attempt]]] = deque()

    def attempts(self) -> Iterator[Attempt]:
        finished = False
        try:
            for position in range(len(self._planned)):
                self._hand_out(position)
                yield self._result()
            finished = True
        finally:
            self._pool.end(at_once=not finished)

    def _hand_out(self, first: int) -> None:
        last = min(first + self._workers * AHEAD, len(self._planned))
        handed_out = first + len(self._waiting)
        for position in range(handed_out, last):
            try:
                future = self._pool.submit(position, self._planned[position])
            except BrokenProcessPool:
                if self._waiting:
                    return  # those before it have yet to say whether they were lost
                self._renew_pool(self._workers)
                future = self._pool.submit(position, self._planned[position])
            self._waiting.append((position, future))

    def _result(self) -> Attempt:
        position, future = self._waiting.popleft()
        try:
            return self._awaited(future)
        except BrokenProcessPool:
            return self._after_a_loss(position)

    def _awaited(self, future: Future[Attempt]) -> Attempt:
        while not future.done():
            wait([future], timeout=SECONDS_BETWEEN_LOOKS)
            for month in self._pool.months():
                if self._on_month is not None:
                    self._on_month(*month)
        return future.result()

    def _after_a_loss(self, position: int) -> Attempt:
        """A lost process takes its whole pool with it: the first run alone, then the others in a new pool."""
        self._waiting.clear()
        self._renew_pool(1)
        try:
            return self._awaited(self._pool.submit(position, self._planned[position]))
        except BrokenProcessPool:
            return self._planned[position].failed(LostProcessError(), 0.0)
        finally:
            self._renew_pool(self._workers)

    def _renew_pool(self, workers: int) -> None:
        self._pool.end(at_once=True)
        self._pool = _Pool(workers)


_told: Told | None = None
"""Where this process tells of its months; set when a pool begins it."""


def _begin(told: Told) -> None:
    global _told  # noqa: PLW0603
    _told = told


def _attempt(position: int, one: PlannedRun) -> Attempt:
    return one.attempt(_months_of(position, _tell)).packed()


def _tell(position: int, done: int, total: int) -> None:
    if _told is not None:
        _told.put((position, done, total))
