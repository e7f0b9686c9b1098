"""A run of what visitors begin with, built before one comes, so that the first view need not wait for it."""

from __future__ import annotations

import threading

from abm.app.live_run import LiveRun
from abm.scenario.geography import EnglandPlaces
from abm.scenario.scenario import Scenario

LATER = 5.0
"""Seconds until the next is built: the visitor who took the last is still opening the page."""


class SpareRun:
    """At most one run, given to one visitor and to no other."""

    def __init__(self, scenario: Scenario, luck: int) -> None:
        self._scenario = scenario
        self._luck = luck
        self._run: LiveRun | None = None
        self._lock = threading.Lock()

    def build(self) -> None:
        """Have one ready. Not of all England: its people take gigabytes, which nobody may ever look at."""
        if not isinstance(self._scenario.geography, EnglandPlaces):
            built = LiveRun(self._scenario, self._luck)
            with self._lock:
                self._run = built

    def take(self) -> LiveRun | None:
        """The run that is ready, if there is one; another is built in a while."""
        with self._lock:
            taken, self._run = self._run, None
        if taken is not None:
            timer = threading.Timer(LATER, self.build)
            timer.daemon = True
            timer.start()
        return taken
