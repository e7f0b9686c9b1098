"""What a run's report says of its settings."""

from __future__ import annotations

from datetime import date

from html_page import Page

from abm.reports.settings_section import settings_section
from abm.scenario.scenario import Scenario


def text_of(**sections: object) -> str:
    return Page(settings_section(Scenario.from_dict({"name": "own", **sections}).to_dict())).text


def test_a_setting_is_told_with_its_value_and_its_default() -> None:
    text = text_of(levers={"front_line": {"home_first": True}}, geography={"councils": 3})
    assert "front_line.home_first people go home first and are assessed for long-term care there yes no" in text
    assert "councils councils in the synthetic region 3 8" in text
    assert "board.powers" not in text


def test_a_policy_is_told_with_the_day_from_which_it_is_in_force_and_why() -> None:
    charge = {"date": date(2012, 10, 15), "why": "to see", "set": {"payment.delayed_day_charge": 50.0}}
    text = text_of(policy=[charge])
    assert "1 November 2012 payment.delayed_day_charge: 50 to see" in text
    assert "at its default at the start" in text


def test_a_scenario_of_defaults_says_so() -> None:
    assert "No policy with a date." in text_of()


def test_nothing_is_said_where_the_scenarios_file_is_gone() -> None:
    assert settings_section({}) == ""
