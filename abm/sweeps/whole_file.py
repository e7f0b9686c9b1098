"""Files that come into place whole or not at all, whatever happens in between."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from abm.sweeps.stopped import storing

UNFINISHED = ".unfinished"


@contextmanager
def unfinished_file(folder: Path) -> Iterator[Path]:
    """A path to write to that is gone at the end unless it was put in place."""
    path = folder / f".{uuid.uuid4().hex[:12]}{UNFINISHED}"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def put_in_place(unfinished: Path, final: Path) -> None:
    """Give a finished file its name, once the disk has it."""
    with unfinished.open("rb+") as written:
        os.fsync(written.fileno())
    os.replace(unfinished, final)


def sync_names(folder: Path) -> None:
    """Wait until the disk has the names of a folder's files too. Windows has no such thing."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def whole_file(folder: Path, final: Path) -> Iterator[Path]:
    """A path to write to, in ``folder`` on the same disk, that becomes ``final``. Raises CannotStoreError."""
    with storing(final), unfinished_file(folder) as path:
        yield path
        put_in_place(path, final)


def write_text_whole(folder: Path, final: Path, text: str) -> None:
    """Write text by way of an unfinished file in ``folder``, which is on the same disk. Raises CannotStoreError."""
    with whole_file(folder, final) as path:
        path.write_text(text, encoding="utf-8")
