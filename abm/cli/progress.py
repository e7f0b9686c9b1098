"""How far a long command has got: a bar on a terminal, plain lines everywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO, cast

from abm.cli.quiet_stream import QuietStream

MONTHS_BETWEEN_LINES = 12

OnReplicationMonth = Callable[[int, int, int], None]
"""Told the replication, its months done and its months in all."""


@contextmanager
def months_progress(replications: int, stream: TextIO | None = None) -> Iterator[OnReplicationMonth]:
    """Progress over the months of all replications, with rate and time left, on standard error.

    A stream that can no longer be written to ends the printing and nothing else.
    """
    stream = cast(TextIO, QuietStream(sys.stderr if stream is None else stream))
    if not stream.isatty():
        yield _lines(replications, stream)
        return
    with _bar(replications, stream) as told:
        yield told


@contextmanager
def _bar(replications: int, stream: TextIO) -> Iterator[OnReplicationMonth]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("months"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    began = time.monotonic()
    with Progress(*columns, console=Console(file=stream)) as progress:
        task = progress.add_task("starting", total=None, rate="")

        def told(replication: int, done: int, total: int) -> None:
            finished = replication * total + done
            progress.update(
                task,
                description=_which(replication, replications),
                completed=finished,
                total=replications * total,
                rate=_rate(finished, time.monotonic() - began),
            )

        yield told


def _lines(replications: int, stream: TextIO) -> OnReplicationMonth:
    began = time.monotonic()

    def told(replication: int, done: int, total: int) -> None:
        if done % MONTHS_BETWEEN_LINES and done != total:
            return
        seconds = time.monotonic() - began
        finished = replication * total + done
        left = seconds / finished * (replications * total - finished)
        line = f"{_which(replication, replications)}: {done} of {total} months, {_rate(finished, seconds)}"
        print(f"{line}, {left:.0f} s left", file=stream, flush=True)

    return told


def _which(replication: int, replications: int) -> str:
    return f"replication {replication + 1} of {replications}"


def _rate(months: int, seconds: float) -> str:
    return f"{months / seconds:.1f} a second" if seconds > 0 else ""
