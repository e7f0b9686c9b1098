import json
import sys
from types import ModuleType, SimpleNamespace

from abm.cli import listing
from abm.scenario.levers import lever_definitions
from abm.scenario.parameters import parameter_definitions


def test_levers_are_listed_in_full(capsys):
    listing.levers()
    text = capsys.readouterr().out
    assert all(name in text for name in lever_definitions())
    assert "at the start" in text
    listing.levers(json=True)
    assert len(json.loads(capsys.readouterr().out)) == len(lever_definitions())


def test_parameters_are_listed_in_full(capsys):
    listing.parameters()
    text = capsys.readouterr().out
    assert all(name in text for name in parameter_definitions())
    listing.parameters(json=True)
    assert len(json.loads(capsys.readouterr().out)) == len(parameter_definitions())


def test_measures_are_listed_in_full(capsys, monkeypatch):
    definitions = ModuleType("abm.measures.definitions")
    measure = SimpleNamespace(name="delayed_days", unit="days", levels=("england", "trust"), meaning="days [of] delay")
    definitions.MEASURES = (measure,)
    monkeypatch.setitem(sys.modules, "abm.measures.definitions", definitions)
    listing.measures()
    text = capsys.readouterr().out
    assert "england, trust" in text
    assert "days [of] delay" in text
    listing.measures(json=True)
    assert json.loads(capsys.readouterr().out)[0]["levels"] == ["england", "trust"]


def test_the_schema_is_printed_as_json(capsys):
    listing.schema()
    assert json.loads(capsys.readouterr().out)["title"] == "Scenario"
