"""A sweep of runs that take no time, for processes that load it by name."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from abm.randomness import keyed_normal, replication_seed
from abm.sweeps.arm import Arm
from abm.sweeps.precision import FixedCount
from abm.sweeps.sweep import FinishedSweep, SweepWishes, sweep_to_folder
from abm.sweeps.sweep_run import Sample, SweepRun

PATIENCE = 300.0
"""Seconds that a busy machine is waited for: only what hangs takes longer."""

SCENARIO = """
name = "toy"
meaning = "nothing"
[levers.board]
powers = "none"
[parameters.money]
growth = 0.5
"""


@dataclass(frozen=True)
class ToyPlan:
    powers: tuple[str, ...] = ("none", "consult")
    shared: str = "toy"

    @property
    def arms(self) -> tuple[Arm, ...]:
        return tuple(Arm(f"board.powers={power}", {"board.powers": power}) for power in self.powers)

    def runs(self, first_sample: int, last_sample: int, /) -> Iterator[SweepRun]:
        for index in range(first_sample, last_sample):
            sample = Sample(index, index, 0, replication_seed(1, index), {"money.growth": index / 8})
            for position, arm in enumerate(self.arms):
                yield SweepRun(index * len(self.arms) + position, arm, sample)

    def base_key(self, code_version: str, /) -> str:
        return hashlib.sha256(f"{self.shared} {code_version}".encode()).hexdigest()

    def experiment_toml(self) -> str:
        return f'name = "{self.shared}"\n'

    def scenario_toml(self) -> str:
        return SCENARIO

    def facts(self) -> dict[str, object]:
        return {"experiment": self.shared}


@dataclass(frozen=True)
class ToyRuns:
    raises: frozenset[int] = frozenset()
    killed: frozenset[int] = frozenset()
    seconds: float = 0.0

    def __call__(self, run: SweepRun, on_stage, /) -> tuple[pd.DataFrame, list[str]]:
        on_stage("run")
        if run.index in self.raises:
            raise ZeroDivisionError("no beds")
        time.sleep(self.seconds)
        if run.index in self.killed:
            os.kill(os.getpid(), signal.SIGKILL)
        return figures(run), ["only a toy"]


def figures(run: SweepRun) -> pd.DataFrame:
    luck = keyed_normal(run.sample.seed, 1, 1)
    noise = keyed_normal(run.sample.seed, run.index % 2, 2)
    value = luck + 0.1 * noise + len(run.arm.levers["board.powers"])
    rows = [("2011/12", "england", "England", "beds", value), ("2011-04", "council", "Here", "beds", value / 12)]
    return pd.DataFrame(rows, columns=["period", "level", "unit", "measure", "value"])


def toy_sweep(out: Path, samples: int = 6, plan: ToyPlan | None = None, **wishes) -> FinishedSweep:
    make = wishes.pop("make", ToyRuns())
    return sweep_to_folder(plan or ToyPlan(), out, FixedCount(samples), make, SweepWishes(**wishes))


def main() -> None:
    toy_sweep(Path(sys.argv[1]), int(sys.argv[2]), workers=2, make=ToyRuns(seconds=float(sys.argv[3])))
