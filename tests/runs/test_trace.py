"""Traces of people in short runs of one council."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from abm.errors import InputError
from abm.measures.table import measure_table
from abm.model import IntegrationModel
from abm.people.watch.diary import Diaries
from abm.people.watch.life import Life
from abm.people.watch.roll import Roll
from abm.runs.parting import parting_of
from abm.runs.trace import NobodyFound, Trace, trace
from abm.scenario.scenario import Scenario

SHORT = ["geography.councils=1", "population.sample=0.05", "run.end=2010-09-30", "run.report_from=2010-05-01"]


def short(name: str = "bill_2011", *settings: str) -> Scenario:
    return Scenario.load(name).with_settings([*SHORT, *settings])


@cache
def longest() -> Trace:
    found = trace([short(), short("integrated")], like="longest_wait")
    assert isinstance(found, Trace)
    return found


def test_a_watched_run_measures_what_an_unwatched_one_does() -> None:
    plain = IntegrationModel(short(), rng=1).run()
    watched = IntegrationModel(short(), rng=1)
    watched.on_night = Diaries(watched.people, np.arange(50))
    watched.run()
    assert measure_table(plain).equals(measure_table(watched))


def test_the_same_person_is_followed_under_both() -> None:
    one, other = longest().ways
    assert (one.scenario.name, other.scenario.name) == ("bill_2011", "integrated")
    assert one.life.nights[0].age == other.life.nights[0].age
    assert one.bodies.practice == other.bodies.practice
    assert len(one.bodies.commissioners) == 6


def test_naming_whoever_was_found_gives_the_same_way() -> None:
    assert longest().found is not None
    again = trace([short()], person=longest().person)
    assert isinstance(again, Trace)
    assert again.found is None
    assert again.ways[0].life == longest().ways[0].life


def test_the_roll_is_the_same_whatever_the_consortia_and_the_period() -> None:
    one = IntegrationModel(short(), rng=1).people
    other = IntegrationModel(short("bill_2011", "alignment.rule=one_to_one", "run.end=2011-12-31"), rng=1).people
    rolls = [(people.state.people["luck"], Roll.of(people).rows) for people in (one, other)]
    shared = len(rolls[0][1])
    assert np.array_equal(rolls[0][0][rolls[0][1]], rolls[1][0][rolls[1][1][:shared]])


def test_nobody_found_is_an_answer() -> None:
    nobody = trace([short()], like="one_night")
    assert isinstance(nobody, NobodyFound)
    assert "after one night" in nobody.meaning


def test_where_nobody_is_asked_for_the_longest_wait_stands_in() -> None:
    usual = trace([short()])
    assert isinstance(usual, Trace)
    assert usual.person == longest().person
    assert usual.found is not None
    assert usual.found.instead_of is not None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"person": 10**6}, "nobody of that number"),
        ({"person": 0}, "numbers begin with 1"),
        ({"person": 1, "like": "mrs_smith"}, "not both"),
        ({"like": "mr_jones"}, "one_night, mrs_smith, longest_wait"),
    ],
)
def test_a_person_who_is_not_there_is_an_error(arguments, message) -> None:
    with pytest.raises(InputError, match=message):
        trace([short()], **arguments)


def test_someone_who_turns_65_after_the_end_is_an_error() -> None:
    roll = Roll.of(IntegrationModel(short(), rng=1).people)
    with pytest.raises(InputError, match="turn 65 only after the run ends in September 2010"):
        trace([short()], person=len(roll) + 1)


def test_other_places_are_an_error() -> None:
    with pytest.raises(InputError, match="councils"):
        trace([short(), short("integrated", "geography.councils=2")])
    with pytest.raises(InputError, match="abm trace"):
        trace([short(), short()])


def test_months_are_told_run_by_run() -> None:
    told: list[tuple[int, int, int]] = []
    trace([short()], person=1, on_month=lambda *month: told.append(month))
    assert told == [(0, month + 1, 6) for month in range(6)]


def test_a_way_does_not_part_from_itself() -> None:
    life = longest().ways[0].life
    parting = parting_of(life, life)
    assert parting.is_none
    assert parting.decisions == (None, None)


def test_ways_part_on_the_first_day_that_differs() -> None:
    life = longest().ways[0].life
    cut = life.happenings[0]
    other = Life(life.nights, life.spells, life.happenings[1:])
    parting = parting_of(life, other)
    assert parting.day == cut.day
    assert cut in parting.happened[0]
    assert parting.night is None
