"""Nobody and nothing is lost: the balances that every month of every run must keep."""

from __future__ import annotations

import numpy as np

from abm.activity import Flow, MonthOfActivity, Stock
from abm.errors import BalanceError
from abm.people.services import ServiceQueues
from abm.people.state import PeopleState
from abm.vocabulary import Service

FRAILTIES = slice(Stock.FIT, Stock.SEVERE + 1)
HOME_CARE = slice(Stock.HOME_CARE_HOURS_COUNCIL, Stock.HOME_CARE_HOURS_HELD + 1)
RESIDENTIAL = slice(Stock.RESIDENTIAL_COUNCIL, Stock.RESIDENTIAL_SELF + 1)
NURSING = slice(Stock.NURSING_COUNCIL, Stock.NURSING_SELF + 1)


def check_people(state: PeopleState, services: ServiceQueues, before: np.ndarray, activity: MonthOfActivity) -> None:
    """Raise BalanceError unless people, places and hours balance at the end of a month."""
    stocks, flows = activity.stocks_at_end, activity.flows
    arrived = flows[:, Flow.TURNED_65] - flows[:, Flow.DEATHS]
    must_equal("people", stocks[:, Stock.ALIVE], before[:, Stock.ALIVE] + arrived)
    must_equal("levels of frailty", stocks[:, FRAILTIES].sum(axis=1), stocks[:, Stock.ALIVE])
    held = (
        (Service.ACUTE_BED, stocks[:, Stock.IN_ACUTE_BED]),
        (Service.REABLEMENT, stocks[:, Stock.IN_REABLEMENT]),
        (Service.HOME_CARE, stocks[:, HOME_CARE].sum(axis=1)),
        (Service.RESIDENTIAL_PLACE, stocks[:, RESIDENTIAL].sum(axis=1)),
        (Service.NURSING_PLACE, stocks[:, NURSING].sum(axis=1)),
    )
    for service, stock in held:
        part = services.of(service)
        counted = np.bincount(
            services.queue_of[:, service] - part.start, weights=stock, minlength=part.stop - part.start
        )
        must_equal(f"{service.name.lower()} in use", state.queues["used"][part], counted.astype(np.int64))
    community = state.queues["used"][services.of(Service.FURTHER_NHS_CARE)].sum()
    community += state.queues["used"][services.of(Service.MENTAL_HEALTH_BED)].sum()
    must_equal("community beds", np.array([community]), np.array([stocks[:, Stock.IN_COMMUNITY_BED].sum()]))


def must_equal(what: str, left: np.ndarray, right: np.ndarray) -> None:
    """Raise BalanceError where two counts of the same thing differ."""
    if not np.array_equal(left, right):
        at = int(np.flatnonzero(left != right)[0])
        raise BalanceError(f"{what} do not balance at place {at}: {int(left[at])} against {int(right[at])}")
