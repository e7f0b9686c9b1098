"""Which primary care trust each part of a commissioning group came from.

The published table says how a trust's postcodes went to groups, not how many people it had, and nothing of
councils. Both are found by proportional fitting: people of each trust, group and council such that every
trust keeps its shares and every overlap its people.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from abm.world.geography import CountArray, IntArray, RealArray

ROUNDS = 60
"""Enough for people to move by less than one in a thousand a round in the real tables."""


@dataclass(frozen=True)
class Inheritance:
    """People of a trust, in a group, in a council, for all that can have any (M rows)."""

    trust: IntArray
    group: IntArray
    council: IntArray
    people: RealArray
    """float64 [M]: rows of one group and council add up to about the people who live there."""


def people_by_pct_and_overlap(share: RealArray, people: CountArray) -> Inheritance:
    """Fit the people of each trust in each overlap of group and council.

    ``share`` (float64 [T, G]) is where each trust's places went; ``people`` (int64 [G, C]) live in each
    overlap. A trust that lies mostly in one council is taken to lie there also in groups that span several:
    each round weighs the councils of a trust by the people it has in them.
    """
    trust, group, council = _possible(share, people)
    councils = people.shape[1]
    trust_and_group = trust * share.shape[1] + group
    trust_and_council = trust * councils + council
    overlap = group * councils + council
    by_trust_and_group = _people_of_trusts(share, people.sum(axis=1))[trust] * share[trust, group]
    by_overlap = people[group, council].astype(np.float64)
    found = by_trust_and_group * by_overlap
    for _ in range(ROUNDS):
        found = np.bincount(trust_and_council, weights=found)[trust_and_council]
        found = found * _ratio(by_trust_and_group, np.bincount(trust_and_group, weights=found)[trust_and_group])
        found = found * _ratio(by_overlap, np.bincount(overlap, weights=found)[overlap])
    return Inheritance(trust.astype(np.int32), group.astype(np.int32), council.astype(np.int32), found)


def _possible(share: RealArray, people: CountArray) -> tuple[CountArray, CountArray, CountArray]:
    """Every trust, group and council such that the trust went to the group and the group is there."""
    rows = [
        (int(trust), int(group), int(council))
        for trust, group in zip(*np.nonzero(share), strict=True)
        for council in np.flatnonzero(people[group])
    ]
    columns = np.array(rows, dtype=np.int64)
    return columns[:, 0], columns[:, 1], columns[:, 2]


def _people_of_trusts(share: RealArray, group_people: CountArray) -> RealArray:
    """People of each trust, such that their shares add up to the groups' people as nearly as can be."""
    trust, group = np.nonzero(share)
    part = share[trust, group]
    trusts = np.full(len(share), float(group_people.sum()) / len(share))
    for _ in range(ROUNDS):
        found = np.bincount(group, weights=trusts[trust] * part, minlength=len(group_people))
        ratio = _ratio(group_people.astype(np.float64), found.astype(np.float64))
        trusts = trusts * np.bincount(trust, weights=part * ratio[group], minlength=len(share))
    return trusts


def _ratio(wanted: RealArray, found: RealArray) -> RealArray:
    return np.divide(wanted, found, out=np.zeros_like(wanted), where=found > 0)
