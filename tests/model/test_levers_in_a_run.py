"""Levers that change while a run goes on: from the next month, and for good."""

from __future__ import annotations

import pytest
from short_runs import digest, short

from abm.errors import InputError
from abm.measures.table import measure_table
from abm.model import IntegrationModel
from abm.scenario.scenario import Scenario


def test_a_run_changed_half_way_is_the_run_of_the_scenario_it_leaves() -> None:
    model = IntegrationModel(short(end="2010-09-30"), rng=1)
    for month in range(6):
        if month == 3:
            model.change_levers({"payment.hospital": "block", "board.powers": "place_budget"})
            assert model.surroundings.levers.payment.hospital == "tariff"
        model.step()
    assert model.surroundings.levers.payment.hospital == "block"
    again = IntegrationModel(Scenario.from_dict(model.run_scenario.to_dict()), rng=1).run()
    assert digest(measure_table(model)) == digest(measure_table(again))


def test_what_is_held_from_a_day_on_outlasts_later_dated_changes() -> None:
    model = IntegrationModel(short(end="2012-03-31"), rng=1)
    model.step()
    assert {policy.date.year for policy in model.run_scenario.policies} == {2011}
    model.change_levers({"pooling.nhs_transfer": 100.0})
    scenario = model.run_scenario
    assert [scenario.levers_on(policy.date).pooling.nhs_transfer for policy in scenario.policies] == [100.0, 100.0]
    assert scenario.levers_on(scenario.run.end).payment.thirty_day_rule is True
    model.change_levers({"pooling.nhs_transfer": 300.0})
    assert len(model.run_scenario.policies) == len(scenario.policies)
    assert model.run_scenario.levers_on(scenario.run.end).pooling.nhs_transfer == 300.0


def test_wrong_changes_leave_the_run_as_it_was() -> None:
    model = IntegrationModel(short(end="2010-06-30"), rng=1)
    with pytest.raises(InputError, match="has not begun"):
        model.change_levers({"payment.hospital": "block"})
    model.step()
    scenario = model.run_scenario
    for wrong in ({"payment.hospital": "alms"}, {"alignment.rule": "one_to_one"}, {"payment.nothing": 1}):
        with pytest.raises(InputError):
            model.change_levers(wrong)
    assert model.run_scenario is scenario
