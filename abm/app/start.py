"""What the server was started with, for the page that it serves."""

from __future__ import annotations

from abm.app.settings import AppSettings

_started: list[AppSettings] = []


def start_with(settings: AppSettings) -> None:
    """Say, before serving, what all visitors begin with."""
    _started[:] = [settings]


def started_with() -> AppSettings:
    """What all visitors begin with."""
    return _started[0] if _started else AppSettings()
