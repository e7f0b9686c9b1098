"""The smallest scenario, as a function of its settings."""

from __future__ import annotations

import pytest

from abm.adapters.scenario_figures import ScenarioFigures
from abm.scenario.scenario import Scenario


@pytest.fixture(scope="session")
def figures() -> ScenarioFigures:
    smallest = {"geography.councils": 1, "population.sample": 0.02, "run.end": "2011-04-30"}
    scenario = Scenario.load("bill_2011").with_settings(f"{name}={value}" for name, value in smallest.items())
    return ScenarioFigures(scenario, ("delayed_days", "trust_mean"), "2011-04", seed=3)
