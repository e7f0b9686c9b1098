"""How large a run is, and what is said where it is too large or takes long."""

from __future__ import annotations

import pytest
from small_visits import small_visit

import abm.app.room
from abm.app.parts.run import status_of
from abm.app.room import PREPARING, check_room, living_words, older_people_of, preparing_words
from abm.app.settings import AppSettings
from abm.app.visit import Visit
from abm.errors import InputError
from abm.model import IntegrationModel
from abm.scenario.scenario import Scenario

GB = 10**6
"""In the kilobytes that Linux counts."""


@pytest.fixture
def free(tmp_path, monkeypatch):
    """Says how many gigabytes are free."""

    def say(gigabytes: float) -> None:
        (tmp_path / "meminfo").write_text(f"MemTotal: 99 kB\nMemAvailable:  {int(gigabytes * GB)} kB\n")

    monkeypatch.setattr(abm.app.room, "MEMORY", tmp_path / "meminfo")
    return say


def test_older_people_are_those_that_a_run_begins_with():
    for settings in ([], ["geography.councils=3", "population.sample=0.1"]):
        scenario = Scenario.load("bill_2011").with_settings(settings)
        model = IntegrationModel(scenario.with_settings(["run.end=2011-06-30"]), rng=1) if settings else None
        expected = model.geography.councils.older_people.sum() if model else 300_000
        assert older_people_of(scenario) == pytest.approx(expected, rel=0.001)
    assert older_people_of(Scenario.load("england")) == 8_660_000


def test_large_runs_say_how_large_and_others_nothing():
    england, region = Scenario.load("england"), Scenario.load("bill_2011")
    assert preparing_words(england) == "Preparing 8.7 million older people: this takes minutes…"
    assert preparing_words(region) == PREPARING
    assert living_words(england, "April 2010") == "8.7 million older people live through April 2010…"
    assert living_words(region, "April 2010") == ""


def test_a_run_that_memory_cannot_hold_is_refused(free):
    england, region = Scenario.load("england"), Scenario.load("bill_2011")
    free(2.0)
    check_room(region)
    with pytest.raises(InputError, match=r"england, geography.places: 'england' is not usable; it takes .* and 2.0 GB"):
        check_room(england)
    check_room(england, [england])
    check_room(england.with_settings(["population.sample=0.02"]))
    free(30.0)
    check_room(england)


def test_where_the_system_does_not_say_nothing_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(abm.app.room, "MEMORY", tmp_path / "none")
    check_room(Scenario.load("england"))


def test_england_is_refused_in_words_and_the_run_stays(free):
    visit = small_visit(2)
    free(1.0)
    visit.take(Scenario.load("england"), 1)
    assert "GB of memory" in visit.failure and visit.preset == "bill_2011" and visit.run.months_run == 2
    visit.step()
    assert visit.run.months_run == 3 and visit.failure == ""


def test_whoever_waits_for_many_people_is_told(monkeypatch):
    monkeypatch.setattr(abm.app.room, "LARGE", 1000)
    told: list[str] = []
    visit = Visit(AppSettings(laid_on_top=("geography.councils=2", "population.sample=0.02", "run.end=2011-06-30")))
    visit.on_change = lambda: told.append(status_of(visit))
    visit.open()
    visit.step()
    assert told[:2] == [PREPARING, "Preparing 0.0 million older people: this takes minutes…"]
    assert told[2:4] == ["Ready: begins April 2010", "0.0 million older people live through April 2010…"]
    assert told[-1].startswith("Next month: May 2010")
