"""The compiled engine and the plain twin agree exactly, month by month, person by person."""

from __future__ import annotations

import numpy as np
import pytest
from conditions import ample, frail_parameters, tight
from hypothesis import HealthCheck, given, settings
from same_people import assert_same_month, assert_same_people, assert_same_queues
from small_places import one_economy, two_economies
from stories import Story, any_story

from abm.activity import Flow, Stock
from abm.dates import Month
from abm.scenario.parameter_groups.people import PeopleParameters
from abm.vocabulary import SERVICES, Service

PEOPLE = 450
MONTHS = 24

ONE_BY_ONE = [0.0, 1.0, 0.3, 0.7, 0.5, 0.9]
"""A value for each neighbourhood of one economy."""

STORIES = {
    "short of everything": Story(
        one_economy(PEOPLE),
        frail_parameters(),
        {
            0: tight(PEOPLE, dispute_chance=0.5, continuing_healthcare_hours=26.0, locality_team=0.3),
            8: tight(PEOPLE, 0.8, continuing_healthcare_hours=30.0, readiness_shift=-1.4, eligibility_hours=11.0),
            12: tight(PEOPLE, hurry=0.8, provider_change=0.6, package_breakdown=0.4, housing_factor=1.7),
            16: tight(PEOPLE, 4.0, stay_factor=0.8, crisis_factor=1.3, team_caution=1.3, direct_payments=0.5),
        },
        seed=20,
    ),
    "joined up": Story(
        one_economy(PEOPLE),
        frail_parameters(),
        {
            0: tight(PEOPLE, 1.5, home_first=1, single_assessment=1, two_week_review=1, shared_records=0.8),
            6: tight(PEOPLE, 1.3, shared_records=0.9, locality_team=0.9, reablement_threshold=0.3, coordinator=1),
            14: tight(PEOPLE, 0.7, home_first=0, single_assessment=0, shared_records=0.2, direct_payments=0.9),
        },
        seed=12,
    ),
    "places differ": Story(
        one_economy(PEOPLE),
        PeopleParameters(),
        {
            0: tight(PEOPLE, 0.7, shared_records=ONE_BY_ONE, locality_team=ONE_BY_ONE, home_first=[0, 1] * 3),
            3: tight(PEOPLE, 0.7, verification_days=6.0, dispute_across=0.5, shared_records=ONE_BY_ONE[::-1]),
            9: tight(PEOPLE, 0.6, single_assessment=[1, 0] * 3, dispute_chance=ONE_BY_ONE, coordinator=[0, 0, 1] * 2),
            18: ample(readiness_shift=2.5),
        },
        seed=13,
    ),
    "two hospitals": Story(
        two_economies(PEOPLE, reverse=True),
        frail_parameters(),
        {
            0: tight(PEOPLE, 2.0, two_week_review=1, locality_team=0.5),
            12: tight(PEOPLE, 1.2, home_first=1, shared_records=0.4, provider_change=[0.9, 0.1] * 2, hurry=0.3),
        },
        seed=14,
    ),
}


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
