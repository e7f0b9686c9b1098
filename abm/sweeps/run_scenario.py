"""The scenario of one run of a sweep."""

from __future__ import annotations

from abm.scenario.scenario import Scenario
from abm.sweeps.sweep_run import SweepRun


def scenario_of(base: Scenario, run: SweepRun) -> Scenario:
    """The experiment's scenario with the run's levers held throughout and its parameters: under a millisecond."""
    changed = base.with_levers(run.arm.levers, where=run.arm.name) if run.arm.levers else base
    return changed.with_parameters(run.sample.parameters, where=run.name) if run.sample.parameters else changed
