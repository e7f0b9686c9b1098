"""Whether practices take part spreads from practice to practice and lapses: a threshold of its own (M18)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from abm.keyed_arrays import keyed_uniforms
from abm.relations.engagement import Pull, engaged_share, luck_of_quarter, spread

PRACTICES = 2000
ONE_GROUP = np.zeros(PRACTICES, dtype=np.int64)
EQUAL = np.full(PRACTICES, 7000, dtype=np.int64)
KEYS = np.arange(PRACTICES, dtype=np.uint64)


def pull(unprompted: float = 0.0, contagion: float = 0.0, lapse: float = 0.0, groups: int = 1) -> Pull:
    return Pull(np.full(groups, unprompted), np.full(groups, contagion), np.full(groups, lapse))


def share_after(years: int, begins: float, forces: Pull) -> float:
    """Share of practices of one large consortium that take part after so many years."""
    engaged = np.arange(PRACTICES) < begins * PRACTICES
    for quarter in range(4 * years):
        engaged = spread(engaged, EQUAL, ONE_GROUP, forces, luck_of_quarter(1, KEYS, 2, quarter))
    return float(engaged.mean())


def test_interest_dies_out_below_the_threshold_and_settles_above_it() -> None:
    """Nobody comes unprompted: contagion below the lapse dies out; above, where joining and giving up balance.

    A share e joins at contagion x e x (1 - e) and lapses at lapse x e: e settles at 1 - lapse / contagion.
    """
    assert share_after(60, 0.3, pull(contagion=0.04, lapse=0.08)) < 0.01
    assert share_after(60, 0.05, pull(contagion=0.16, lapse=0.08)) == pytest.approx(0.5, abs=0.06)


def test_where_nobody_takes_part_contagion_begins_nothing() -> None:
    assert share_after(5, 0.0, pull(contagion=1.0)) == 0.0
    assert share_after(5, 0.0, pull(unprompted=0.01, contagion=1.0)) > 0.5


def test_without_lapse_nobody_gives_up_and_without_pull_nobody_joins() -> None:
    assert share_after(3, 0.4, pull()) == pytest.approx(0.4)


def test_a_consortium_follows_its_own_practices_only() -> None:
    group = np.repeat([0, 1], PRACTICES // 2)
    engaged = group == 0
    draws = keyed_uniforms(1, KEYS, 2, 3)
    after = spread(engaged, EQUAL, group, pull(contagion=0.9, groups=2), draws)
    assert after[group == 0].all()
    assert not after[group == 1].any()


def test_forces_are_those_of_the_practices_own_consortium() -> None:
    forces = Pull(np.array([0.0, 0.5]), np.zeros(2), np.array([0.5, 0.0]))
    group = np.array([0, 0, 1, 1])
    engaged = np.array([True, False, True, False])
    after = spread(engaged, np.full(4, 10), group, forces, np.full(4, 0.55))
    assert after.tolist() == [False, False, True, False]


def test_shares_are_of_patients_not_of_practices_and_nothing_where_there_is_nobody() -> None:
    engaged = np.array([True, False, True])
    shares = engaged_share(engaged, np.array([300, 100, 0]), np.array([0, 0, 2]), 3)
    assert shares.tolist() == [0.75, 0.0, 0.0]


probabilities = st.floats(0.0, 1.0)
states = st.lists(st.tuples(st.booleans(), st.integers(1, 20_000), probabilities), min_size=1, max_size=12)


@given(states, probabilities, probabilities, probabilities, probabilities)
def test_more_pull_or_less_lapse_never_loses_a_practice(
    state: list[tuple[bool, int, float]], unprompted: float, contagion: float, lapse: float, more: float
) -> None:
    engaged, people, draws = (np.array(column) for column in zip(*state, strict=True))
    group = np.zeros(len(state), dtype=np.int64)
    usual = spread(engaged, people, group, pull(unprompted, contagion, lapse), draws)
    for stronger in (
        pull(unprompted + more, contagion, lapse),
        pull(unprompted, contagion + more, lapse),
        pull(unprompted, contagion, lapse * more),
    ):
        assert (spread(engaged, people, group, stronger, draws) >= usual).all()


@given(states, st.floats(0.0, 0.5), st.floats(0.0, 0.5), st.floats(0.0, 0.5))
def test_the_first_to_join_are_those_with_the_lowest_draws(
    state: list[tuple[bool, int, float]], unprompted: float, contagion: float, lapse: float
) -> None:
    engaged, people, draws = (np.array(column) for column in zip(*state, strict=True))
    group = np.zeros(len(state), dtype=np.int64)
    after = spread(engaged, people, group, pull(unprompted, contagion, lapse), draws)
    joined, stayed_out = draws[after & ~engaged], draws[~after & ~engaged]
    assert joined.max(initial=-1.0) < stayed_out.min(initial=2.0)


def test_the_luck_of_a_quarter_belongs_to_practice_decision_and_quarter() -> None:
    luck = luck_of_quarter(1, KEYS, 2, 3)
    assert np.array_equal(luck, luck_of_quarter(1, KEYS, 2, 3))
    assert np.array_equal(luck[::-1], luck_of_quarter(1, KEYS[::-1].copy(), 2, 3))
    for other in (luck_of_quarter(2, KEYS, 2, 3), luck_of_quarter(1, KEYS, 5, 3), luck_of_quarter(1, KEYS, 2, 6)):
        assert abs(np.corrcoef(luck, other)[0, 1]) < 0.1
