"""What makes runs for the runner: some processes of this machine, or a cluster of many machines."""

from __future__ import annotations

from concurrent.futures import Future
from enum import Enum
from typing import Protocol

from abm.sweeps.finished_run import FinishedRun
from abm.sweeps.run_task import RunTask
from abm.sweeps.sweep_run import SweepRun


class Loss(Enum):
    """What a run was lost with."""

    WORKER = "worker"
    """A process that made it, or runs beside it, was ended: it may be to blame."""
    CLUSTER = "cluster"
    """The connection, or all that was handed in: it is not to blame."""


class Engine(Protocol):
    """Takes runs in and gives futures of what is left of them."""

    @property
    def workers(self) -> int:
        """How many runs it can make side by side at this moment, at least one."""

    def live_workers(self) -> int:
        """How many processes there are that could make a run."""

    def submit(self, task: RunTask, run: SweepRun) -> Future[FinishedRun]:
        """Hand in a run. Never raises what :meth:`loss` knows: that is the future's exception."""

    def loss(self, error: BaseException) -> Loss | None:
        """What the run was lost with, where a future ended with this; nothing where the run itself is at fault."""

    def end(self, *, at_once: bool) -> None:
        """Let go of everything; at once, without waiting for runs."""
