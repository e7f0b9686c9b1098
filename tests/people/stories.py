"""A run whose conditions change now and then, by the engine or by the twin; and any such run at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from conditions import USUAL, Conditions, range_of, tight
from hypothesis import strategies as st
from small_places import one_economy, plan_for, two_economies

from abm.people.people_engine import PeopleEngine
from abm.people.twin.plain_people import PlainPeople
from abm.scenario.parameter_groups.people import PeopleParameters
from abm.world.geography import Geography


@dataclass(frozen=True)
class Story:
    """A run whose conditions change now and then."""

    geography: Geography
    parameters: PeopleParameters
    changes: dict[int, Conditions]
    """By month from which they hold; those of month 0 also when the population is drawn."""
    seed: int
    months: int = 24

    def engine(self) -> PeopleEngine:
        people = PeopleEngine(self.geography, plan_for(self.months), self.parameters, self.seed)
        self.changes[0].set_for(people)
        people.populate()
        return people

    def twin(self) -> PlainPeople:
        people = PlainPeople(self.geography, plan_for(self.months), self.parameters, self.seed)
        self.changes[0].set_for(people)
        people.populate()
        return people


def shares() -> st.SearchStrategy[float]:
    return st.floats(0.0, 1.0)


@st.composite
def any_conditions(draw: st.DrawFn, people: int) -> Conditions:
    usual = tight(people)
    return Conditions(
        capacity={service: value * draw(st.floats(0.0, 2.0)) for service, value in usual.capacity.items()},
        weekend=draw(shares()),
        urgent=people / 1000.0 * draw(shares()),
        controls={
            **USUAL,
            "crisis_factor": draw(st.floats(0.5, 3.0)),
            "stay_factor": draw(st.floats(0.5, 1.5)),
            "front_door_caution": draw(st.floats(-0.2, 0.4)),
            "readiness_shift": draw(st.floats(-4.0, 4.0)),
            "weekend_discharge": draw(shares()),
            "reablement_threshold": draw(st.floats(-0.2, 1.2)),
            "team_caution": draw(st.floats(0.7, 1.5)),
            "eligibility_hours": draw(st.floats(0.0, 20.0)),
            "continuing_healthcare_hours": draw(st.floats(20.0, 50.0)),
            "dispute_chance": draw(shares()),
            "shared_records": draw(shares()),
            "locality_team": draw(shares()),
            "single_assessment": draw(st.integers(0, 1)),
            "home_first": draw(st.integers(0, 1)),
            "two_week_review": draw(st.integers(0, 1)),
            "coordinator": draw(st.integers(0, 1)),
            "provider_change": draw(shares()),
            "direct_payments": draw(shares()),
            "package_breakdown": draw(shares()),
            "hurry": draw(st.floats(0.0, 2.0)),
            "housing_factor": draw(st.floats(0.0, 3.0)),
            "verification_days": draw(st.floats(-10.0, 20.0)),
            "dispute_across": draw(shares()),
        },
    )


SHARES_AT_65 = {"fit_share_at_65", "mild_share_at_65", "severe_share_at_65"}
"""They must leave room for one another."""


@st.composite
def any_parameters(draw: st.DrawFn) -> PeopleParameters:
    names = sorted(set(PeopleParameters.model_fields) - SHARES_AT_65)
    chosen = draw(st.lists(st.sampled_from(names), unique=True, min_size=5, max_size=25))
    values: dict[str, Any] = {name: draw(st.floats(*range_of(name))) for name in chosen}
    return PeopleParameters(**values)


@st.composite
def any_story(draw: st.DrawFn) -> Story:
    people = draw(st.integers(40, 260))
    geography = draw(st.sampled_from([one_economy, two_economies]))(people)
    months = draw(st.integers(2, 7))
    changes = {month: draw(any_conditions(people)) for month in sorted({0, *draw(st.sets(st.integers(1, months)))})}
    return Story(geography, draw(any_parameters()), changes, draw(st.integers(0, 1 << 40)), months)
