"""Capacity follows the wait that is tolerated, no faster than it can."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abm.organisations.waiting_list import Habits, Opened, WaitingList

HABITS = Habits(catch_up_months=2.0, largest_growth=0.03, spare_swings=1.8)
some = st.floats(0.0, 500.0)
days = st.floats(0.05, 20.0)


def test_demand_is_remembered_half_from_the_last_month() -> None:
    waiting_list = WaitingList(3.0)
    waiting_list.remember(6.0)
    assert waiting_list.demand_a_day == pytest.approx(4.5)
    for _ in range(40):
        waiting_list.remember(6.0)
    assert waiting_list.demand_a_day == pytest.approx(6.0)


def test_staff_are_demand_and_some_to_spare_and_then_the_backlog() -> None:
    """Ten a day, two days tolerated: a quarter of a person to spare; 40 too many of 61 in 2 x 20 days."""
    waiting_list = WaitingList(10.0)
    assert waiting_list.staff_needed(0.0, 2.0, 20.0, HABITS) == pytest.approx(10.25)
    assert waiting_list.staff_needed(21.0, 2.0, 20.0, HABITS) == pytest.approx(10.25)
    assert waiting_list.staff_needed(61.0, 2.0, 20.0, HABITS) == pytest.approx(11.25)


@given(some, some, st.floats(1.0, 100.0), days)
def test_a_longer_queue_never_gets_fewer_staff(demand: float, waiting: float, more: float, tolerated: float) -> None:
    waiting_list = WaitingList(demand)
    short = waiting_list.staff_needed(waiting, tolerated, 21.0, HABITS)
    long = waiting_list.staff_needed(waiting + more, tolerated, 21.0, HABITS)
    assert demand < short <= long
    if waiting > demand * tolerated + 1.0:
        assert long - short == pytest.approx(more / 42.0)


@given(some, some, days, st.floats(0.1, 20.0))
def test_the_longer_people_may_wait_the_fewer_staff(demand: float, waiting: float, wait: float, longer: float) -> None:
    waiting_list = WaitingList(demand)
    patient = waiting_list.staff_needed(waiting, wait + longer, 21.0, HABITS)
    assert patient < waiting_list.staff_needed(waiting, wait, 21.0, HABITS)


def test_places_settle_at_what_is_in_use_and_some_kept_free() -> None:
    """One start a day: 1.8 roots of 30 starts, over 1 + 4 x half a day; none are lacking with half a person waiting."""
    wanted = WaitingList(1.0).places_to_open(Opened(102.0, 100.0, 0.5), 0.5, HABITS)
    assert wanted == pytest.approx(100.0 + 1.8 * 30.0**0.5 / 3.0)


def test_spare_hours_are_counted_in_packages() -> None:
    """Ten hours are one package: ten times the places of as many people."""
    people = WaitingList(1.0).places_to_open(Opened(100.0, 100.0, 3.0), 0.5, HABITS)
    hours = WaitingList(10.0).places_to_open(Opened(1000.0, 1000.0, 30.0, unit=10.0), 0.5, HABITS)
    assert hours == pytest.approx(10.0 * people)


@given(some, some, some, days, st.floats(0.5, 10.0), st.floats(0.0, 20.0))
def test_places_come_and_go_no_faster_than_they_can(
    demand: float, capacity: float, waiting: float, tolerated: float, unit: float, in_use_share: float
) -> None:
    opened = Opened(capacity, capacity * in_use_share, waiting, unit)
    wanted = WaitingList(demand).places_to_open(opened, tolerated, HABITS)
    assert wanted >= 0.0
    assert wanted <= capacity * 1.03 + unit + 1e-9
    assert wanted >= capacity * 0.97 - unit - 1e-9


def test_more_places_open_for_a_longer_queue_and_fewer_where_it_is_tolerated() -> None:
    waiting_list = WaitingList(1.0)

    def opened(waiting: float, tolerated: float) -> float:
        return waiting_list.places_to_open(Opened(1000.0, 1000.0, waiting), tolerated, HABITS)

    assert opened(20.0, 1.0) > opened(10.0, 1.0) > opened(10.0, 8.0)
    assert opened(20.0, 1.0) - opened(10.0, 1.0) == pytest.approx(10.0 / HABITS.catch_up_months)
    assert opened(1e6, 1.0) == pytest.approx(1031.0)
