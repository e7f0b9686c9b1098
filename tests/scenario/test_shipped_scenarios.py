"""The scenarios that ship: all load, and the three endings share the Bill's law to the letter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from abm.scenario.levers import lever_definitions
from abm.scenario.scenario import Scenario

CONFIGS = Path(__file__).parents[2] / "configs"
PROMISED = {
    "integrated", "fragmented", "stasis", "relational", "bill_2011", "amended_2012", "england", "history", "torbay",
}  # fmt: skip
LOCAL = {
    "board.scope", "duty.other_professions", "reform.relationships_carried_over", "information.single_assessment",
    "leadership.turnover", "leadership.joint_appointments", "leadership.clinical_engagement",
}  # fmt: skip
"""What the law leaves to places (E072, E073, E094); so is everything on the front line."""
DAYS = [date(2010, 4, 1), date(2011, 4, 1), date(2013, 4, 1), date(2018, 4, 1)]


def value_of(scenario: Scenario, name: str, day: date) -> object:
    group, field = name.split(".")
    return getattr(getattr(scenario.levers_on(day), group), field)


@pytest.mark.parametrize("path", sorted(CONFIGS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_scenario_loads_under_its_own_name_and_says_what_it_means(path: Path) -> None:
    scenario = Scenario.load(path)
    assert scenario.name == path.stem
    assert scenario.meaning


def test_the_promised_scenarios_are_there() -> None:
    assert {path.stem for path in CONFIGS.glob("*.toml")} >= PROMISED


@pytest.mark.parametrize("name", ["integrated", "fragmented", "stasis"])
def test_the_endings_share_the_bills_law(name: str) -> None:
    bill, ending = Scenario.load("bill_2011"), Scenario.load(name)
    law = [lever for lever in lever_definitions() if lever not in LOCAL and not lever.startswith("front_line.")]
    for day in DAYS:
        assert {lever: value_of(ending, lever, day) for lever in law} == {
            lever: value_of(bill, lever, day) for lever in law
        }


def test_relational_pools_nothing_and_changes_no_structure() -> None:
    relational = Scenario.load("relational")
    for day in DAYS:
        assert value_of(relational, "pooling.section_75", day) == "off"
        assert value_of(relational, "duty.organisational_form", day) == "separate"


def test_torbay_differs_from_its_twin_in_policy_alone() -> None:
    together, apart = Scenario.load("torbay"), Scenario.load("torbay_apart")
    assert together.parameters == apart.parameters
    assert together.geography == apart.geography
    assert together.run == apart.run


def test_the_better_care_fund_and_the_delay_target_of_history_come_on_their_days() -> None:
    history = Scenario.load("history")
    assert [value_of(history, "pooling.mandated_minimum", date(year, 4, 1)) for year in (2014, 2015)] == [0.0, 0.3]
    targets = [value_of(history, "measurement.delay_target", date(2017, month, 1)) for month in (8, 9)]
    assert targets == [0.0, 3.5]
