"""The compiled engine and the plain twin agree exactly, month by month, person by person."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from same_people import assert_same_month, assert_same_people, assert_same_queues
from stories import Story, any_story
from told_stories import STORIES

from abm.activity import Flow, Stock
from abm.dates import Month
from abm.vocabulary import SERVICES, Service

MONTHS = 24


def assert_twins_agree(story: Story) -> None:
    engine, twin = story.engine(), story.twin()
    assert_same_people(engine, twin)
    for month in range(story.months):
        if month in story.changes:
            story.changes[month].set_for(engine, month)
            story.changes[month].set_for(twin, month)
        assert_same_month(engine.advance(Month(month)), twin.advance(Month(month)))
        assert_same_people(engine, twin)
        assert_same_queues(engine, twin)


@pytest.mark.parametrize("name", STORIES)
def test_engine_and_twin_agree_exactly(name: str) -> None:
    assert_twins_agree(STORIES[name])


def test_everything_happens_in_these_stories() -> None:
    """Agreement would mean little about what never happened."""
    flows, stocks = 0, 0
    for story in STORIES.values():
        engine = story.engine()
        for month in range(story.months):
            if month in story.changes:
                story.changes[month].set_for(engine, month)
            activity = engine.advance(Month(month))
            flows = flows + activity.flows.sum(axis=0)
            stocks = stocks + activity.stock_days.sum(axis=0)
    happened = np.asarray(flows)
    never = {flow.name for flow in Flow if not happened[flow]}
    assert never <= {"PACKAGE_STARTS_NHS"}, never
    assert happened[Flow.SERVED_FIRST : Flow.SERVED_FIRST + SERVICES].all()
    waited = happened[Flow.WAITED_FIRST : Flow.WAITED_FIRST + SERVICES]
    assert {Service(service).name for service in np.flatnonzero(waited == 0)} == set()
    single = [stock for stock in Stock if stock != Stock.DELAYED_FIRST]
    unseen = {stock.name for stock in single if not np.asarray(stocks)[stock]}
    assert unseen <= {"HOME_CARE_HOURS_NHS", "RESIDENTIAL_NHS"}, unseen


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(story=any_story())
def test_engine_and_twin_agree_whatever_is_asked(story: Story) -> None:
    assert_twins_agree(story)
