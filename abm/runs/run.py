"""One run of a scenario, in memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from abm.measures.kept import EVERYTHING, Kept
from abm.randomness import replication_seed

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from abm.model import IntegrationModel
    from abm.scenario.scenario import Scenario

OnMonth = Callable[[int, int], None]
"""Told months done and months in all, after each month."""
OnStage = Callable[[str], None]
"""Told what begins: ``places``, ``run``, ``measures``."""


@dataclass(frozen=True, eq=False)
class RunResult:
    """What one run leaves in memory."""

    scenario: Scenario
    seed: int
    """The seed that this replication used."""
    measures: pd.DataFrame
    """Tidy: period, level, unit, measure, value."""
    warnings: tuple[str, ...]
    """What a reader must know before using a figure."""
    seconds: float
    model: IntegrationModel = field(repr=False)
    """The model as the run left it, its people let go: they take more memory than all else."""

    @property
    def ledger(self) -> pd.DataFrame:
        """Every entry of the ledger, in pence."""
        return self.model.ledger.entries()

    def network(self, when: date | str) -> nx.MultiDiGraph:
        """The relationship network on a date, given as a date or as ``2013-04-01``."""
        return self.model.network(date.fromisoformat(when) if isinstance(when, str) else when)


def run(
    scenario: Scenario,
    *,
    seed: int = 1,
    replication: int = 0,
    on_month: OnMonth | None = None,
    on_stage: OnStage | None = None,
    kept: Kept = EVERYTHING,
    cores: int = 1,
) -> RunResult:
    """Run one replication of a scenario: replication r of a seed draws the same luck whatever the policy.

    It meets the r-th draw of the uncertain numbers after the scenario's own, where a posterior is in use.

    ``kept``: the measures that are wanted of it. ``cores``: on how many its people are advanced, the same whatever the
    number.

    Raises InputError where the scenario's places or tables turn out to be wrong when they are read.
    """
    from abm.measures.table import measure_table
    from abm.model import IntegrationModel

    begins = on_stage or _untold
    used_seed = replication_seed(seed, replication)
    started = time.perf_counter()
    begins("places")
    drawn = scenario.of_replication(replication)
    model = IntegrationModel(drawn, rng=used_seed, keep_rows=False)
    model.people.use_cores(cores)
    begins("run")
    model.run(on_month=on_month)
    model.people.let_go()
    begins("measures")
    return RunResult(
        scenario=drawn,
        seed=used_seed,
        measures=measure_table(model, kept),
        warnings=tuple(model.health_warnings),
        seconds=time.perf_counter() - started,
        model=model,
    )


def _untold(stage: str) -> None:
    """Nobody asked which part of a run is being made."""
