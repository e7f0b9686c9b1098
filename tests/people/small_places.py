"""Places small enough to be followed person by person: two councils, two commissioners, one or two hospitals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from abm.people.population import PopulationPlan
from abm.vocabulary import REASONS
from abm.world.geography import Bodies, Councils, Geography, Neighbourhoods, Patches, Practices

PEOPLE_PER_OLDER_PERSON = 6


def one_economy(older_people: int) -> Geography:
    """One hospital for both councils; two practices have patients across the line."""
    return places(
        older_people, patches=[(0, 0), (1, 0), (1, 1), (2, 1), (3, 1), (3, 0)], trust_of_practice=[0, 0, 0, 0]
    )


def two_economies(older_people: int, reverse: bool = False) -> Geography:
    """A hospital for each council, and nobody across the line; ``reverse`` numbers the economies the other way."""
    return places(
        older_people,
        patches=[(0, 0), (1, 0), (2, 1), (3, 1)],
        trust_of_practice=[0, 0, 1, 1],
        economy_of_trust=[1, 0] if reverse else [0, 1],
    )


def places(
    older_people: int,
    patches: list[tuple[int, int]],
    trust_of_practice: list[int],
    economy_of_trust: list[int] | None = None,
) -> Geography:
    """Four practices, two in each council; ``patches`` are practice and council of residence."""
    trusts = max(trust_of_practice) + 1
    economy_of_trust = economy_of_trust or list(range(trusts))
    council_of_practice = [0, 0, 1, 1]
    rows = [
        (economy_of_trust[trust_of_practice[p]], c, council_of_practice[p], trust_of_practice[p], p % 2)
        for p, c in patches
    ]
    distinct = sorted(set(rows))
    hood = np.array([distinct.index(row) for row in rows], dtype=np.int32)
    share = older_people // len(patches)
    older = np.array([share + (at < older_people - share * len(patches)) for at in range(len(patches))])
    practice, council = (np.array(column, dtype=np.int32) for column in zip(*patches, strict=True))
    columns = [np.array(column, dtype=np.int32) for column in zip(*distinct, strict=True)]
    economy, of_council, commissioner, trust, team = columns
    return Geography(
        source="small places made by hand",
        councils=councils_with(np.bincount(council, weights=older, minlength=2)),
        practices=practices_with(np.bincount(practice, weights=older, minlength=4), trust_of_practice),
        patches=Patches(practice, council, hood, older * PEOPLE_PER_OLDER_PERSON, older),
        neighbourhoods=Neighbourhoods(
            council=of_council,
            pct=commissioner,
            consortium=commissioner,
            acute_trust=trust,
            community_trust=trust,
            mental_health_trust=trust,
            team=team,
            economy=economy,
            people=np.bincount(hood, weights=older).astype(np.int64) * PEOPLE_PER_OLDER_PERSON,
            older_people=np.bincount(hood, weights=older).astype(np.int64),
        ),
        pcts=bodies("PCT", 2),
        consortia=bodies("GPC", 2),
        acute_trusts=bodies("ACU", trusts),
        community_trusts=bodies("COM", trusts),
        mental_health_trusts=bodies("MHT", trusts),
        team_trust=np.zeros(2, dtype=np.int32),
        economy_count=trusts,
    )


def councils_with(older: np.ndarray) -> Councils:
    """Two councils, one older than the other."""
    return Councils(
        codes=("C0", "C1"),
        names=("Northshire", "Southtown"),
        people=older.astype(np.int64) * PEOPLE_PER_OLDER_PERSON,
        older_people=older.astype(np.int64),
        share_75plus=np.array([0.48, 0.62]),
        share_85plus=np.array([0.14, 0.24]),
        x=np.array([0.0, 1.0]),
        y=np.zeros(2),
        delay_level=np.ones((2, REASONS)),
    )


def practices_with(older: np.ndarray, trust_of_practice: list[int]) -> Practices:
    """Two practices in each council."""
    council = np.array([0, 0, 1, 1], dtype=np.int32)
    trust = np.array(trust_of_practice, dtype=np.int32)
    return Practices(
        codes=("P0", "P1", "P2", "P3"),
        people=older.astype(np.int64) * PEOPLE_PER_OLDER_PERSON,
        x=np.zeros(4),
        y=np.zeros(4),
        council=council,
        pct=council,
        consortium=council,
        acute_trust=trust,
        community_trust=trust,
        mental_health_trust=trust,
        team=np.array([0, 1, 0, 1], dtype=np.int32),
    )


def bodies(kind: str, count: int) -> Bodies:
    """So many bodies of a kind, all in one spot."""
    codes = tuple(f"{kind}{number}" for number in range(count))
    return Bodies(codes=codes, names=codes, x=np.zeros(count), y=np.zeros(count))


def with_one_more_person(geography: Geography, patch: int) -> Geography:
    """The same places with one older person more in a patch."""
    older = geography.patches.older_people.copy()
    older[patch] += 1
    return replace(geography, patches=replace(geography.patches, older_people=older))


def plan_for(months: int, new_65_per_1000: float = 69.0) -> PopulationPlan:
    """A whole population for so many months."""
    return PopulationPlan(new_65_per_1000=new_65_per_1000, demography=1.0, months=months)
