"""Whom a visitor follows, without a browser."""

from __future__ import annotations

import threading
from functools import cache

import pytest
from small_visits import SMALL, small_visit

import abm.app.person_visit
from abm.app.person_visit import BY_NUMBER, USUAL, WHOM, PersonVisit, scenarios_shown
from abm.app.visit import UNCHANGED, Visit
from abm.model import IntegrationModel
from abm.people.watch.longest_wait import LongestWait
from abm.reports.trace_page import trace_body
from abm.runs.trace import LIKENESSES, NobodyFound, trace
from abm.scenario.scenario import Scenario

SHORT = [*SMALL[:-1], "run.end=2011-06-30"]


def short_visit(months: int = 0) -> Visit:
    return small_visit(months, end="2011-06-30")


def short(name: str) -> Scenario:
    return Scenario.load(name).with_settings(SHORT)


@cache
def longest_under_both() -> tuple[Visit, PersonVisit]:
    visit, person = short_visit(), PersonVisit()
    visit.set_beside("integrated")
    person.follow(visit, LongestWait.name)
    return visit, person


def test_whom_one_may_ask_for_is_whom_a_trace_can_find():
    assert set(WHOM) - {USUAL, BY_NUMBER} <= set(LIKENESSES)


def test_somebody_is_followed_under_both_runs_in_the_words_of_abm_trace():
    visit, person = longest_under_both()
    plain = trace([short("bill_2011"), short("integrated")], like=LongestWait.name, seed=visit.seed)
    assert (person.failure, person.nobody, person.doing) == ("", "", "")
    assert person.followed.body == trace_body(plain)
    assert person.followed.title == "One person's way under bill_2011, integrated"
    assert person.followed.body in person.followed.page and person.followed.page.startswith("<!doctype html>")


def test_a_person_is_chosen_by_number_on_the_roll():
    person = PersonVisit()
    person.follow(short_visit(), BY_NUMBER, " 12 ")
    assert "Person 12, of " in person.followed.body


@pytest.mark.parametrize("typed", ["0", "-1", "1.5", "²", "a lot", "999999999"])
def test_a_number_that_nobody_has_is_said(typed):
    person = PersonVisit()
    person.follow(short_visit(), BY_NUMBER, typed)
    assert person.failure.startswith(f"number: {typed!r} is not usable; people of this run have the numbers 1 to ")
    assert person.followed is None


def test_levers_moved_by_hand_are_in_the_way_and_one_moved_later_makes_it_old():
    visit, person = short_visit(2), PersonVisit()
    visit.move("payment.hospital", "block")
    visit.set_beside(UNCHANGED)
    person.follow(visit, BY_NUMBER, "3")
    assert person.followed.title.endswith("under bill_2011, bill_2011, as it came")
    assert person.is_of(visit)
    visit.step()
    assert person.is_of(visit)
    visit.move("payment.hospital", "capitated")
    assert not person.is_of(visit)


def test_names_that_are_alike_are_told_apart_however_long():
    visit = short_visit()
    visit.load_toml(f'name = "{"n" * 100}"\nextends = "bill_2011"')
    visit.set_beside(UNCHANGED)
    assert len({scenario.name for scenario in scenarios_shown(visit)}) == 2


def test_the_run_of_a_sweep_is_followed_with_its_own_luck():
    visit, person = short_visit(), PersonVisit()
    visit.take(short("bill_2011"), 77)
    person.follow(visit, LongestWait.name)
    plain = trace([short("bill_2011")], like=LongestWait.name, seed=77, luck=77)
    assert person.followed.body == trace_body(plain)
    assert person.followed.body != longest_under_both()[1].followed.body


def test_other_places_beside_are_said():
    visit, person = short_visit(), PersonVisit()
    visit.set_beside("integrated")
    visit.beside.model.run_scenario = short("integrated").with_settings(["geography.councils=1"])
    person.follow(visit, BY_NUMBER, "3")
    assert person.failure.startswith(
        "integrated, geography.councils: 1 is not usable; nobody lives in other places too"
    )


def test_too_many_people_are_said_before_anything_is_computed(monkeypatch):
    monkeypatch.setattr(abm.app.person_visit, "MOST_PEOPLE", 100)
    person = PersonVisit()
    person.follow(short_visit(), USUAL)
    assert "one is found among 100 at most" in person.failure and "abm trace" in person.failure


def test_before_there_is_a_run_nobody_can_be_followed():
    person = PersonVisit()
    person.follow(Visit(short_visit().settings), USUAL)
    assert "wait until its places and people are there" in person.failure


def test_nobody_found_is_said_and_what_was_shown_is_taken_away(monkeypatch):
    person = PersonVisit(followed=longest_under_both()[1].followed)
    monkeypatch.setattr(abm.app.person_visit, "trace", lambda *_, **__: NobodyFound("bill_2011", "were like that"))
    person.follow(short_visit(), USUAL)
    assert person.nobody == "In the run of bill_2011 there are no people who were like that."
    assert person.followed is None and person.failure == ""


def test_a_run_that_fails_is_said_and_the_next_can_be_asked_for(monkeypatch):
    visit, person = short_visit(), PersonVisit()

    def fails(model):
        raise ZeroDivisionError("nothing to share")

    with monkeypatch.context() as broken:
        broken.setattr(IntegrationModel, "live_the_month", fails)
        person.follow(visit, BY_NUMBER, "3")
    assert person.failure == "Nobody could be followed: ZeroDivisionError: nothing to share"
    person.follow(visit, BY_NUMBER, "3")
    assert person.failure == "" and person.followed is not None


def test_one_at_a_time_and_it_can_be_stopped():
    visit, person = short_visit(), PersonVisit()
    begun, seen = threading.Event(), []

    def watch():
        seen.append((person.doing, person.months))
        begun.set()

    person.on_change = watch
    at_work = threading.Thread(target=person.follow, args=(visit, LongestWait.name))
    at_work.start()
    assert begun.wait(60)
    person.follow(visit, BY_NUMBER, "not even looked at")
    assert person.whom == LongestWait.name
    person.stop()
    at_work.join(60)
    assert not at_work.is_alive()
    assert person.followed is None and person.failure == "" and person.doing == ""
    assert seen[0] == ("bill_2011, looking for somebody", (0, 1)) and seen[-1][0] == ""


def test_whoever_leaves_hears_nothing_more():
    heard = []
    person = PersonVisit(on_change=lambda: heard.append(1))
    person.leave()
    person.follow(short_visit(), BY_NUMBER, "nobody")
    assert heard == [] and person.failure
