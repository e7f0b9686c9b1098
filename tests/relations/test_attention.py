"""What partners and promises take of a body's attention, and what slips for want of it (M11)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abm.relations.attention import Attention, chance_of_slipping

numbers = st.floats(0.0, 50.0)
costs = st.floats(0.0, 1.0)


def test_as_many_promises_as_can_be_attended_to_are_an_ordinary_full_desk() -> None:
    assert Attention(promises=8, partners=1, capacity=8.0).load(0.1) == 1.0
    assert Attention(promises=4, partners=1, capacity=8.0).load(0.1) == 0.5


def test_each_partner_beyond_the_first_takes_a_little_whatever_is_promised() -> None:
    loads = [Attention(8, partners, 8.0).load(0.1) for partners in (0, 1, 2, 5)]
    assert loads == pytest.approx([1.0, 1.0, 1.1, 1.4])


@given(numbers, st.integers(0, 20), st.integers(0, 20), costs)
def test_load_never_falls_with_promises_or_partners(promises: float, partners: int, more: int, cost: float) -> None:
    usual = Attention(promises, partners, 8.0).load(cost)
    assert Attention(promises + more, partners, 8.0).load(cost) >= usual
    assert Attention(promises, partners + more, 8.0).load(cost) >= usual


@given(numbers, numbers, costs)
def test_the_chance_of_slipping_is_a_chance_and_grows_with_load(one: float, other: float, per_load: float) -> None:
    low, high = sorted((one, other))
    assert 0.0 <= chance_of_slipping(low, per_load) <= chance_of_slipping(high, per_load) <= 1.0


def test_nothing_slips_from_an_empty_desk_and_little_more_than_in_proportion_from_a_full_one() -> None:
    assert chance_of_slipping(0.0, 0.05) == 0.0
    assert chance_of_slipping(1.0, 0.05) == pytest.approx(0.05, rel=0.03)
    survives = 1.0 - chance_of_slipping(1.0, 0.05)
    assert chance_of_slipping(3.0, 0.05) == pytest.approx(1.0 - survives**3)
