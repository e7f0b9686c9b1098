"""Groups of neighbours, shares of whole people, the schematic map and health economies."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from abm.world.apportionment import apportion, seats
from abm.world.catchments import discharge_teams, grow_groups
from abm.world.health_economy import draw_communities, economies_of_councils
from abm.world.schematic_map import SQUARE_KM, PeopleOnMap, curve_sites, grid_sites, neighbours

WEIGHTS = st.lists(st.floats(0, 1e9), min_size=1, max_size=40)


@given(total=st.integers(0, 60_000_000), weights=WEIGHTS, at_least=st.integers(0, 1))
def test_shares_add_up(total: int, weights: list[float], at_least: int) -> None:
    if total < at_least * len(weights):
        with pytest.raises(ValueError, match="cannot give"):
            apportion(total, weights, at_least)
        return
    shares = apportion(total, weights, at_least)
    assert shares.sum() == total
    assert (shares >= at_least).all()


@given(total=st.integers(1, 100_000), weights=st.lists(st.integers(1, 1000), min_size=1, max_size=20))
def test_shares_are_within_one_of_their_due(total: int, weights: list[int]) -> None:
    due = np.array(weights) * total / sum(weights)
    assert (np.abs(apportion(total, weights) - due) < 1.001).all()


def test_seats_go_to_the_heaviest_and_nobody_is_without() -> None:
    assert seats(6, [10.0, 1.0, 1.0]).tolist() == [4, 1, 1]
    assert seats(2, [1.0, 1.0, 1.0]).tolist() == [1, 1, 1]


def line_of(count: int) -> PeopleOnMap:
    return PeopleOnMap(np.full(count, 100), np.arange(count, dtype=np.float64), np.zeros(count))


def test_groups_are_neighbours_of_the_size_asked_for() -> None:
    group = grow_groups(line_of(10), np.array([500, 300, 200]))
    assert np.bincount(group).tolist() == [5, 3, 2]
    for number in range(3):
        members = np.flatnonzero(group == number)
        assert members.max() - members.min() == len(members) - 1


def test_groups_end_where_a_tie_ends_if_they_may() -> None:
    tie = np.array([0, 0, 0, 0, 1, 1, 1, 1, 1, 1], dtype=np.int32)
    sizes = np.array([500, 500])
    assert np.bincount(grow_groups(line_of(10), sizes, tie, slack=0.0)).tolist() == [5, 5]
    assert (grow_groups(line_of(10), sizes, tie, slack=0.25) == tie).all()


@given(
    count=st.integers(1, 30),
    sizes=st.lists(st.integers(1, 1000), min_size=1, max_size=30),
    slack=st.floats(0, 0.8),
)
def test_no_group_is_empty(count: int, sizes: list[int], slack: float) -> None:
    tie = (np.arange(count) % 3).astype(np.int32)
    group = grow_groups(line_of(count), np.array(sizes), tie, slack)
    assert set(group) == set(range(min(count, len(sizes))))


def test_each_trust_has_two_teams_of_like_practices() -> None:
    trust = np.array([0, 0, 1, 0, 1, 1], dtype=np.int32)
    team, team_trust = discharge_teams(trust)
    assert team.tolist() == [0, 1, 2, 0, 3, 2]
    assert team_trust.tolist() == [0, 0, 1, 1]


def test_economies_follow_chains_of_shared_bodies() -> None:
    council = np.array([0, 1, 1, 2, 3], dtype=np.int32)
    consortium = np.array([0, 0, 1, 1, 2], dtype=np.int32)
    alone = np.arange(5, dtype=np.int32)
    assert economies_of_councils(council, [alone], 4).tolist() == [0, 1, 2, 3]
    assert economies_of_councils(council, [alone, consortium], 4).tolist() == [0, 0, 0, 1]


def test_communities_join_the_nearest_but_never_beyond_the_most() -> None:
    at = PeopleOnMap(np.array([10, 10, 50, 90]), np.array([0.0, 1.0, 3.0, 4.0]), np.zeros(4))
    linked = np.arange(4, dtype=np.int32)
    assert draw_communities(linked, at, 20, 200).tolist() == [0, 0, 1, 2]
    assert draw_communities(linked, at, 60, 200).tolist() == [0, 0, 0, 1]
    assert draw_communities(linked, at, 100, 100).tolist() == [0, 0, 0, 1]
    assert draw_communities(np.zeros(4, dtype=np.int32), at, 20, 50).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("count", [1, 2, 8, 152, 300])
def test_squares_of_the_map_do_not_overlap(count: int) -> None:
    for x, y in (grid_sites(count), curve_sites(count)):
        assert len(set(zip(x.tolist(), y.tolist(), strict=True))) == count


def test_the_curve_steps_from_neighbour_to_neighbour() -> None:
    x, y = curve_sites(152)
    steps = np.abs(np.diff(x)) + np.abs(np.diff(y))
    assert (steps == SQUARE_KM).all()


def test_neighbours_touch() -> None:
    x, y = grid_sites(9)
    pairs = neighbours(x, y)
    assert len(pairs) == 20
    assert (0, 4) in pairs
    assert (0, 2) not in pairs
