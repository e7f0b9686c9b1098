"""The population of a run: everyone aged 65 and over in April 2010, and everyone who turns 65 until its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from abm.keyed_arrays import keyed_uniforms
from abm.people.balance_at_start import age_shares
from abm.people.person import ACROSS_LINE, MOST_PRACTICES
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


class Patch(NamedTuple):
    """What the people of each patch have in common, patches sorted by neighbourhood: arrays [patches], int64."""

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
            neighbourhood=patches.neighbourhood[order].astype(np.int64),
            practice=practice.astype(np.int64),
            traits=np.where(geography.practices.council[practice] != council, np.int64(ACROSS_LINE), np.int64(0)),
            sizes=np.concatenate([here[:, None], turning_65(here, plan, keys)], axis=1).astype(np.int64),
        )


def ages_of_neighbourhoods(geography: Geography) -> np.ndarray:
    """Cumulative shares of single years of age: float64 [neighbourhoods, ages]."""
    councils = geography.councils
    by_council = age_shares(councils.share_75plus, councils.share_85plus)
    return np.ascontiguousarray(by_council[geography.neighbourhoods.council])
