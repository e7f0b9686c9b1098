"""What a run must never lose or make: people, pounds, places and hours, month by month."""

from __future__ import annotations

import numpy as np

from abm.activity import Flow, Stock
from abm.model import IntegrationModel
from abm.vocabulary import Service

PLACES = (
    Service.ACUTE_BED, Service.FURTHER_NHS_CARE, Service.REABLEMENT, Service.HOME_CARE, Service.RESIDENTIAL_PLACE,
    Service.NURSING_PLACE, Service.MENTAL_HEALTH_BED,
)  # fmt: skip


def state_of(model: IntegrationModel) -> tuple[np.ndarray, dict[Service, np.ndarray]]:
    used = {service: model.people.in_use(service).copy() for service in PLACES}
    return model.people.controls["stocks"].copy(), used


def assert_every_month_balances(model: IntegrationModel) -> None:
    """Run the model to its end, and see after each month that nothing was lost in it."""
    everyone = np.arange(len(model.ledger.names))
    while model.running:
        month = model.month.index
        stocks, used = state_of(model)
        model.step()
        lived = model.record.months[-1].activity
        assert_people_are_conserved(stocks, lived.stocks_at_end, lived.flows)
        assert (lived.stock_days >= 0).all()
        assert (lived.stocks_at_end >= 0).all()
        assert (lived.flows >= 0).all()
        assert model.ledger.balances.sum() == 0
        assert model.ledger.spent(everyone, month).sum() == model.ledger.income(everyone, month).sum() > 0
        for service in PLACES:
            room = np.maximum(np.floor(model.people.capacity(service)), used[service])
            assert (model.people.in_use(service) <= room).all()
            assert (model.people.waiting(service) >= 0).all()
    of_lines = model.ledger.entries().groupby("month", observed=True)["pence"].sum()
    posted = [int(model.ledger.spent(everyone, month).sum()) for month in range(model.months)]
    assert of_lines.to_list() == posted


def assert_people_are_conserved(before: np.ndarray, after: np.ndarray, flows: np.ndarray) -> None:
    came_less_left = flows[:, Flow.TURNED_65] - flows[:, Flow.DEATHS]
    assert np.array_equal(after[:, Stock.ALIVE], before[:, Stock.ALIVE] + came_less_left)
    frailties = after[:, Stock.FIT : Stock.SEVERE + 1].sum(axis=1)
    assert np.array_equal(frailties, after[:, Stock.ALIVE])
    homes = after[:, Stock.RESIDENTIAL_COUNCIL : Stock.NURSING_SELF + 1].sum(axis=1)
    beds = after[:, [Stock.ON_TROLLEY, Stock.IN_ACUTE_BED, Stock.IN_COMMUNITY_BED]].sum(axis=1)
    twice = after[:, Stock.AT_HOME] + homes + beds - after[:, Stock.ALIVE]
    assert ((twice >= 0) & (twice <= beds)).all(), "only residents of homes who are in hospital have two places"
