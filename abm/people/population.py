"""The population of a run: everyone aged 65 and over in April 2010, and everyone who turns 65 until its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from abm.dates import Month
from abm.keyed_arrays import keyed_uniforms, lucks_of, mix_all
from abm.people.balance_at_start import age_shares
from abm.people.person import ACROSS_LINE, MOST_PRACTICES, NEVER, empty_people
from abm.people.rules import DAYS_A_YEAR
from abm.randomness import key_of
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
    years_at_a_time: int | None = None
    """How many years' newcomers are given rows at once; when these years are over, rows of the dead go to the next.

    None: all years', so that everyone keeps one row from the first day to the last, as those who follow persons need.
    """


PEOPLE_AT_ONCE = 100_000
"""So many are written down at a time: what it takes to number them stays small beside the people themselves."""


def turning_65(older_people: np.ndarray, plan: PopulationPlan, patch_keys: np.ndarray) -> np.ndarray:
    """People of each patch (keys: uint64 [patches]) who turn 65 in each year: int64 [patches, years].

    The fraction of a person is settled by a keyed draw of the patch, so that patches do not depend on one another.
    """
    years = (plan.months + 11) // 12
    expected = older_people * plan.new_65_per_1000 * plan.demography / 1000.0
    whole = np.floor(expected).astype(np.int64)
    rest = expected - whole
    luck = [keyed_uniforms(0, patch_keys, TURNING_65_DECISION, year) for year in range(years)]
    return np.stack([whole + (drawn < rest) for drawn in luck], axis=1)


@dataclass(frozen=True)
class Patch:
    """What the people of each patch have in common, patches sorted by neighbourhood: arrays [patches]."""

    key: np.ndarray
    """uint64."""
    neighbourhood: np.ndarray
    practice: np.ndarray
    traits: np.ndarray
    """Of everyone there: whether the practice stands in another council."""
    sizes: np.ndarray
    """int64 [patches, 1 + years]: people here at the start, then those who turn 65 in each year."""

    @classmethod
    def of(cls, geography: Geography, plan: PopulationPlan) -> Patch:
        """The patches of some places, with everyone who lives through a plan.

        Raises ValueError for more practices than a row can name.
        """
        if len(geography.practices.codes) > MOST_PRACTICES:
            raise ValueError(f"people's practices are numbered up to {MOST_PRACTICES}")
        patches = geography.patches
        order = np.argsort(patches.neighbourhood, kind="stable")
        practice, council = patches.practice[order], patches.council[order]
        keys = np.array(
            [key_of(p, c) for p, c in zip(practice.tolist(), council.tolist(), strict=True)], dtype=np.uint64
        )
        here = patches.older_people[order]
        return cls(
            key=keys,
            neighbourhood=patches.neighbourhood[order],
            practice=practice,
            traits=np.where(geography.practices.council[practice] != council, ACROSS_LINE, 0),
            sizes=np.concatenate([here[:, None], turning_65(here, plan, keys)], axis=1),
        )


def people_of(patch: Patch, years: range, months: int, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows for the people of some years (-1: those here at the start) of a run of so many months, some at a time.

    Of all patches in turn: PERSON [people], of whom is known who they are and where they live, and the day each arrives
    (-1: here at the start), int64 [people].
    Keys depend on practice, council and a person's own number only: one more person changes nobody else's luck under a
    seed.
    """
    sizes = patch.sizes[:, years.start + 1 : years.stop + 1]
    first = np.concatenate([[0], np.cumsum(sizes.sum(axis=1))])
    begin = 0
    while begin < len(patch.key):
        end = max(begin + 1, int(np.searchsorted(first, first[begin] + PEOPLE_AT_ONCE, side="right")) - 1)
        people = empty_people(int(first[end] - first[begin]))
        in_patch = np.repeat(np.arange(begin, end), np.diff(first[begin : end + 1]))
        for name in ("neighbourhood", "practice", "traits"):
            people[name] = getattr(patch, name)[in_patch]
        here = sizes[begin:end].ravel()
        year = np.repeat(np.tile(np.asarray(years), end - begin), here)
        number = np.arange(len(people)) - np.repeat(np.cumsum(here) - here, here) + (year + 1) * ENTRY_OF_YEAR
        keys = mix_all(patch.key[in_patch] + number.astype(np.uint64))
        people["luck"] = lucks_of(seed, keys)
        yield people, arrival_days(keys, year, months)
        begin = end


def arrival_days(keys: np.ndarray, year: np.ndarray, months: int) -> np.ndarray:
    """The 65th birthday of those who are still younger, spread over their year by their key: int64 [people]."""
    spread = (mix_all(keys) >> np.uint64(11)).astype(np.float64) / float(1 << 53)
    day = np.floor((year + spread) * DAYS_A_YEAR).astype(np.int64) + 1
    day = np.where(day <= Month(months).first_day, day, NEVER)
    return np.where(year < 0, -1, day)


def ages_of_neighbourhoods(geography: Geography) -> np.ndarray:
    """Cumulative shares of single years of age: float64 [neighbourhoods, ages]."""
    councils = geography.councils
    by_council = age_shares(councils.share_75plus, councils.share_85plus)
    return np.ascontiguousarray(by_council[geography.neighbourhoods.council])
