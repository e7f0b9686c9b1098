"""Regard for the other's cost: what a day of somebody's wait is worth to the body that causes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abm.organisations.regard import MOST_REGARD, regard_for, tolerated_wait, weight_of_a_day

USUAL_TRUST = 0.45
shares = st.floats(0.0, 1.0)
pounds = st.floats(1.0, 500.0)


def wait(trust: float, charge: float, stress: float = 0.0) -> float:
    """Days that a council with a habit of four tolerates, where a bed day costs 260 pounds."""
    usual = weight_of_a_day(90.0, 100.0, regard_for(USUAL_TRUST, 0.6), 260.0)
    now = weight_of_a_day(90.0, charge, regard_for(trust, 0.6), 260.0)
    return tolerated_wait(4.0, now, usual, stress)


@given(st.floats(0.0, 5.0), st.floats(0.0, 5.0))
def test_nobody_minds_anothers_cost_more_than_their_own(trust: float, per_trust: float) -> None:
    assert 0.0 <= regard_for(trust, per_trust) <= MOST_REGARD == 1.0


def test_regard_is_in_proportion_to_trust_below_that() -> None:
    assert regard_for(0.5, 0.6) == pytest.approx(0.3)
    assert regard_for(1.0, 1.7) == 1.0


def test_as_usual_the_wait_is_the_habit() -> None:
    assert wait(USUAL_TRUST, 100.0) == pytest.approx(4.0)


@given(shares, shares, pounds)
def test_the_more_trust_the_shorter_the_wait(one: float, other: float, charge: float) -> None:
    low, high = sorted((one, other))
    assert wait(high, charge) <= wait(low, charge)


@given(pounds, pounds, shares)
def test_the_higher_the_charge_the_shorter_the_wait(one: float, other: float, trust: float) -> None:
    low, high = sorted((one, other))
    assert wait(trust, high) <= wait(trust, low)


@given(shares, shares)
def test_the_more_stress_the_longer_the_wait(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert wait(0.5, 100.0, low) <= wait(0.5, 100.0, high)


def test_the_wait_falls_with_the_root_of_what_a_day_is_worth() -> None:
    """Four times as dear, half as long; a quarter over budget, that much longer."""
    assert tolerated_wait(4.0, 400.0, 100.0, 0.0) == pytest.approx(2.0)
    assert tolerated_wait(4.0, 400.0, 100.0, 0.25) == pytest.approx(2.5)


def test_a_day_is_worth_duty_charge_and_the_regarded_part_of_the_others_cost() -> None:
    assert weight_of_a_day(90.0, 100.0, 0.25, 200.0) == pytest.approx(240.0)
