"""Sweeps with processes that are really started, interrupted and killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from equal_results import check_equal_results
from toy_sweep import PATIENCE, ToyRuns, toy_sweep

from abm.errors import InputError
from abm.sweeps.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise there")


def wait_for_runs(out: Path, count: int, process: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while len(list((out / "parts").glob("*.parquet"))) < count:
        assert process.poll() is None, process.communicate()[1].decode()
        assert time.monotonic() < until
        time.sleep(0.01)


def children_of(process: subprocess.Popen) -> list[str]:
    return Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("utf-8").split()


def wait_until_gone(children: list[str]) -> None:
    until = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{child}/cmdline").exists() for child in children):
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_number_of_workers_changes_nothing(tmp_path, undisturbed, workers):
    finished = toy_sweep(tmp_path / "out", 40, workers=workers)
    check_equal_results(finished.path, undisturbed(40))


def test_a_worker_that_dies_costs_only_its_run(tmp_path, undisturbed):
    finished = toy_sweep(tmp_path / "out", workers=2, make=ToyRuns(killed=frozenset({4})))
    assert (finished.finished, finished.failed) == (12, 1)
    runs = pd.read_parquet(finished.path / "runs.parquet")
    assert runs.loc[runs["status"] == "failed", ["run", "stage"]].to_numpy().tolist() == [["000004", "worker"]]
    assert "ended from outside 2 times" in runs["message"][4]
    again = toy_sweep(tmp_path / "out")
    assert again.resumed == 11
    check_equal_results(again.path, undisturbed(6))


def test_killed_at_random_moments_and_resumed_nothing_is_lost_or_made_twice(tmp_path, undisturbed, begun):
    out, samples, chance = tmp_path / "out", 60, random.Random(7)
    for _ in range(3):
        finished = len(Store(out, writes=False)) if out.exists() else 0
        process = begun(out, samples, 0.005)
        time.sleep(0.5 + chance.random())
        if finished < 100:
            wait_for_runs(out, 1, process)
        children = children_of(process)
        process.kill()
        process.wait()
        wait_until_gone(children)
    before = len(Store(out, writes=False))
    assert before > 0
    assert toy_sweep(out, samples).resumed == before
    check_equal_results(out, undisturbed(samples))


@pytest.mark.skipif(not Path("/proc").exists(), reason="children are found there")
def test_an_interrupt_ends_the_workers_and_leaves_a_folder_to_go_on_with(tmp_path, begun):
    out = tmp_path / "out"
    process = begun(out, 200, 0.05)
    wait_for_runs(out, 5, process)
    children = children_of(process)
    with pytest.raises(InputError, match="another sweep is writing"):
        toy_sweep(out, 200)
    os.kill(process.pid, signal.SIGINT)
    assert b"KeyboardInterrupt" in process.communicate(timeout=PATIENCE)[1]
    wait_until_gone(children)
    runs = pd.read_parquet(out / "runs.parquet")
    assert 5 <= len(runs) < 400
    assert len(runs) == len(Store(out, writes=True))
