"""The columns of the record of activity: every count has one of its own."""

from __future__ import annotations

from abm.activity import FLOWS, STOCKS, Flow, Stock, delayed_column
from abm.vocabulary import BODIES, REASONS, SERVICES, Body, Reason, Service


def test_stocks_and_flows_are_numbered_without_a_gap() -> None:
    assert sorted(Stock) == list(range(len(Stock)))
    single = [flow for flow in Flow if flow < Flow.SERVED_FIRST]
    assert sorted(single) == list(range(len(single)))


def test_each_reason_and_body_has_a_column_of_its_own_after_the_single_stocks() -> None:
    columns = [delayed_column(reason, body) for reason in Reason for body in Body]
    assert sorted(columns) == list(range(Stock.DELAYED_FIRST, STOCKS))
    assert len(columns) == REASONS * BODIES


def test_a_reasons_bodies_stand_side_by_side() -> None:
    first = delayed_column(Reason.HOUSING, Body.NHS)
    assert [delayed_column(Reason.HOUSING, body) for body in Body] == list(range(first, first + BODIES))


def test_each_service_has_a_column_of_those_served_and_one_of_their_waits() -> None:
    served = [Flow.SERVED_FIRST + service for service in Service]
    waited = [Flow.WAITED_FIRST + service for service in Service]
    assert sorted(served + waited) == list(range(Flow.SERVED_FIRST, FLOWS))
    assert len(served) == SERVICES


def test_the_frailties_stand_in_their_order() -> None:
    assert list(range(Stock.FIT, Stock.FIT + 4)) == [Stock.FIT, Stock.MILD, Stock.MODERATE, Stock.SEVERE]
