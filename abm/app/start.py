"""What the server was started with, for the page that it serves."""

from __future__ import annotations

from dataclasses import dataclass

from abm.app.settings import AppSettings
from abm.app.spare_run import SpareRun


@dataclass(frozen=True)
class Start:
    """What all visitors begin with."""

    settings: AppSettings
    spare: SpareRun | None = None


_started: list[Start] = []


def start_with(start: Start) -> None:
    """Say, before serving, what all visitors begin with."""
    _started[:] = [start]


def started_with() -> Start:
    """What all visitors begin with."""
    return _started[0] if _started else Start(AppSettings())
