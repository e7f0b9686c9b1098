"""People watched night by night: what is written down of everyone adds up to what the run counts."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import pytest
from stories import Story
from told_stories import STORIES

from abm.activity import Flow, Stock, delayed_column
from abm.dates import Month
from abm.people.watch.diary import Diaries
from abm.people.watch.happening import Kind
from abm.people.watch.life import Life
from abm.people.watch.roll import Roll
from abm.people.watch.spell import Phase
from abm.vocabulary import Body, Reason

COUNTED = {
    Kind.TURNED_65: Flow.TURNED_65,
    Kind.DIED: Flow.DEATHS,
    Kind.FRAILER: Flow.DECLINES,
    Kind.CRISIS_AT_HOME: Flow.MANAGED_AT_HOME,
    Kind.BED: Flow.ADMISSIONS,
    Kind.REFUSED: Flow.REFUSED_INELIGIBLE,
    Kind.DISPUTE: Flow.DISPUTES,
    Kind.PACKAGE_LAPSED: Flow.PACKAGES_LAPSED,
    Kind.BROKE_DOWN: Flow.PACKAGE_BREAKDOWNS,
    Kind.REABLEMENT: Flow.REABLEMENT_STARTS,
    Kind.CAPITAL_SPENT: Flow.SPEND_DOWNS,
}


class Watched:
    """A story in which everyone is watched."""

    def __init__(self, story: Story) -> None:
        self.engine = story.engine()
        diaries = Diaries(self.engine, np.arange(len(self.engine.state.people)))
        self.months = []
        for month in range(story.months):
            if month in story.changes:
                story.changes[month].set_for(self.engine, month)
            self.months.append(self.engine.advance(Month(month), diaries))
        self.flows = np.sum([month.flows for month in self.months], axis=(0, 1))
        self.stock_days = np.sum([month.stock_days for month in self.months], axis=(0, 1))
        self.lives = [Life.of(diaries, at) for at in range(len(diaries.rows))]


@cache
def watched(name: str) -> Watched:
    return Watched(STORIES[name])


@pytest.mark.parametrize("name", STORIES)
def test_a_watched_month_is_lived_as_any_other(name: str) -> None:
    story, engine = STORIES[name], STORIES[name].engine()
    for month, seen in enumerate(watched(name).months):
        if month in story.changes:
            story.changes[month].set_for(engine, month)
        lived = engine.advance(Month(month))
        assert np.array_equal(lived.flows, seen.flows)
        assert np.array_equal(lived.stock_days, seen.stock_days)
    assert np.array_equal(engine.state.people, watched(name).engine.state.people)


@pytest.mark.parametrize("name", STORIES)
def test_spells_tile_every_life(name: str) -> None:
    last = Month(STORIES[name].months).first_day - 1
    for life in watched(name).lives:
        assert [spell.first_day for spell in life.spells] == [0, *(spell.last_day + 1 for spell in life.spells[:-1])]
        assert life.spells[-1].last_day == last
        assert all(one.standing != other.standing for one, other in zip(life.spells, life.spells[1:], strict=False))


@pytest.mark.parametrize("name", STORIES)
def test_delayed_days_of_all_lives_are_those_that_the_run_counts(name: str) -> None:
    days: Counter[tuple[Reason, Body]] = Counter()
    for life in watched(name).lives:
        for spell in life.spells:
            if spell.standing.delay is not None:
                days[spell.standing.delay.reason, spell.standing.delay.body] += spell.nights
    for reason in Reason:
        for body in Body:
            assert days[reason, body] == watched(name).stock_days[delayed_column(reason, body)]
    assert days.total() > 100


@pytest.mark.parametrize("name", STORIES)
def test_nights_of_all_lives_are_those_that_the_run_counts(name: str) -> None:
    lives, counted = watched(name).lives, watched(name).stock_days
    in_bed = sum(
        life.nights_in(Phase.NEEDS_BED, Phase.READY_UNDECLARED, Phase.DELAYED, Phase.LEAVING) for life in lives
    )
    assert in_bed == counted[Stock.IN_ACUTE_BED] + counted[Stock.IN_COMMUNITY_BED]
    assert (
        sum(life.nights_in(Phase.HOME, Phase.HOME_WITH_CARE, Phase.REABLEMENT) for life in lives)
        == (counted[Stock.AT_HOME])
    )
    assert sum(life.nights_in(Phase.FRONT_DOOR) for life in lives) == counted[Stock.ON_TROLLEY]
    assert sum(night.unmet_hours for life in lives for night in life.nights) == counted[Stock.UNMET_HOURS]
    paid = sum(spell.standing.hours * spell.nights for life in lives for spell in life.spells)
    hours = (Stock.HOME_CARE_HOURS_COUNCIL, Stock.HOME_CARE_HOURS_NHS, Stock.HOME_CARE_HOURS_SELF)
    assert paid == sum(counted[stock] for stock in hours)


@pytest.mark.parametrize("name", STORIES)
def test_what_happened_in_all_lives_is_what_the_run_counts(name: str) -> None:
    told = Counter(happening.kind for life in watched(name).lives for happening in life.happenings)
    assert {kind: told[kind] for kind in COUNTED} == {kind: watched(name).flows[flow] for kind, flow in COUNTED.items()}


@pytest.mark.parametrize("name", STORIES)
def test_the_roll_numbers_everyone_once_and_by_arrival(name: str) -> None:
    engine = watched(name).engine
    roll = Roll.of(engine)
    assert len(roll) + roll.turning_65_later == len(engine.state.people)
    assert len(set(roll.rows.tolist())) == len(roll)
    assert (np.diff(engine.arrival_day[roll.rows]) >= 0).all()
    assert roll.number_of(roll.row_of(7)) == 7
    for wrong in (0, len(roll) + 1):
        with pytest.raises(IndexError):
            roll.row_of(wrong)


def test_a_diary_has_no_gaps() -> None:
    diaries = Diaries(STORIES["two hospitals"].engine(), np.array([0]))
    with pytest.raises(ValueError, match="gap"):
        diaries(1)
