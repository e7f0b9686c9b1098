"""What one visitor has in hand, without a browser."""

from __future__ import annotations

import weakref
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from small_visits import SMALL, small_settings, small_visit

from abm.app.scenario_file import LARGEST
from abm.app.settings import AppSettings
from abm.app.spare_run import SpareRun
from abm.app.visit import UNCHANGED, Visit
from abm.measures.table import measure_table
from abm.model import IntegrationModel
from abm.randomness import replication_seed
from abm.runs.run import run
from abm.scenario.scenario import Scenario
from abm.scenario.toml_file import shipped_names


def test_a_visit_begins_with_the_bill_and_a_month_is_a_step():
    visit = small_visit()
    assert visit.preset == "bill_2011" and visit.run.months_run == 0 and not visit.failure
    visit.step()
    assert visit.run.months_run == 1 and visit.run.history.month_names() == ["2010-04"]


@pytest.mark.parametrize("name", shipped_names("configs"))
def test_every_shipped_scenario_can_be_chosen(name):
    visit = small_visit()
    visit.choose(name)
    assert not visit.failure and visit.preset == name and visit.run.history.name == name


def test_levers_moved_by_hand_outlast_a_reset_and_not_another_choice():
    visit = small_visit(2)
    visit.move("board.powers", "place_budget")
    visit.move("payment.delayed_day_charge", "250")
    visit.reset()
    assert visit.run.months_run == 0
    assert visit.levers["board.powers"] == "place_budget" and visit.levers["payment.delayed_day_charge"] == 250.0
    assert visit.run.scenario.levers.board.powers == "place_budget"
    visit.choose("stasis")
    assert visit.moved == {} and visit.levers["board.powers"] == "consult"


def test_a_lever_moved_meanwhile_acts_from_the_next_month():
    visit = small_visit(3)
    visit.move("payment.hospital", "block")
    assert visit.run.model.surroundings.levers.payment.hospital == "tariff"
    visit.step()
    assert visit.run.model.surroundings.levers.payment.hospital == "block"
    policy = visit.run.scenario.policies[0]
    assert (policy.date, policy.changes) == (date(2010, 7, 1), (("payment.hospital", "block"),))


def test_a_lever_that_shapes_places_waits_for_a_reset():
    visit = small_visit(1)
    visit.move("alignment.rule", "one_to_one")
    assert not visit.failure and visit.waits_for_reset == {"alignment.rule"}
    visit.reset()
    assert visit.waits_for_reset == set() and visit.run.scenario.levers.alignment.rule == "one_to_one"


def test_the_saved_scenario_gives_the_run_that_was_seen(tmp_path):
    visit = small_visit(3)
    visit.move("payment.hospital", "block")
    while not visit.run.is_over:
        visit.step()
    path = tmp_path / "saved.toml"
    path.write_text(visit.to_toml(), encoding="utf-8")
    again = run(Scenario.load(path), seed=visit.seed)
    assert measure_table(visit.run.model).equals(again.measures)


def test_a_wrong_value_stays_beside_its_control_and_changes_nothing():
    visit = small_visit(1)
    for given in ("1e9", "a lot", "", "nan"):
        visit.move("payment.delayed_day_charge", given)
        assert "0 to 1000" in visit.wrong["payment.delayed_day_charge"]
        assert visit.levers["payment.delayed_day_charge"] == 100.0 and not visit.failure
    visit.move("reform.pathfinder_start", "soon")
    assert "2013-04-01" in visit.wrong["reform.pathfinder_start"]
    visit.move("payment.delayed_day_charge", "90")
    assert list(visit.wrong) == ["reform.pathfinder_start"]


def test_a_failing_step_is_said_and_a_reset_goes_on(monkeypatch):
    visit = small_visit(1)
    live = IntegrationModel.live_the_month

    def fails(model):
        raise ZeroDivisionError("nothing to share")

    monkeypatch.setattr(IntegrationModel, "live_the_month", fails)
    visit.go()
    visit.step()
    assert visit.failure == "The run failed: ZeroDivisionError: nothing to share" and not visit.is_running
    monkeypatch.setattr(IntegrationModel, "live_the_month", live)
    visit.step()
    assert "reset to begin anew" in visit.failure and visit.run.months_run == 1
    visit.reset()
    visit.step()
    assert not visit.failure and visit.run.months_run == 1


