"""One run that is to be made: which scenario, which replication, and how to make it again by itself."""

from __future__ import annotations

import shlex
import time
import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from abm.errors import InputError
from abm.randomness import replication_seed
from abm.runs.run import OnMonth, run
from abm.runs.runs_table import RunRow

if TYPE_CHECKING:
    import pandas as pd

    from abm.scenario.scenario import Scenario

LABELS = ("period", "level", "unit", "measure")


@dataclass(frozen=True, eq=False)
class Attempt:
    """What is kept of a run that was tried."""

    row: RunRow
    measures: pd.DataFrame | None
    """Tidy: period, level, unit, measure, value. None where the run failed."""
    warnings: tuple[str, ...]

    def packed(self) -> Attempt:
        """The same with each label stored once, so that little has to pass from one process to another."""
        if self.measures is None:
            return self
        return replace(self, measures=self.measures.astype(dict.fromkeys(LABELS, "category")))


@dataclass(frozen=True)
class PlannedRun:
    """A replication of a scenario: replication r of a seed has the same luck in every scenario."""

    scenario: Scenario
    seed: int
    """The seed of all replications, from which this one's is derived."""
    replication: int
    scenario_file: Path
    """Where the resolved scenario ends up: the command that replays a failure names it."""
    cores: int = 1
    """On how many its people are advanced."""

    def attempt(self, on_month: OnMonth | None = None) -> Attempt:
        """Run it. What fails is a row; wrong input raises InputError."""
        began = time.perf_counter()
        try:
            result = run(
                self.scenario, seed=self.seed, replication=self.replication, on_month=on_month, cores=self.cores
            )
        except InputError:
            raise
        except Exception as error:
            return self.failed(error, time.perf_counter() - began)
        return Attempt(self._row(result.seconds, None), result.measures, tuple(result.warnings))

    def failed(self, error: Exception, seconds: float) -> Attempt:
        """The run as one that failed."""
        return Attempt(self._row(seconds, error), None, ())

    def _draw(self) -> list[str]:
        """The option that names the replication's draw of the uncertain numbers, where it is not the scenario's own."""
        draw = self.scenario.of_replication(self.replication).run.draw
        return [] if draw == self.scenario.run.draw else ["--set", f"run.draw={draw}"]

    def _row(self, seconds: float, error: Exception | None) -> RunRow:
        seed = replication_seed(self.seed, self.replication)
        return RunRow(
            run=f"{self.scenario.name}-{self.replication:03d}",
            scenario=self.scenario.name,
            replication=self.replication,
            seed=seed,
            status="done" if error is None else "failed",
            seconds=seconds,
            message="" if error is None else f"{type(error).__name__}: {error}",
            traceback="" if error is None else "".join(traceback.format_exception(error)),
            replay=shlex.join(["abm", "run", str(self.scenario_file), "--seed", str(seed), *self._draw()]),
        )
