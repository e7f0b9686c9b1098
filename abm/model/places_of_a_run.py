"""The places of a run: from a scenario's sections to geography, and what lines through them mean."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from abm.scenario.parameter_groups.places import PlacesParameters
from abm.scenario.scenario import Scenario
from abm.world.atlas import build_geography
from abm.world.geography import Geography, GeographyChoice
from abm.world.membership import Membership


def places_of(scenario: Scenario) -> Geography:
    """Build the geography that a scenario asks for, consortia formed by the alignment rule on the day they start."""
    section = scenario.geography
    levers = scenario.levers_on(scenario.levers.reform.abolition_date)
    own = section.model_dump(exclude={"places", "seed"})
    choice = GeographyChoice(
        source=section.places,
        seed=section.seed,
        **own,
        alignment_rule=levers.alignment.rule,
        consortium_size=levers.alignment.consortium_size,
    )
    return thinned(build_geography(choice, places_under_choice(scenario)), scenario.population.sample)


def places_under_choice(scenario: Scenario) -> PlacesParameters:
    """Numbers about places; where any practice may be chosen, more people are on lists across a line."""
    places = scenario.parameters.places
    if scenario.levers.alignment.gp_choice == "catchment":
        return places
    share = places.cross_line_share * scenario.parameters.joint_working.open_choice_ratio
    return places.model_copy(update={"cross_line_share": share})


def thinned(geography: Geography, sample: float) -> Geography:
    """The same places with a share of their people, for smoke tests: everything sized by people shrinks with them."""
    if sample >= 1.0:
        return geography
    patches = replace(
        geography.patches,
        people=share_of(geography.patches.people, sample),
        older_people=share_of(geography.patches.older_people, sample),
    )
    hood, council = patches.neighbourhood, patches.council
    hoods, councils = len(geography.neighbourhoods), len(geography.councils.codes)
    return replace(
        geography,
        patches=patches,
        neighbourhoods=replace(
            geography.neighbourhoods,
            people=added_up(patches.people, hood, hoods),
            older_people=added_up(patches.older_people, hood, hoods),
        ),
        councils=replace(
            geography.councils,
            people=added_up(patches.people, council, councils),
            older_people=added_up(patches.older_people, council, councils),
        ),
        practices=replace(
            geography.practices,
            people=added_up(patches.people, patches.practice, len(geography.practices.codes)),
        ),
    )


def share_of(people: np.ndarray, sample: float) -> np.ndarray:
    """A share of each count, the fractions carried on from one to the next so that none is lost."""
    upto = np.floor(np.cumsum(people) * sample).astype(np.int64)
    return np.diff(upto, prepend=0)


def added_up(people: np.ndarray, place: np.ndarray, count: int) -> np.ndarray:
    """People by place: int64 [count]."""
    total = np.zeros(count, dtype=np.int64)
    np.add.at(total, place, people)
    return total


def largest_commissioner(geography: Geography, members: Membership) -> np.ndarray:
    """The commissioner with most of each council's people: int64 [councils]."""
    hoods = geography.neighbourhoods
    people = np.zeros((len(geography.councils.codes), members.count), dtype=np.int64)
    np.add.at(people, (hoods.council, members.of), hoods.people)
    return np.asarray(people.argmax(axis=1))
