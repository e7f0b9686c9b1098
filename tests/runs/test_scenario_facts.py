from __future__ import annotations

from abm.runs.scenario_facts import input_files, places_in_words, scenario_facts, settings_of
from abm.scenario.fitted import OTHER_POSTERIOR
from abm.scenario.scenario import Scenario


def test_places_in_words():
    region = Scenario.from_dict({"geography": {"places": "region", "councils": 3}})
    assert places_in_words(region) == "a synthetic region of 3 councils"
    assert places_in_words(Scenario.from_dict({"geography": {"places": "england"}})) == "all of synthetic England"


def test_inputs_are_the_scenario_files_it_stands_on_and_its_tables(tmp_path):
    (tmp_path / "overlap.csv").write_text("x\n", encoding="utf-8")
    (tmp_path / "base.toml").write_text('[geography]\nplaces = "tables"\noverlap = "overlap.csv"\n', encoding="utf-8")
    (tmp_path / "own.toml").write_text('extends = "base.toml"\nname = "own"\n', encoding="utf-8")
    scenario = Scenario.load(tmp_path / "own.toml").with_settings(["board.powers=consult"])
    assert [path.name for path in input_files(scenario)] == ["base.toml", "overlap.csv", "own.toml"]
    assert places_in_words(scenario) == "the places of the table overlap.csv"
    assert [entry["path"] for entry in scenario_facts(scenario)["inputs"]] == [
        str(tmp_path / name) for name in ("base.toml", "overlap.csv", "own.toml")
    ]


def test_settings_name_levers_and_parameters_by_group():
    settings = settings_of(Scenario.from_dict({}))
    assert settings["board.powers"] == "consult"
    assert all(name.count(".") == 1 for name in settings)


def test_a_posterior_that_is_drawn_from_is_an_input(tmp_path, monkeypatch):
    posterior = tmp_path / "mine.csv"
    posterior.write_text("people.crisis_rate\n0.1\n", encoding="utf-8")
    monkeypatch.setenv(OTHER_POSTERIOR, str(posterior))
    assert posterior in input_files(Scenario.load("bill_2011"))
    assert posterior not in input_files(Scenario.load("bill_2011").central)
    assert posterior not in input_files(Scenario.load("bill_2011").with_parameters({"people.crisis_rate": 0.1}))
