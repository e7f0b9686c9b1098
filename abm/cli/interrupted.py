"""What Ctrl-C leaves of a command that writes whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from abm.cli.quiet_stream import QuietStream
from abm.cli.status import INTERRUPTED


@contextmanager
def nothing_written_when_interrupted() -> Iterator[None]:
    """Results and reports come into place whole and last, so that Ctrl-C leaves what was there before."""
    try:
        yield
    except KeyboardInterrupt:
        QuietStream(sys.stderr).say("Interrupted: nothing was written.")
        raise typer.Exit(INTERRUPTED) from None
