"""Rows of the dead go to those who turn 65, and nobody's life is another for it."""

from __future__ import annotations

import gc
import math
import weakref
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from conditions import frail_parameters, tight
from hypothesis import given
from hypothesis import strategies as st
from same_people import LINKS, standing_in
from small_places import one_economy, plan_for, two_economies

from abm.activity import MonthOfActivity
from abm.dates import Month
from abm.people import population
from abm.people.people_engine import PeopleEngine
from abm.people.person import NEVER, NOBODY, PERSON
from abm.people.rows import Rows
from abm.people.rules import DAYS_A_YEAR
from abm.people.services import empty_queues, lay_out_queues
from abm.people.watch.diary import Diaries
from abm.people.watch.roll import Roll
from abm.randomness import MASK, luck_of, mix
from abm.vocabulary import Setting
from abm.world.geography import Geography

SEED = 3
PEOPLE = 3000
MONTHS = 42
SHARED_IN = 24
"""On the eve of a renewal: who is met by it has a row then that is somebody else's a moment later."""
ABOUT_THEM = [name for name in PERSON.names or () if name not in LINKS]


def engine_of(years_at_a_time: int | None, geography: Geography | None = None) -> PeopleEngine:
    plan = replace(plan_for(MONTHS), years_at_a_time=years_at_a_time)
    engine = PeopleEngine(geography or two_economies(PEOPLE), plan, frail_parameters(), 5)
    tight(PEOPLE, locality_team=0.6, shared_records=0.2, dispute_chance=0.2).set_for(engine)
    return engine


def lived(engine: PeopleEngine) -> list[MonthOfActivity]:
    engine.populate()
    months = []
    for month in range(MONTHS):
        if month == SHARED_IN:
            engine.share_records(np.full(len(engine.controls), 0.9), Month(month).first_day - 1)
        months.append(engine.advance(Month(month)))
    return months


def living(engine: PeopleEngine) -> np.ndarray:
    """What is true of everyone alive, in the order in which they stand."""
    rows = engine.state.people
    return rows[(rows["setting"] != Setting.DEAD) & (rows["setting"] != Setting.NOT_YET_65)][ABOUT_THEM]


# --- a run -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("years_at_a_time", "cores", "places"),
    [(1, 1, one_economy), (2, 1, one_economy), (1, 1, two_economies), (1, 2, two_economies)],
)
def test_whoever_has_whose_row_everything_happens_as_it_would(
    years_at_a_time: int, cores: int, places: Callable[[int], Geography]
) -> None:
    geography = places(PEOPLE)
    usual, renewed = engine_of(None, geography), engine_of(years_at_a_time, geography)
    renewed.use_cores(cores)
    for one, other in zip(lived(usual), lived(renewed), strict=True):
        for name in ("flows", "stock_days", "stocks_at_end"):
            assert np.array_equal(getattr(one, name), getattr(other, name)), (one.month, name)
    assert len(renewed.state.people) < 0.95 * len(usual.state.people)
    assert np.array_equal(living(usual), living(renewed))
    queues = [standing_in(usual, number) for number in range(usual.services.count)]
    assert queues == [standing_in(renewed, number) for number in range(usual.services.count)]
    assert any(len(queue) > 3 for queue in queues)


def test_the_dead_are_there_until_their_row_is_wanted() -> None:
    engine = engine_of(1)
    engine.populate()
    for month in range(12):
        engine.advance(Month(month))
    dead = np.count_nonzero(engine.state.people["setting"] == Setting.DEAD)
    assert dead > 0
    before = len(engine.state.people)
    engine.advance(Month(12))
    patch = population.Patch.of(engine.geography, plan_for(MONTHS))
    assert len(engine.state.people) == before - dead + patch.sizes[:, 2].sum()


def test_who_follows_persons_needs_rows_that_stay() -> None:
    engine = engine_of(1)
    engine.populate()
    with pytest.raises(ValueError, match="not for good"):
        Diaries(engine, np.array([0]))
    with pytest.raises(ValueError, match="not for good"):
        Roll.of(engine)
    long_enough = engine_of(4)
    assert long_enough.rows_are_for_good
    long_enough.populate()
    long_enough.advance(Month(0), on_night=Diaries(long_enough, np.array([0])))
    assert len(Roll.of(long_enough)) > PEOPLE


@pytest.mark.parametrize("years_at_a_time", [1, None])
def test_nobody_lives_on_who_has_been_let_go(years_at_a_time: int | None) -> None:
    engine = engine_of(years_at_a_time)
    engine.populate()
    engine.advance(Month(0))
    alive = engine.controls["stocks"][:, 0].sum()
    tables = [weakref.ref(table.base) for table in (engine.state.people, engine.state.due, engine.state.met)]
    engine.let_go()
    gc.collect()
    assert [table() for table in tables] == [None, None, None]
    assert not engine.rows_are_for_good
    assert engine.state.people.nbytes == engine.state.due.nbytes == engine.state.met.nbytes == 0
    assert engine.controls["stocks"][:, 0].sum() == alive > 0
    for asked in (
        lambda: engine.advance(Month(1)),
        lambda: engine.share_records(np.ones(len(engine.controls)), Month(1).first_day - 1),
        engine.populate,
    ):
        with pytest.raises(ValueError, match="nobody lives on"):
            asked()


def test_people_are_put_in_their_places_once() -> None:
    engine = engine_of(1)
    engine.populate()
    with pytest.raises(ValueError, match="already"):
        engine.populate()


