"""Stories in which everything happens to somebody, for whatever must hold in all of them."""

from __future__ import annotations

from conditions import ample, frail_parameters, tight
from small_places import one_economy, two_economies
from stories import Story

from abm.scenario.parameter_groups.people import PeopleParameters

PEOPLE = 450

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
