"""How a program may take what is broken: it reads it, or says in one line what is wrong. Nothing else."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from abm.cli.main import main
from abm.errors import InputError

WRONG_INPUT = 2


def read_or_refused(read: Callable[[], Any], *named: Path) -> Any:
    """What a reader gives; None where it refuses, in one line that begins with one of the files."""
    try:
        return read()
    except InputError as error:
        check_message(str(error), *named)
        return None


def check_message(message: str, *named: Path) -> None:
    """One line, not endless, about one of these files."""
    assert len(message.splitlines()) == 1, message
    assert len(message) < 2_000, message
    assert any(str(path) in message for path in named), message


def command_ends(*arguments: str) -> tuple[int, str]:
    """The status of a command and what it said of errors. What it raises, a test is to see."""
    said = io.StringIO()
    before = sys.argv
    sys.argv = ["abm", *arguments]
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            main()
    except SystemExit as ended:
        return int(ended.code or 0), said.getvalue()
    finally:
        sys.argv = before
    raise AssertionError("the command did not end")


def command_ends_well_or_refuses(folder: Path, *arguments: str) -> int:
    """Status 0, or 2 with one line about the folder."""
    status, said = command_ends(*arguments)
    assert status in (0, WRONG_INPUT), said
    assert "Traceback" not in said
    if status == WRONG_INPUT:
        errors = [line for line in said.splitlines() if not line.startswith(("Warning: ", "Looking for "))]
        check_message("\n".join(errors), folder)
    return status


@contextmanager
def nothing_written_outside(folder: Path, *, above: int = 1) -> Iterator[None]:
    """What lies beside a folder, or so many folders above it, stays as it is."""
    place = folder.parents[above - 1]
    before = contents(place, but=folder)
    yield
    assert contents(place, but=folder) == before


def contents(folder: Path, *, but: Path | None = None) -> dict[str, bytes]:
    """Everything below a folder: files with what is in them, and folders that hold none."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
        if (path.is_file() or not any(path.iterdir())) and not (but is not None and path.is_relative_to(but))
    }
