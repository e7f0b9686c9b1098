"""Runs of the model itself: the experiment's scenario, changed as the arm and the sample say."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from abm.measures.kept import Kept
from abm.sweeps.run_scenario import scenario_of
from abm.sweeps.run_task import OnStage
from abm.sweeps.sweep_run import SweepRun

if TYPE_CHECKING:
    import pandas as pd

    from abm.scenario.scenario import Scenario


@dataclass(frozen=True)
class ScenarioRuns:
    """Makes the figures of a run from the scenario in full and what is kept of it."""

    scenario: str
    """The experiment's scenario in full, as TOML."""
    kept: Kept

    def __call__(self, run: SweepRun, on_stage: OnStage, /) -> tuple[pd.DataFrame, Sequence[str]]:
        """Tidy measures and warnings. Raises InputError where the changed scenario is wrong."""
        from abm.runs.run import run as run_model

        on_stage("scenario")
        result = run_model(
            scenario_of(_resolved(self.scenario), run), seed=run.sample.seed, on_stage=on_stage, kept=self.kept
        )
        return result.measures, result.warnings


@lru_cache(maxsize=1)
def _resolved(toml: str) -> Scenario:
    """The same for every run that a process makes."""
    from abm.scenario.scenario import Scenario

    return Scenario.from_dict(tomllib.loads(toml), where="the experiment's scenario")
