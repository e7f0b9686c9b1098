"""The loop with engines that lose what they are told to lose."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import Future
from pathlib import Path

import pytest
from toy_sweep import ToyPlan, ToyRuns

from abm.sweeps.code_version import code_version
from abm.sweeps.engine import Loss
from abm.sweeps.run_task import RunTask
from abm.sweeps.runner import Runner
from abm.sweeps.stopped import ClusterLostError

TASK = RunTask(ToyRuns(), "base", code_version(), Path("out/scenario.toml"))


class LostError(Exception):
    pass


class LossyEngine:
    """Runs in its hands are lost together when one of the poisonous is among them, like those of a broken pool."""

    workers = 3
    alive = 1
    kind = Loss.WORKER

    def __init__(self, poisonous=(), times: int = 99) -> None:
        self.poisonous, self.times = set(poisonous), times
        self.handed_in: Counter[int] = Counter()
        self.most = 0
        self._open: list[tuple[Future, object, object]] = []

    def live_workers(self) -> int:
        self.settle()
        return self.alive

    def submit(self, task, run) -> Future:
        future: Future = Future()
        self.handed_in[run.index] += 1
        self._open.append((future, task, run))
        self.most = max(self.most, len(self._open))
        return future

    def settle(self) -> None:
        poisoned = [run for _, _, run in self._open if run.index in self.poisonous]
        broken = any(self.handed_in[run.index] <= self.times for run in poisoned)
        for future, task, run in self._open:
            if broken:
                future.set_exception(LostError())
            else:
                future.set_result(task(run))
        self._open.clear()

    def loss(self, error: BaseException) -> Loss | None:
        return self.kind if isinstance(error, LostError) else None


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr("abm.sweeps.runner.SECONDS_BETWEEN_LOOKS", 0.001)


def made(engine, samples: int = 10, **given) -> dict[str, str]:
    kept = []
    Runner(engine, TASK, lambda finished: kept.append(finished.row), **given).make(ToyPlan().runs(0, samples))
    rows = {row.run: row.stage for row in kept}
    assert len(rows) == len(kept)
    return rows


def test_at_most_so_many_runs_are_handed_in():
    engine = LossyEngine()
    assert len(made(engine)) == 20
    assert engine.most <= 4 * engine.workers


def test_of_runs_lost_together_only_the_repeat_offender_is_blamed():
    engine = LossyEngine({4})
    rows = made(engine)
    assert {run for run, stage in rows.items() if stage} == {"000004"}
    assert len(rows) == 20
    assert engine.handed_in[4] == 3


def test_a_run_that_lost_its_worker_by_chance_is_made():
    rows = made(LossyEngine({4}, times=2))
    assert set(rows.values()) == {""}


def test_runs_lost_with_the_connection_are_handed_in_again_and_not_blamed():
    engine = LossyEngine({4}, times=3)
    engine.kind = Loss.CLUSTER
    assert set(made(engine).values()) == {""}


def test_no_live_worker_and_no_finished_run_is_a_lost_cluster():
    engine = LossyEngine(range(20))
    engine.kind, engine.alive = Loss.CLUSTER, 0
    with pytest.raises(ClusterLostError, match="no worker was there for 0 s"):
        made(engine, lost_after=0.05)


def test_workers_that_are_lost_whatever_they_run_stop_the_sweep():
    with pytest.raises(ClusterLostError, match="whatever they run"):
        made(LossyEngine(range(20)))


def test_what_fails_on_its_way_is_a_row():
    class Unreadable(LossyEngine):
        def loss(self, error: BaseException) -> None:
            return None

    assert made(Unreadable({19}), 10)["000019"] == "worker"