@pytest.mark.parametrize("years_at_a_time", [0, -1])
def test_rows_are_given_for_a_year_at_least(years_at_a_time: int) -> None:
    with pytest.raises(ValueError, match=f"not for {years_at_a_time}"):
        engine_of(years_at_a_time)


def test_more_practices_than_a_row_can_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(population, "MOST_PRACTICES", 3)
    with pytest.raises(ValueError, match="up to 3"):
        engine_of(1)


# --- the rows themselves ---------------------------------------------------------------------------------------------


@given(st.integers(0, 60), st.integers(0, 2**32 - 1), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_those_who_stay_keep_their_order_their_day_and_their_place_in_a_queue(
    older_people: int, seed: int, dying: float, waiting: float
) -> None:
    chance = np.random.default_rng(seed)
    geography = one_economy(older_people)
    queues = empty_queues(lay_out_queues(geography))
    rows = Rows(geography, replace(plan_for(36, new_65_per_1000=300.0), years_at_a_time=1), SEED)
    rows.renew(queues)
    for year in (1, 2):
        people = rows.people
        people["setting"] = np.where(chance.random(len(people)) < dying, Setting.DEAD, Setting.HOME)
        rows.due["day"] = chance.integers(0, 1000, len(people))
        rows.met["team"] = chance.integers(0, 2, len(people))
        for name in ("queue_next", "queue_prev", "queue"):
            people[name] = NOBODY
        alive = people["setting"] == Setting.HOME
        line = chance.permutation(np.flatnonzero(alive & (chance.random(len(people)) < waiting)))
        stand(rows, queues, line)
        lucks_in_line = people["luck"][line].tolist()
        stayed = known_of(rows, alive)

        assert rows.are_wanted_by(Month(12 * year))
        assert not rows.are_wanted_by(Month(12 * year - 1))
        arrival_day = rows.renew(queues)

        assert line_of(rows, queues) == lucks_in_line
        here = arrival_day < 0
        assert known_of(rows, here) == stayed
        assert (rows.due["day"][~here] == NEVER).all()
        assert not rows.met["team"][~here].any()
        assert (np.diff(rows.people["neighbourhood"]) >= 0).all()
        in_each = np.bincount(rows.people["neighbourhood"], minlength=len(geography.neighbourhoods))
        assert np.diff(rows.start).tolist() == in_each.tolist()
        came = zip(rows.people["luck"][~here].tolist(), arrival_day[~here].tolist(), strict=True)
        assert sorted(came) == sorted(who_turns_65_in(geography, year))
    assert not rows.are_wanted_by(Month(36))


@pytest.mark.parametrize("length", [2, 4])
def test_a_queue_that_is_longer_or_shorter_than_it_says_is_no_queue(length: int) -> None:
    geography = one_economy(PEOPLE)
    rows = Rows(geography, replace(plan_for(36), years_at_a_time=1), SEED)
    queues = empty_queues(lay_out_queues(geography))
    rows.renew(queues)
    rows.people["setting"] = Setting.HOME
    stand(rows, queues, np.array([5, 1, 7]))
    queues["length"][0] = length
    with pytest.raises(ValueError, match="stand in queues than these are long"):
        rows.renew(queues)


def known_of(rows: Rows, these: np.ndarray) -> list[tuple[int, int, int]]:
    """Luck, day of the next event, and whether a team has met them, of some people in the order of their rows."""
    columns = (rows.people["luck"], rows.due["day"], rows.met["team"])
    return [*zip(*(column[these].tolist() for column in columns), strict=True)]


def who_turns_65_in(geography: Geography, year: int) -> list[tuple[int, int]]:
    """Luck and arrival day of those of one of three years."""
    plan = plan_for(36, new_65_per_1000=300.0)
    patch = population.Patch.of(geography, plan)
    keys = [
        mix((key + number) & MASK)
        for key, people in zip(patch.key.tolist(), patch.sizes[:, year + 1].tolist(), strict=True)
        for number in range((year + 1) * population.ENTRY_OF_YEAR, (year + 1) * population.ENTRY_OF_YEAR + people)
    ]
    return [(luck_of(SEED, key), birthday_in(year, key)) for key in keys]


def birthday_in(year: int, key: int) -> int:
    """The day on which somebody of this key turns 65 in a year of the run."""
    return math.floor((year + (mix(key) >> 11) / 2**53) * DAYS_A_YEAR) + 1


def stand(rows: Rows, queues: np.ndarray, line: np.ndarray) -> None:
    """Put people, by row, into the first queue in this order."""
    queues["head"][0], queues["tail"][0] = (line[0], line[-1]) if len(line) else (NOBODY, NOBODY)
    queues["length"][0] = len(line)
    rows.people["queue"][line] = 0
    rows.people["queue_next"][line[:-1]] = line[1:]
    rows.people["queue_prev"][line[1:]] = line[:-1]


def line_of(rows: Rows, queues: np.ndarray) -> list[int]:
    """Luck of those in the first queue, from its head."""
    lucks: list[int] = []
    before, who = NOBODY, int(queues["head"][0])
    while who != NOBODY:
        assert rows.people["queue_prev"][who] == before
        assert len(lucks) < len(rows.people)
        lucks.append(int(rows.people["luck"][who]))
        before, who = who, int(rows.people["queue_next"][who])
    assert queues["tail"][0] == before
    return lucks
