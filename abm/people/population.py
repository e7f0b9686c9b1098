"""The population of a run: everyone aged 65 and over in April 2010, and everyone who turns 65 until its end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from abm.dates import Month
from abm.keyed_arrays import mix_all
from abm.people.balance_at_start import age_shares
from abm.people.person import ACROSS_LINE, NEVER, empty_people
from abm.people.rules import DAYS_A_YEAR
from abm.randomness import key_of, keyed_uniform
from abm.world.geography import Geography

ENTRY_OF_YEAR = 1 << 20
"""Numbers of those who turn 65 in a year start at multiples of this, so that nobody's number depends on others."""
TURNING_65_DECISION = 1
TURNING_65_DAY_DECISION = 2


@dataclass(frozen=True)
class PopulationPlan:
    """How many people there are, and how many join them."""

    new_65_per_1000: float
    """People turning 65 in a year per 1,000 older people at the start."""
    demography: float
    """Multiplier on that number."""
    months: int
    """Months of the run."""


def turning_65(older_people: np.ndarray, plan: PopulationPlan, patch_keys: list[int]) -> np.ndarray:
    """People of each patch who turn 65 in each year: int64 [patches, years].

    The fraction of a person is settled by a keyed draw of the patch, so that patches do not depend on one another.
    """
    years = (plan.months + 11) // 12
    expected = older_people * plan.new_65_per_1000 * plan.demography / 1000.0
    whole = np.floor(expected).astype(np.int64)
    rest = expected - whole
    counts = np.repeat(whole[:, None], years, axis=1)
    for patch, key in enumerate(patch_keys):
        for year in range(years):
            counts[patch, year] += keyed_uniform(0, key, TURNING_65_DECISION, year) < rest[patch]
    return counts


def gather_people(geography: Geography, plan: PopulationPlan) -> tuple[np.ndarray, np.ndarray]:
    """Rows for everyone, sorted by economy and neighbourhood, and the day each arrives (-1: here at the start).

    Keys depend on practice, council and a person's own number only: one more person changes nobody else's luck.
    """
    patches = geography.patches
    order = np.argsort(patches.neighbourhood, kind="stable")
    practice, council = patches.practice[order], patches.council[order]
    across_line = geography.practices.council[practice] != council
    keys = [key_of(int(p), int(c)) for p, c in zip(practice, council, strict=True)]
    here = patches.older_people[order]
    coming = turning_65(here, plan, keys)
    sizes = np.concatenate([here[:, None], coming], axis=1)
    total = int(sizes.sum())
    patch = np.repeat(np.arange(len(order)), sizes.sum(axis=1))
    group = np.tile(np.arange(sizes.shape[1]), len(order))
    year = np.repeat(group, sizes.ravel()) - 1
    first = np.repeat(np.cumsum(sizes.ravel()) - sizes.ravel(), sizes.ravel())
    number = np.arange(total) - first + (year + 1) * ENTRY_OF_YEAR

    people = empty_people(total)
    people["key"] = mix_all(np.array(keys, dtype=np.uint64)[patch] + number.astype(np.uint64))
    people["neighbourhood"] = patches.neighbourhood[order][patch]
    people["practice"] = practice[patch]
    people["traits"] = np.where(across_line, ACROSS_LINE, 0)[patch]
    return people, arrival_days(people["key"], year, plan.months)


def arrival_days(keys: np.ndarray, year: np.ndarray, months: int) -> np.ndarray:
    """The 65th birthday of those who are still younger, spread over their year by their key: int32 [people]."""
    spread = (mix_all(keys) >> np.uint64(11)).astype(np.float64) / float(1 << 53)
    day = np.floor((year + spread) * DAYS_A_YEAR).astype(np.int64) + 1
    day = np.where(day <= Month(months).first_day, day, NEVER)
    return np.where(year < 0, -1, day).astype(np.int32)


def ages_of_neighbourhoods(geography: Geography) -> np.ndarray:
    """Cumulative shares of single years of age: float64 [neighbourhoods, ages]."""
    councils = geography.councils
    by_council = age_shares(councils.share_75plus, councils.share_85plus)
    return np.ascontiguousarray(by_council[geography.neighbourhoods.council])
