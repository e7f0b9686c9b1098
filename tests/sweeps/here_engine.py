"""An engine without processes."""

from __future__ import annotations

from concurrent.futures import Future

from abm.sweeps.engine import Loss


class HereEngine:
    """Makes each run at once in this process: what is done with runs is tested in milliseconds."""

    workers = 3

    def live_workers(self) -> int:
        return 1

    def submit(self, task, run) -> Future:
        future: Future = Future()
        future.set_result(task(run))
        return future

    def loss(self, error: BaseException) -> Loss | None:
        return None

    def end(self, *, at_once: bool) -> None:
        pass
