"""Runs in place of real ones, for processes that load them by name."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass

from abm.errors import InputError
from abm.runs.planned_run import Attempt
from abm.runs.runs_table import RunRow


@dataclass(frozen=True)
class Answers:
    name: str

    def attempt(self, on_month) -> Attempt:
        return self.row("done", "")

    def failed(self, error: Exception, seconds: float) -> Attempt:
        return self.row("failed", str(error))

    def row(self, status, message: str) -> Attempt:
        return Attempt(RunRow(self.name, self.name, 0, 1, status, 0.0, message, "", ""), None, ())


class IsEnded(Answers):
    def attempt(self, on_month) -> Attempt:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


class Sleeps(Answers):
    def attempt(self, on_month) -> Attempt:
        time.sleep(60.0)
        raise AssertionError


class Refuses(Answers):
    def attempt(self, on_month) -> Attempt:
        raise InputError("tables.csv", "people", -1, "use counts of people")
