"""Keyed draws that belong to places: each has luck of its own, whatever is drawn before it."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from abm.randomness import key_of, keyed_normal, keyed_uniform, normal_from_uniform
from abm.world.geography import RealArray


class PlaceDraw(IntEnum):
    """What is drawn. Together with an index it is the identity that a draw belongs to."""

    COUNTY = 1
    COUNCIL_PEOPLE = 2
    COUNCIL_SITE = 3
    OLDER_SHARE = 4
    SHARE_75PLUS = 5
    SHARE_85PLUS = 6
    DELAY_LEVEL = 7
    DELAY_REASON = 8
    LIST_SIZE = 9
    PRACTICE_EAST = 10
    PRACTICE_NORTH = 11
    CONSORTIUM_SIZE = 12
    CONSORTIUM_SPLIT = 13
    PLACE_TRUST = 14
    TIE_TRUST = 15
    COUNTY_PEOPLE = 16


def place_uniform(seed: int, draw: PlaceDraw, *identity: int) -> float:
    """A number strictly between 0 and 1 that belongs to this entity."""
    return keyed_uniform(seed, key_of(draw, *identity), draw)


def place_normal(seed: int, draw: PlaceDraw, *identity: int) -> float:
    """A standard normal that belongs to this entity."""
    return keyed_normal(seed, key_of(draw, *identity), draw)


def ranks(seed: int, draw: PlaceDraw, count: int) -> list[int]:
    """The order of ``count`` entities by a draw of their own: a permutation of 0 to count - 1."""
    drawn = np.array([place_uniform(seed, draw, index) for index in range(count)])
    order = np.argsort(drawn, kind="stable")
    rank = np.empty(count, dtype=np.int64)
    rank[order] = np.arange(count)
    return [int(value) for value in rank]


def spread_normals(seed: int, draw: PlaceDraw, count: int) -> RealArray:
    """Standard normals, one from each of ``count`` equally likely slices: float64 [count].

    A country has one council of each size. Slices keep a published spread whole in every generated one, where
    plain draws of a few entities would miss its ends.
    """
    within = [place_uniform(seed, draw, index, 1) for index in range(count)]
    order = ranks(seed, draw, count)
    return np.array([normal_from_uniform((rank + u) / count) for rank, u in zip(order, within, strict=True)])
