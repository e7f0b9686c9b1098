"""Sharing records during a run slows decline from the day after, and nothing that has been lived through."""

from __future__ import annotations

import math

import numpy as np
import pytest
from conditions import ample, frail_parameters, range_of, tight
from small_places import one_economy, plan_for

from abm.activity import Flow, Stock
from abm.dates import Month
from abm.people.pathway import Event
from abm.people.people_engine import PeopleEngine
from abm.people.person import KNOWN_TO_TEAM, NEVER
from abm.people.rules import BAND_AGE_DAYS
from abm.vocabulary import Frailty, Setting

PEOPLE = 12_000
MONTHS = 24
HALF_WAY = 12
IN_A_BED = (Setting.ACUTE_BED, Setting.COMMUNITY_BED)


def settle(at_first: float = 0.0, months: int = 0) -> PeopleEngine:
    """People of whom a team knows all it can, after so many months."""
    parameters = frail_parameters().model_copy(update={"team_slows_decline": range_of("team_slows_decline")[1]})
    engine = PeopleEngine(one_economy(PEOPLE), plan_for(MONTHS), parameters, 8)
    tight(PEOPLE, locality_team=1.0, shared_records=at_first).set_for(engine)
    engine.populate()
    for month in range(months):
        engine.advance(Month(month))
    return engine


def shares_of(engine: PeopleEngine, share: float) -> np.ndarray:
    return np.full(len(engine.controls), share)


def are_slowed(people: np.ndarray) -> np.ndarray:
    """Who is known to a team and can become frailer."""
    known = people["known"] & KNOWN_TO_TEAM != 0
    return known & (people["frailty"] != Frailty.SEVERE) & (people["setting"] != Setting.DEAD)


def decline_rate(engine: PeopleEngine, row: np.void, share: float, day: int) -> float:
    """The rate at which someone known to a team declines, by the words of the rule."""
    band = sum(day - int(row["birth_day"]) >= start for start in BAND_AGE_DAYS)
    rate = engine.rules.decline[band, row["frailty"]] * (1.0 - engine.rules.team_slows_decline * share)
    ready = row["setting"] in IN_A_BED and day >= row["ready_day"]
    return float(rate + (engine.rules.deconditioning if ready else 0.0))


def test_what_has_been_lived_through_keeps_the_old_rate_and_the_rest_gets_the_new() -> None:
    old, new = 0.2, 0.9
    engine = settle(old, HALF_WAY)
    before = engine.state.people.copy()
    last_day = Month(HALF_WAY).first_day - 1
    engine.share_records(shares_of(engine, new), last_day)
    after, due_days = engine.state.people, engine.state.due["day"]
    slowed = np.flatnonzero(are_slowed(before))
    assert len(slowed) > 100
    declines = 0
    for was, now, next_day in zip(before[slowed], after[slowed], due_days[slowed].tolist(), strict=True):
        passed = last_day - int(was["clock_day"])
        clock = was["decline_clock"] - decline_rate(engine, was, old, int(was["clock_day"])) * passed
        assert now["decline_clock"] == clock
        assert now["clock_day"] == last_day
        due = last_day + 1 + math.floor(max(0.0, clock) / decline_rate(engine, was, new, last_day))
        if next_day == NEVER:
            assert due > engine.rules.horizon
        elif now["event"] == Event.DECLINE:
            declines += 1
            assert next_day == due
        else:
            assert next_day <= due
    assert declines > 10


def test_nobody_else_is_touched() -> None:
    engine = settle(0.3, HALF_WAY)
    before = engine.state.people.copy()
    stocks = engine.controls["stocks"].copy()
    shares = shares_of(engine, 0.3)
    shares[:2] = 0.8
    engine.share_records(shares, Month(HALF_WAY).first_day - 1)
    moved = are_slowed(before) & (before["neighbourhood"] < 2)
    assert (before[~moved] == engine.state.people[~moved]).all()
    assert (before[moved] != engine.state.people[moved]).any()
    assert (engine.controls["stocks"] == stocks).all()
    assert (engine.controls["shared_records"] == shares).all()


def test_where_nothing_changes_nothing_is_touched() -> None:
    engine = settle(0.3, HALF_WAY)
    before = engine.state.people.copy(), engine.state.due.copy(), engine.controls.copy()
    engine.share_records(shares_of(engine, 0.3), Month(HALF_WAY).first_day - 1)
    after = engine.state.people, engine.state.due, engine.controls
    assert all((old == new).all() for old, new in zip(before, after, strict=True))


def test_no_event_is_put_on_a_day_already_lived() -> None:
    engine = settle(0.9, HALF_WAY)
    last_day = Month(HALF_WAY).first_day - 1
    before = engine.state.due["day"].copy()
    engine.share_records(shares_of(engine, 0.0), last_day)
    people, after = engine.state.people, engine.state.due["day"]
    assert after.min() > last_day
    # Less is shared: decline comes sooner, but nothing else does.
    sooner = after < before
    assert sooner.any()
    assert (people["event"][sooner] == Event.DECLINE).all()


def declines_by_month(engine: PeopleEngine, months: range) -> list[int]:
    return [int(engine.advance(Month(month)).flows[:, Flow.DECLINES].sum()) for month in months]


def test_sharing_half_way_slows_decline_only_from_then_on() -> None:
    never, half, always = settle(0.0), settle(0.0), settle(1.0)
    first, second = range(HALF_WAY), range(HALF_WAY, MONTHS)
    before_never, before_half, before_always = (declines_by_month(run, first) for run in (never, half, always))
    assert before_half == before_never
    assert sum(before_always) < sum(before_never)
    half.share_records(shares_of(half, 1.0), Month(HALF_WAY).first_day - 1)
    known = half.controls["stocks"][:, Stock.KNOWN_TO_LOCALITY_TEAM].sum()
    assert known > 200
    after_never, after_half = declines_by_month(never, second), declines_by_month(half, second)
    assert sum(after_half) < sum(after_never)


def test_sharing_back_and_forth_on_one_day_changes_no_life() -> None:
    """The same clocks but for rounding, so the same events on the same days."""
    steady, fickle = settle(0.4, HALF_WAY), settle(0.4, HALF_WAY)
    for share in (1.0, 0.0, 0.4):
        fickle.share_records(shares_of(fickle, share), Month(HALF_WAY).first_day - 1)
    for month in range(HALF_WAY, MONTHS):
        left, right = steady.advance(Month(month)), fickle.advance(Month(month))
        assert (left.flows == right.flows).all()
        assert (left.stock_days == right.stock_days).all()


@pytest.mark.parametrize("day", [-1, 0, Month(2).first_day, Month(1).first_day - 1])
def test_records_are_shared_from_the_last_day_lived(day: int) -> None:
    engine = PeopleEngine(one_economy(300), plan_for(MONTHS), frail_parameters(), 8)
    ample().set_for(engine)
    engine.populate()
    for month in range(2):
        engine.advance(Month(month))
    with pytest.raises(ValueError, match="last day lived, 60"):
        engine.share_records(shares_of(engine, 0.5), day)
    assert not engine.controls["shared_records"].any()
    engine.share_records(shares_of(engine, 0.5), Month(2).first_day - 1)
    assert (engine.controls["shared_records"] == 0.5).all()
