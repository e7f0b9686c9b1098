"""How far a long command has got: a bar on a terminal, plain lines everywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO, cast

from abm.cli.quiet_stream import QuietStream

MONTHS_BETWEEN_LINES = 12

OnRunMonth = Callable[[int, int, int], None]
"""Told the position of a run, its months done and its months in all."""


OnRuns = Callable[[int, int, int, int], None]
"""Told runs finished, failed, in all, and those that were finished before."""
SECONDS_BETWEEN_LINES = 10.0


def replications_in_words(replications: int) -> list[str]:
    """What each replication of one scenario is called."""
    return [f"replication {number + 1} of {replications}" for number in range(replications)]


class MonthsDone:
    """Months done and still to do over all runs, a few of which are made side by side."""

    def __init__(self, runs: int, at_once: int) -> None:
        self._runs = runs
        self._at_once = at_once
        self._done: dict[int, int] = {}
        self._total: dict[int, int] = {}
        self._began = time.monotonic()

    def told(self, run: int, done: int, total: int) -> None:
        """Keep how far a run has got; those before the ones at work are over, also where they failed."""
        self._total[run] = total
        self._done[run] = done
        for earlier in range(run - self._at_once + 1):
            self._done[earlier] = self._total.setdefault(earlier, total)

    @property
    def done(self) -> int:
        """Months done."""
        return sum(self._done.values())

    @property
    def total(self) -> int:
        """Months of all runs; a run not begun counts as long as the others are."""
        known = sum(self._total.values())
        return known + round((self._runs - len(self._total)) * known / max(len(self._total), 1))

    @property
    def seconds(self) -> float:
        """Since the work began."""
        return time.monotonic() - self._began

    @property
    def rate(self) -> str:
        """Months a second, in words."""
        return f"{self.done / self.seconds:.1f} a second" if self.seconds > 0 else ""


@contextmanager
def months_progress(runs: Sequence[str], stream: TextIO | None = None, *, at_once: int = 1) -> Iterator[OnRunMonth]:
    """Progress over the months of all runs, by what each is called, with rate and time left, on standard error.

    A stream that can no longer be written to ends the printing and nothing else.
    """
    stream = cast(TextIO, QuietStream(sys.stderr if stream is None else stream))
    months = MonthsDone(len(runs), at_once)
    if not stream.isatty():
        yield _lines(runs, months, stream)
        return
    with _bar(runs, months, stream) as told:
        yield told


@contextmanager
def _bar(runs: Sequence[str], months: MonthsDone, stream: TextIO) -> Iterator[OnRunMonth]:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("months"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(file=stream)) as progress:
        task = progress.add_task("starting", total=None, rate="")

        def told(run: int, done: int, total: int) -> None:
            months.told(run, done, total)
            progress.update(
                task, description=escape(runs[run]), completed=months.done, total=months.total, rate=months.rate
            )

        yield told


def _lines(runs: Sequence[str], months: MonthsDone, stream: TextIO) -> OnRunMonth:
    def told(run: int, done: int, total: int) -> None:
        months.told(run, done, total)
        if done % MONTHS_BETWEEN_LINES and done != total:
            return
        left = months.seconds / months.done * (months.total - months.done)
        line = f"{runs[run]}: {done} of {total} months, {months.rate}"
        print(f"{line}, {left:.0f} s left", file=stream, flush=True)

    return told


class RunsDone:
    """How fast the runs of a sweep are made; those that were finished before say nothing of it."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def rate(self, finished: int, resumed: int) -> float:
        """Runs a second since the sweep went on."""
        return (finished - resumed) / max(time.monotonic() - self._began, 1e-9)

    def in_words(self, finished: int, failed: int, total: int, resumed: int) -> str:
        """All of it in one line."""
        rate = self.rate(finished, resumed)
        left = f", {(total - finished) / rate:.0f} s left" if rate > 0.0 else ""
        before = f", {resumed} of them from before" if resumed else ""
        return f"{finished} of {total} runs{before}, {failed} failed, {rate * 60.0:.1f} a minute{left}"


@contextmanager
def sweep_progress(stream: TextIO | None = None) -> Iterator[OnRuns]:
    """Progress over the runs of a sweep, with failures, rate and time left, on standard error."""
    stream = cast(TextIO, QuietStream(sys.stderr if stream is None else stream))
    if not stream.isatty():
        yield _run_lines(stream)
        return
    with _run_bar(stream) as told:
        yield told


@contextmanager
def _run_bar(stream: TextIO) -> Iterator[OnRuns]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    runs = RunsDone()
    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=stream)) as progress:
        task = progress.add_task("starting", total=None)

        def told(finished: int, failed: int, total: int, resumed: int) -> None:
            words = runs.in_words(finished, failed, total, resumed)
            progress.update(task, description=words, completed=finished, total=total)

        yield told


def _run_lines(stream: TextIO) -> OnRuns:
    """A line at the start, at the end, and now and then between them: runs may take minutes or milliseconds."""
    runs = RunsDone()
    last = float("-inf")

    def told(finished: int, failed: int, total: int, resumed: int) -> None:
        nonlocal last
        if finished < total and time.monotonic() - last < SECONDS_BETWEEN_LINES:
            return
        last = time.monotonic()
        print(runs.in_words(finished, failed, total, resumed), file=stream, flush=True)

    return told
