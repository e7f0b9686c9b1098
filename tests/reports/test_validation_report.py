"""The report of a validation: targets and fans as a reader gets them, and nothing in it executes."""

from __future__ import annotations

from pathlib import Path

import pytest
from figures_by_hand import targets_file
from here_engine import HereEngine
from html_page import Page
from made_up_runs import MadeUpRuns
from observed_by_hand import observed_file

from abm.analysis.validation_experiment import Evidence, Runs, validation_experiment
from abm.reports.report import write_report
from abm.scenario.scenario import Scenario
from abm.sweeps.run_experiment import experiment_to_folder
from abm.sweeps.sweep import SweepWishes

HARM = "<script>alert(1)</script>"
TARGETS = (
    {"source": HARM},
    {"id": "T2", "low": "5", "high": "6"},
    {"id": "T3", "level": "council", "statistic": "max_min", "low": "99", "high": "101", "source": "validate only"},
    {"id": "T4", "level": "council", "statistic": "correlation:emergency_admissions", "low": "0.9"},
)
"""In made-up runs the three councils are alike in both measures but for scale, so that T4 is exactly 1."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("validation")
    scenario = Scenario.load("history").with_settings(["run.end=2016-03-31"])
    rows = [{"level": "place", "period": year} for year in ("2012/13", "2013/14", "2014/15")]
    observed = observed_file(place / "o.csv", {"2012/13": 2.0, "2013/14": 2.0, "2015/16": 3.0}, *rows)
    evidence = Evidence.read(targets_file(place / "t.csv", *TARGETS), observed, scenario.run)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("abm.sweeps.sweep.ProcessEngine", lambda workers: HereEngine())
        patched.setattr("abm.sweeps.run_experiment.ScenarioRuns", MadeUpRuns)
        asked = validation_experiment(scenario, evidence, Runs(3, seed=1))
        experiment_to_folder(asked, place / "out", SweepWishes(beside=evidence.texts))
    write_report(place / "out")
    return place / "out"


@pytest.fixture(scope="module")
def page(folder) -> Page:
    page = Page((folder / "report.html").read_text("utf-8"))
    assert page.open == []
    return page


def test_sections_stand_in_reading_order(page):
    order = [
        "history: held against what happened",
        "The scenario history",
        "2 of 3 targets that parameters may be fitted to are within",
        "1 of 1 targets that nothing is ever fitted to are within",
        "Where runs lie beside each target",
        "Forecasts of the years after 2013/14",
        "All delayed days, year by year",
        "How it was done",
        "What was set",
        "What failed",
        "Where it came from",
    ]
    places = [page.text.index(words) for words in order]
    assert places == sorted(places)
    assert "3 runs, uncertain numbers at their central values, seed 1" in page.text


def test_nothing_in_it_executes(folder, page):
    assert "script" not in page.tags
    assert HARM in page.text
    assert HARM not in (folder / "report.html").read_text("utf-8")


def test_a_target_shows_its_interval_runs_and_verdict(page):
    assert "1 to 2" in page.text
    assert "2 1.1 to 2.9" in page.text


def test_every_headline_has_a_fan_and_what_was_observed_comes_first(folder):
    content = (folder / "report.html").read_text("utf-8")
    fans = [part.split('"')[0] for part in content.split('<figure id="fan-')[1:]]
    assert set(fans[:2]) == {"england-delayed-days", "place-delayed-days"}
    assert len(fans) == 8
    assert content.count("Simple forecasts know the years up to 2013/14 alone.") == 2
    assert "All delayed days, all places of the run, year by year" in content


def test_it_says_what_is_kept(page):
    assert "Kept of each run: " in page.text
    assert "figures, each a measure at a level in a period" in page.text
    assert "Comparison arm" not in page.text


def test_files_stand_beside_it(folder):
    names = {path.name for path in folder.iterdir()}
    assert names >= {"targets.csv", "observed.csv", "validation.csv", "validation.md", "forecast.csv", "skill.csv"}
