"""Put places together: catchments, consortia, patches, neighbourhoods, health economies from one source."""

from __future__ import annotations

import math

import numpy as np

from abm.errors import InputError
from abm.scenario.parameter_groups.places import PlacesParameters
from abm.world.apportionment import apportion
from abm.world.catchments import discharge_teams, draw_catchments
from abm.world.consortium_formation import form_consortia
from abm.world.geography import (
    AlignmentRule,
    Bodies,
    Councils,
    CountArray,
    Geography,
    GeographyChoice,
    IntArray,
    Neighbourhoods,
    Patches,
    Practices,
)
from abm.world.health_economy import draw_communities, economies_of_councils
from abm.world.lists_across_lines import ListParts, parts_of_lists
from abm.world.place_plan import PlacePlan, PracticeSites
from abm.world.real_places import plan_from_tables
from abm.world.schematic_map import PeopleOnMap
from abm.world.synthetic import plan_england, plan_region


def build_geography(choice: GeographyChoice, parameters: PlacesParameters | None = None) -> Geography:
    """Build the places of a run. The same choice and parameters give the same places, to the last person.

    Trusts, primary care trusts and lists do not depend on the alignment rule: arms that differ in the rule
    differ in their consortia only.
    """
    numbers = parameters or PlacesParameters()
    _check(choice)
    plan = _plan(choice, numbers)
    community = _communities(plan, numbers)
    practices = _practices(plan, community, choice, numbers)
    parts = parts_of_lists(plan.practices, plan.councils, community, numbers.cross_line_share)
    patches, neighbourhoods = _patches_and_neighbourhoods(parts, practices, plan.councils)
    codes, names = _consortium_names(plan, practices, choice.alignment_rule)
    acute_names = _names_by_council(practices.acute_trust, practices, plan.councils, "Hospitals")
    community_names = _names_by_council(practices.community_trust, practices, plan.councils, "Community")
    mental_names = _names_by_council(practices.mental_health_trust, practices, plan.councils, "Mental Health")
    return Geography(
        source=plan.source,
        councils=plan.councils,
        practices=practices,
        patches=patches,
        neighbourhoods=neighbourhoods,
        pcts=_bodies(plan.pct_codes, plan.pct_names, practices.pct, practices),
        consortia=_bodies(codes, names, practices.consortium, practices),
        acute_trusts=_bodies(_codes("A", acute_names), acute_names, practices.acute_trust, practices),
        community_trusts=_bodies(_codes("CT", community_names), community_names, practices.community_trust, practices),
        mental_health_trusts=_bodies(
            _codes("MH", mental_names), mental_names, practices.mental_health_trust, practices
        ),
        team_trust=discharge_teams(practices.acute_trust)[1],
        economy_count=int(neighbourhoods.economy.max()) + 1,
    )


def _check(choice: GeographyChoice) -> None:
    if choice.councils is not None and not 1 <= choice.councils <= 1_000:
        raise InputError("geography", "councils", choice.councils, "give a number of councils from 1 to 1000")
    if not (math.isfinite(choice.consortium_size) and choice.consortium_size >= 5_000):
        raise InputError("geography", "consortium_size", choice.consortium_size, "give at least 5000 people")


def _plan(choice: GeographyChoice, parameters: PlacesParameters) -> PlacePlan:
    if choice.source == "tables":
        return plan_from_tables(choice, parameters)
    if choice.source == "england":
        return plan_england(choice.seed, parameters)
    return plan_region(choice, parameters)


def _communities(plan: PlacePlan, parameters: PlacesParameters) -> IntArray:
    """The health community of each council: int32 [C]. Councils that share a commissioner are not parted."""
    at = plan.practices
    shared = [at.pct] if at.group is None else [at.pct, at.group]
    linked = economies_of_councils(at.council, shared, len(plan.councils.codes))
    return draw_communities(
        linked,
        PeopleOnMap(plan.councils.people, plan.councils.x, plan.councils.y),
        parameters.economy_people_least,
        parameters.economy_share_most * parameters.england_people,
    )


def _practices(
    plan: PlacePlan, community: IntArray, choice: GeographyChoice, parameters: PlacesParameters
) -> Practices:
    at = plan.practices
    of_practice = community[at.council]

    def catchments(people_per_trust: float) -> IntArray:
        return draw_catchments(at.on_map, of_practice, people_per_trust)

    acute = catchments(parameters.people_per_acute_trust)
    return Practices(
        codes=tuple(f"P{index + 1:05d}" for index in range(len(at.people))),
        people=at.people,
        x=at.x,
        y=at.y,
        council=at.council,
        pct=at.pct,
        consortium=form_consortia(at, of_practice, choice, parameters),
        acute_trust=acute,
        community_trust=catchments(parameters.people_per_community_trust),
        mental_health_trust=catchments(parameters.people_per_mental_health_trust),
        team=discharge_teams(acute)[0],
    )


