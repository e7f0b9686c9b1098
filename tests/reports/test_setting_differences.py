from __future__ import annotations

from datetime import date

from abm.reports.comparison_results import ComparedScenario
from abm.reports.setting_differences import setting_differences
from abm.scenario.scenario import Scenario


def compared(name: str, **sections: object) -> ComparedScenario:
    return ComparedScenario(name, Scenario.from_dict({"name": name, **sections}).to_dict())


def test_a_lever_is_told_with_its_dated_changes_and_unit():
    charge = {"date": date(2012, 10, 15), "set": {"payment.delayed_day_charge": 50.0}}
    (found,) = setting_differences([compared("a"), compared("b", policy=[charge])])
    assert (found.kind, found.name) == ("Policy levers", "payment.delayed_day_charge")
    assert found.values == ("100 GBP/day", "100; from November 2012: 50 (GBP/day)")
    assert "delayed day" in found.meaning


def test_a_change_to_what_it_is_already_is_no_difference():
    same = {"date": date(2012, 10, 1), "set": {"front_line.home_first": False}}
    assert setting_differences([compared("a"), compared("b", policy=[same])]) == []


def test_names_meanings_and_reasons_are_no_settings():
    assert setting_differences([compared("a", meaning="x"), compared("b", meaning="y")]) == []


def test_numbers_and_the_period_are_told_too():
    base = compared("a")
    crises = base.document["parameters"]["people"]
    name, value = next((name, value) for name, value in crises.items() if isinstance(value, float))
    other = compared("b", parameters={"people": {name: value * 1.0001}}, run={"end": date(2014, 3, 31)})
    found = setting_differences([base, other])
    assert [one.kind for one in found] == ["Uncertain numbers", "The run"]
    assert found[1].values == ("31 March 2019", "31 March 2014")


def test_a_scenario_whose_file_is_gone_is_not_set():
    found = setting_differences([compared("a"), ComparedScenario("b", {})])
    assert {one.values[1] for one in found} == {"not set"}
