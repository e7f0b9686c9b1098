"""The columns of the record of activity: every count has one of its own."""

from __future__ import annotations

from abm.activity import FLOWS, STOCKS, Flow, Stock, delayed_column
from abm.vocabulary import BODIES, REASONS, SERVICES, Body, Reason, Service

SINGLE_STOCKS = [stock for stock in Stock if stock != Stock.DELAYED_FIRST]
SINGLE_FLOWS = [flow for flow in Flow if flow not in (Flow.SERVED_FIRST, Flow.WAITED_FIRST)]


def test_every_count_has_a_column_of_its_own_and_no_column_is_empty() -> None:
    delayed = [delayed_column(reason, body) for reason in Reason for body in Body]
    assert len(delayed) == REASONS * BODIES
    assert sorted([*SINGLE_STOCKS, *delayed]) == list(range(STOCKS))
    served = [Flow.SERVED_FIRST + service for service in Service]
    waited = [Flow.WAITED_FIRST + service for service in Service]
    assert len(served) == len(waited) == SERVICES
    assert sorted([*SINGLE_FLOWS, *served, *waited]) == list(range(FLOWS))


def test_a_reasons_bodies_stand_side_by_side() -> None:
    first = delayed_column(Reason.HOUSING, Body.NHS)
    assert [delayed_column(Reason.HOUSING, body) for body in Body] == list(range(first, first + BODIES))


def test_the_frailties_stand_in_their_order() -> None:
    assert list(range(Stock.FIT, Stock.FIT + 4)) == [Stock.FIT, Stock.MILD, Stock.MODERATE, Stock.SEVERE]
