"""Runs made by a Dask cluster, which somebody else has started."""

from __future__ import annotations

import logging
import time
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING

from abm.errors import InputError
from abm.sweeps.engine import Loss
from abm.sweeps.finished_run import FinishedRun
from abm.sweeps.run_task import RunTask
from abm.sweeps.sweep_run import SweepRun

if TYPE_CHECKING:
    from distributed import Client

SECONDS_TO_ANSWER = 10.0
SECONDS_BETWEEN_COUNTS = 2.0


class DaskEngine:
    """Dask makes the runs of a lost worker again by itself, and says so only of those that lost several workers."""

    def __init__(self, address: str) -> None:
        self._client = _client(address)
        self._executor = self._client.get_executor(pure=False)
        self._cores = 0
        self._counted = float("-inf")

    @property
    def workers(self) -> int:
        """Threads of all workers, counted now and then; workers may come and go."""
        if time.monotonic() - self._counted > SECONDS_BETWEEN_COUNTS:
            self._cores = sum(self._threads().values())
            self._counted = time.monotonic()
        return max(self._cores, 1)

    def live_workers(self) -> int:
        """Workers that the scheduler knows of; none where it does not answer."""
        return len(self._threads())

    def _threads(self) -> dict[str, int]:
        try:
            return dict(self._client.nthreads(callback_timeout=SECONDS_TO_ANSWER))
        except Exception:  # Each transport has errors of its own for a scheduler that is gone.
            return {}

    def submit(self, task: RunTask, run: SweepRun) -> Future[FinishedRun]:
        """Hand in a run."""
        try:
            return self._executor.submit(task, run)
        except Exception as error:  # A client that has lost its scheduler raises one of several errors.
            lost: Future[FinishedRun] = Future()
            lost.set_exception(ConnectionError(f"the run could not be handed to the cluster: {error}"))
            return lost

    def loss(self, error: BaseException) -> Loss | None:
        """Dask names the run that several workers died with; what it cancels was lost with the scheduler."""
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError

        if isinstance(error, KilledWorker):
            return Loss.WORKER
        return Loss.CLUSTER if isinstance(error, CancelledError | FutureCancelledError | OSError) else None

    def end(self, *, at_once: bool) -> None:
        """Leave the cluster as it was found, without what was handed in."""
        logging.disable(logging.ERROR)  # Of a scheduler that is gone Dask writes tracebacks, which say nothing more.
        try:
            self._executor.shutdown(wait=False)
            self._client.close(timeout=SECONDS_TO_ANSWER)
        finally:
            logging.disable(logging.NOTSET)


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        remedy = "install the extra for clusters first: pip install 'joined-up[cluster]'"
        raise InputError("--scheduler", "", address, remedy) from None
    try:
        return Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        remedy = f"give the address that `dask scheduler` prints, such as tcp://10.0.0.1:8786 ({error})"
        raise InputError("--scheduler", "", address, remedy) from None