def _patches_and_neighbourhoods(
    parts: ListParts, practices: Practices, councils: Councils
) -> tuple[Patches, Neighbourhoods]:
    older = _older_people(parts, councils)
    at = parts.practice
    bodies = [
        practices.pct[at],
        practices.consortium[at],
        practices.acute_trust[at],
        practices.community_trust[at],
        practices.mental_health_trust[at],
    ]
    economy = economies_of_councils(parts.council, bodies, len(councils.codes))[parts.council]
    columns = np.stack([economy, parts.council, *bodies, practices.team[at]], axis=1)
    distinct, which = np.unique(columns, axis=0, return_inverse=True)
    neighbourhood = which.reshape(-1).astype(np.int32)
    patches = Patches(at, parts.council, neighbourhood, parts.people, older)
    neighbourhoods = Neighbourhoods(
        economy=distinct[:, 0].copy(),
        council=distinct[:, 1].copy(),
        pct=distinct[:, 2].copy(),
        consortium=distinct[:, 3].copy(),
        acute_trust=distinct[:, 4].copy(),
        community_trust=distinct[:, 5].copy(),
        mental_health_trust=distinct[:, 6].copy(),
        team=distinct[:, 7].copy(),
        people=_summed(neighbourhood, parts.people, len(distinct)),
        older_people=_summed(neighbourhood, older, len(distinct)),
    )
    return patches, neighbourhoods


def _summed(which: IntArray, values: CountArray, count: int) -> CountArray:
    total = np.zeros(count, dtype=np.int64)
    np.add.at(total, which, values)
    return total


def _older_people(parts: ListParts, councils: Councils) -> CountArray:
    """Share each council's older people out over its patches, by their people: int64 [N]."""
    older = np.zeros(len(parts.people), dtype=np.int64)
    for council, total in enumerate(councils.older_people):
        rows = np.flatnonzero(parts.council == council)
        older[rows] = apportion(int(total), parts.people[rows])
    return older


def _bodies(codes: tuple[str, ...], names: tuple[str, ...], body: IntArray, practices: Practices) -> Bodies:
    """Bodies of one kind, each in the middle of the people on the lists of its practices."""
    people = np.bincount(body, weights=practices.people, minlength=len(codes))
    x = np.bincount(body, weights=practices.x * practices.people, minlength=len(codes)) / people
    y = np.bincount(body, weights=practices.y * practices.people, minlength=len(codes)) / people
    return Bodies(codes, names, x, y)


def _codes(prefix: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{prefix}{index + 1:03d}" for index in range(len(names)))


def _consortium_names(
    plan: PlacePlan, practices: Practices, rule: AlignmentRule
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if rule == "one_to_one":
        return (
            tuple(f"G{code}" for code in plan.councils.codes),
            tuple(f"{name} Consortium" for name in plan.councils.names),
        )
    if plan.practices.group is not None and rule == "free":
        return _groups_that_stand(plan, plan.practices)
    names = _names_by_council(practices.consortium, practices, plan.councils, "Consortium")
    return _codes("G", names), names


def _groups_that_stand(plan: PlacePlan, at: PracticeSites) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes and names of the groups that still have a practice once slivers are put right."""
    assert at.group is not None
    present = np.unique(at.group)
    return tuple(plan.group_codes[g] for g in present), tuple(plan.group_names[g] for g in present)


def _names_by_council(body: IntArray, practices: Practices, councils: Councils, what: str) -> tuple[str, ...]:
    """Name each body after the council where most of its people are listed; several in one are numbered."""
    people = np.zeros((int(body.max()) + 1, len(councils.codes)), dtype=np.int64)
    np.add.at(people, (body, practices.council), practices.people)
    main = people.argmax(axis=1)
    sharing = np.bincount(main, minlength=len(councils.codes))
    seen = np.zeros(len(councils.codes), dtype=np.int64)
    names = []
    for council in main:
        seen[council] += 1
        number = f" {seen[council]}" if sharing[council] > 1 else ""
        names.append(f"{councils.names[council]} {what}{number}")
    return tuple(names)