def test_the_run_before_is_kept_and_two_visits_are_apart():
    first, second = small_visit(2), small_visit()
    first.reset()
    assert len(first.previous) == 2 and len(first.run.history) == 0
    first.move("board.powers", "place_budget")
    assert second.previous is None and second.levers["board.powers"] == "consult"
    assert first.run.model is not second.run.model


def test_a_run_beside_has_the_same_luck_and_keeps_up():
    visit = small_visit(2)
    visit.set_beside(UNCHANGED)
    assert visit.beside.months_run == 2
    for seen, beside in zip(visit.run.history.months, visit.beside.history.months, strict=True):
        assert np.array_equal(seen.england, beside.england, equal_nan=True)
    visit.set_beside("torbay")
    visit.step()
    assert visit.beside.months_run == 3 and visit.beside.seed == visit.run.seed == replication_seed(1, 0)
    visit.set_beside("")
    assert visit.beside is None


def test_files_that_cannot_be_used_are_refused_in_words():
    visit = small_visit()
    model = visit.run.model
    visit.load_toml('name = "x"\n[levers.board]\npowers = "all"')
    assert "levers.board.powers" in visit.failure and visit.run.model is model
    visit.load_toml("x = [")
    assert "not TOML" in visit.failure
    visit.load_toml("#" * (LARGEST + 1))
    assert "at most" in visit.failure
    visit.load_toml('name = "mine"\nextends = "stasis"')
    assert not visit.failure and visit.run.history.name == "mine"


@pytest.mark.parametrize(
    "text",
    [
        'extends = "/etc/passwd"',
        '[geography]\nplaces = "tables"\noverlap = "/etc/passwd"',
        '"geography.places"="tables"',
    ],
)
def test_visitors_from_elsewhere_name_no_files_of_this_machine(text):
    visit = Visit(replace(small_settings(), opens_any_file=False))
    visit.load_toml(text)
    assert visit.failure and "/etc" not in visit.failure.replace("'/etc/passwd' is not usable", "")
    assert visit.run is None


def test_wrong_seeds_are_said():
    visit = small_visit()
    visit.set_seed("-1")
    assert "whole number" in visit.failure
    visit.set_seed("7")
    assert not visit.failure and visit.run.seed == replication_seed(7, 0)


def test_what_is_laid_on_top_is_in_every_scenario():
    assert Visit(small_settings()).scenario.geography.councils == 2
    assert len(SMALL) == 4


def test_a_preset_that_what_is_laid_on_top_does_not_fit_is_refused_and_the_run_stays():
    visit = Visit(AppSettings(laid_on_top=("geography.councils=2", "population.sample=0.02")))
    visit.open()
    visit.choose("england")
    assert "geography.councils" in visit.failure and visit.preset == "bill_2011" and visit.run is not None


def test_models_are_let_go_at_a_reset_and_when_the_visitor_leaves():
    visit = small_visit(2)
    visit.set_beside(UNCHANGED)
    models = [weakref.ref(visit.run.model), weakref.ref(visit.beside.model)]
    visit.reset()
    assert [model() for model in models] == [None, None] and visit.previous is not None
    last = weakref.ref(visit.run.model)
    visit.leave()
    assert last() is None and visit.run is None


def test_the_spare_run_is_for_one_visitor_only():
    settings = small_settings()
    spare = SpareRun(settings.load("bill_2011"), replication_seed(settings.seed, 0))
    assert spare.take() is None
    spare.build()
    first, second = Visit(settings), Visit(settings)
    ready = spare.take()
    first.open(ready)
    second.open(spare.take())
    assert first.run is ready and second.run is not ready and second.run is not None
    for visit in (first, second):
        visit.step()
    assert np.array_equal(first.run.history.months[0].england, second.run.history.months[0].england, equal_nan=True)


def test_no_spare_england_is_kept():
    spare = SpareRun(Scenario.load("england"), 1)
    spare.build()
    assert spare.take() is None
