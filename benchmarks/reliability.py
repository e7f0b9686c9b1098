"""Whatever makes the runs and whatever ends them, the results are the same: none lost, none made twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from benchmark_table import BenchmarkTable
from circumstances import circumstances
from designs import SMALLEST, experiment, experiment_file
from timed_sweep import TimedSweep

from abm.sweeps.store import Store

UNEQUAL = ["seconds", "message"]
WORKERS = 2
DIE_BEGINNING = 0.2
"""Of the kills, the share that falls before any run has begun."""
SECONDS_BETWEEN_LOOKS = 0.02
COLUMNS = ("made by", "seconds", "runs", "lost", "made twice", "`measures`", "`runs`")


def reliability(folder: Path, *, quick: bool) -> BenchmarkTable:
    """One worker, two, a Dask cluster, and processes killed at random moments."""
    runs, kills = (60, 4) if quick else (1000, 20)
    design = experiment(folder, SMALLEST, runs)
    one = TimedSweep.of(design, folder / "one")
    two = TimedSweep.of(design, folder / "two", workers=WORKERS)
    with _cluster() as address:
        dask = TimedSweep.of(design, folder / "dask", scheduler=address)
    file = experiment_file(folder, SMALLEST, runs)
    killed = KilledSweep(file, folder / "killed", runs, a_run=two.model / runs / WORKERS, to_begin=two.to_begin)
    killed.carry_out(kills)
    ways = {
        "one worker": (one.path, one.wall, 0),
        "two workers": (two.path, two.wall, 0),
        "Dask, two workers": (dask.path, dask.wall, 0),
        f"two workers, killed {killed.kills} times": (killed.out, killed.wall, killed.made_twice),
    }
    rows = [_row(way, runs, one.path, *rest) for way, rest in ways.items()]
    return BenchmarkTable(
        name="reliability",
        columns=COLUMNS,
        rows=rows,
        promise=f"Equal results, none lost and none made twice, in {kills} kills",
        holds=killed.kills == kills and all(row[2:5] == [str(runs), "0", "0"] and row[5] == "equal bytes" and
                                            row[6] == "equal" for row in rows),
        circumstances=circumstances(f"{runs} runs of the model at its smallest"),
    )  # fmt: skip


def _row(way: str, planned: int, reference: Path, out: Path, wall: float, made_twice: int) -> list[str]:
    runs, expected = (pd.read_parquet(folder / "runs.parquet") for folder in (out, reference))
    done = runs.loc[runs["status"] == "done", "run"]
    repeated = int(done.duplicated().sum()) + made_twice
    same = runs.drop(columns=UNEQUAL).equals(expected.drop(columns=UNEQUAL))
    lost = planned - done.nunique()
    equal = "equal" if same else "DIFFERENT"
    return [way, f"{wall:.0f}", str(len(runs)), str(lost), str(repeated), _measures(out, reference), equal]


def _measures(out: Path, reference: Path) -> str:
    one, other = (folder / "measures.parquet" for folder in (out, reference))
    if one.read_bytes() == other.read_bytes():
        return "equal bytes"
    return "equal tables" if pd.read_parquet(one).equals(pd.read_parquet(other)) else "DIFFERENT"


@contextmanager
def _cluster() -> Iterator[str]:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster.scheduler_address


@dataclass
class KilledSweep:
    """``abm sweep``, all of whose processes are killed at random moments, and begun again by the same command."""

    file: Path
    out: Path
    runs: int
    a_run: float
    """Seconds by the clock for each run."""
    to_begin: float
    """Seconds until the first run begins."""
    wall: float = 0.0
    kills: int = 0
    made_twice: int = 0
    """Runs that were finished and yet made again: how many seconds a run took is never the same twice."""
    _seconds: dict[str, float] = field(default_factory=dict)

    def carry_out(self, kills: int) -> None:
        """Kill so many times, then let it end. Raises RuntimeError where it does not end well."""
        chance = random.Random(1)
        began = time.perf_counter()
        for left in range(kills, 0, -1):
            self._kill_at_a_moment(chance, 2.0 * (self.runs - len(self._seconds)) / (left + 1))
            self._look()
        process = self._begin()
        said = process.communicate()[1]
        if process.returncode != 0:
            raise RuntimeError(said)
        self.wall = time.perf_counter() - began
        self._look()

    def _kill_at_a_moment(self, chance: random.Random, most_new: float) -> None:
        """Some die while they begin; the others when a random number of runs has been added, and a moment later.

        Counted in runs and not in seconds, so that the moments spread over the whole sweep on a busy machine too.
        """
        process = self._begin()
        if chance.random() < DIE_BEGINNING:
            time.sleep(chance.uniform(0.0, self.to_begin))
        else:
            enough = len(self._seconds) + chance.uniform(0.0, most_new)
            while process.poll() is None and runs_in(self.out) < enough:
                time.sleep(SECONDS_BETWEEN_LOOKS)
            time.sleep(chance.uniform(0.0, self.a_run))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            self.kills += 1
        process.communicate()

    def _begin(self) -> subprocess.Popen[str]:
        command = ["-m", "abm.cli.main", "sweep", self.file, "--out", self.out, "--workers", str(WORKERS)]
        return subprocess.Popen(
            [sys.executable, *map(str, command)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def _look(self) -> None:
        found = {row.run: row.seconds for row in Store(self.out, writes=False).rows()} if self.out.exists() else {}
        self.made_twice += sum(found.get(run) != seconds for run, seconds in self._seconds.items())
        self._seconds = found


def runs_in(out: Path) -> int:
    """Runs that the names of parts speak of, each counted once also while parts are gathered."""
    spans = [path.name.split("-")[:2] for path in (out / "parts").glob("*.parquet")]
    return len({index for first, last in spans for index in range(int(first), int(last) + 1)})
