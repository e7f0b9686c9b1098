"""Sweeps on a Dask cluster with two processes."""

from __future__ import annotations

import os
import signal
import sys

import pandas as pd
import pytest
from equal_results import check_equal_results
from toy_sweep import PATIENCE, ToyRuns, toy_sweep

from abm.errors import InputError
from abm.sweeps.stopped import ClusterLostError

distributed = pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise there"),
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture
def cluster():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as begun:
        yield begun


def test_results_equal_those_of_processes_also_when_a_run_ends_its_workers(tmp_path, cluster, undisturbed):
    cluster.adapt(minimum=2, maximum=2)  # so that a worker that its nanny gave up is replaced
    address = cluster.scheduler_address
    finished = toy_sweep(tmp_path / "out", 20, scheduler=address)
    check_equal_results(finished.path, undisturbed(20))
    # A worker that ends before its nanny has seen it begin is not started anew, so the run takes its time to end it;
    # and workers that end one after the other are away for longer than a lost cluster is waited for.
    deadly = ToyRuns(killed=frozenset({4}), seconds=1.0)
    wounded = toy_sweep(tmp_path / "wounded", 4, scheduler=address, make=deadly, lost_after=PATIENCE)
    runs = pd.read_parquet(wounded.path / "runs.parquet")
    assert runs["stage"].to_list() == ["", "", "", "", "worker", "", "", ""]
    assert "ended from outside" in runs["message"][4]


def test_a_lost_cluster_is_said_and_what_was_finished_is_kept(tmp_path, cluster, undisturbed):
    out = tmp_path / "out"

    def end_all_workers(finished: int, *others: int) -> None:
        if finished == 5:
            for worker in cluster.workers.values():
                worker.status = distributed.Status.failed  # so that its nanny does not start it anew
                os.kill(worker.pid, signal.SIGKILL)

    with pytest.raises(ClusterLostError, match="cluster lost: no run has finished and no worker was there for 2 s"):
        toy_sweep(
            out, 30, scheduler=cluster.scheduler_address, make=ToyRuns(seconds=0.05), lost_after=2.0,
            on_progress=end_all_workers,
        )  # fmt: skip
    assert 5 <= len(pd.read_parquet(out / "runs.parquet")) < 60
    check_equal_results(toy_sweep(out, 30).path, undisturbed(30))


def test_nobody_at_the_address_is_wrong_input_and_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("abm.sweeps.dask_engine.SECONDS_TO_ANSWER", 0.5)
    with pytest.raises(InputError, match=r"--scheduler: 'tcp://127\.0\.0\.1:1' is not usable"):
        toy_sweep(tmp_path / "out", scheduler="tcp://127.0.0.1:1")
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_the_message_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r"joined-up\[cluster\]"):
        toy_sweep(tmp_path / "out", scheduler="tcp://127.0.0.1:1")
