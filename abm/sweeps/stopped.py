"""Why a sweep could not go on. Everything finished is kept, and the same command completes the rest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class SweepStoppedError(Exception):
    """The sweep stopped before its end; the message says why. The command line ends with status 1."""


class ClusterLostError(SweepStoppedError):
    """Nothing that could make a run was left."""


class CannotStoreError(SweepStoppedError):
    """A file of the results could not be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(path, error)
        self.path = path
        self.error = error

    def __str__(self) -> str:
        return f"{self.path} cannot be written: {self.error.strerror or self.error}"


@contextmanager
def storing(path: Path) -> Iterator[None]:
    """What goes wrong with the disk is said of the file that was to be written, not of one on the way to it."""
    try:
        yield
    except OSError as error:
        raise CannotStoreError(path, error) from error
