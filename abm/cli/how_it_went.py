"""What a command says of results that it has written."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from abm.cli.quiet_stream import QuietStream


class FailedRow(Protocol):
    """A run that failed."""

    @property
    def message(self) -> str:
        """Why."""

    @property
    def replay(self) -> str:
        """The command that makes it again."""


def say_warnings_and_failures(warnings: Iterable[str], failures: Iterable[FailedRow]) -> None:
    """What a reader must know before using a figure, and how to make again what failed."""
    told = QuietStream(sys.stderr)
    for warning in warnings:
        told.say(f"Warning: {warning}")
    for row in failures:
        told.say(f"Failed: {row.message}\n  again: {row.replay}")


def say_where_the_report_is(folder: Path) -> None:
    """Last of all, so that it is what is seen."""
    QuietStream(sys.stdout).say(f"Report: {folder / 'report.html'}")
