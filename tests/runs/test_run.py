from __future__ import annotations

from datetime import date

import pytest

from abm.randomness import replication_seed
from abm.runs.run import run
from abm.scenario.scenario import Scenario

pytestmark = pytest.mark.usefixtures("toy_model")


def test_a_run_gives_measures_ledger_warnings_and_the_scenario_it_ran():
    scenario = Scenario.from_dict({"name": "toy"})
    result = run(scenario, seed=7)
    assert result.scenario is scenario
    assert result.measures["value"].to_list() == [11.0, 12.0, 13.0]
    assert result.ledger["pence"].sum() == 0
    assert result.warnings == ("only a toy",)
    assert result.seconds >= 0


def test_replication_nought_uses_the_seed_and_later_ones_seeds_derived_from_it():
    scenario = Scenario.from_dict({})
    seeds = [run(scenario, seed=7, replication=replication).seed for replication in range(3)]
    assert seeds == [7, replication_seed(7, 1), replication_seed(7, 2)]
    assert len(set(seeds)) == 3


def test_months_are_told_as_they_are_done():
    told = []
    run(Scenario.from_dict({}), on_month=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("when", ["2013-04-01", date(2013, 4, 1)])
def test_the_network_is_that_of_the_date_asked_for(when):
    assert run(Scenario.from_dict({})).network(when) == "network of 01 April 2013"
