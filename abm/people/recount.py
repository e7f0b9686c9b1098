"""Nobody and nothing is lost: the balances that every month of every run must keep."""

from __future__ import annotations

import numpy as np

from abm.activity import Flow, MonthOfActivity, Stock
from abm.errors import BalanceError
from abm.people.pathway import Stage
from abm.people.services import ServiceQueues
from abm.people.state import PeopleState
from abm.vocabulary import Service, Setting

FRAILTIES = slice(Stock.FIT, Stock.SEVERE + 1)
HOME_CARE = slice(Stock.HOME_CARE_HOURS_COUNCIL, Stock.HOME_CARE_HOURS_HELD + 1)
RESIDENTIAL = slice(Stock.RESIDENTIAL_COUNCIL, Stock.RESIDENTIAL_SELF + 1)
WAITING = [Stage.IN_QUEUE, Stage.CHOOSING, Stage.IN_DISPUTE, Stage.WAITING_FOR_HOUSING, Stage.VERIFYING]
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


def check_across_line(people: np.ndarray, across: np.ndarray, last_day: int, activity: MonthOfActivity) -> None:
    """Raise BalanceError unless those whose practice stands in another council are all there, asked one by one.

    ``people``: PERSON [N]; ``across``: rows of all across a line who have one, not yet 65 and dead among them.
    """
    setting = people["setting"][across]
    alive = across[(setting != Setting.NOT_YET_65) & (setting != Setting.DEAD)]
    in_bed = people[across[(setting == Setting.ACUTE_BED) | (setting == Setting.COMMUNITY_BED)]]
    delayed = in_bed[(in_bed["declared_day"] <= last_day) & np.isin(in_bed["stage"], WAITING)]
    stocks = activity.stocks_at_end
    for what, homes, stock in (
        ("people across a line", people["neighbourhood"][alive], Stock.ACROSS_LINE),
        ("people delayed across a line", delayed["neighbourhood"], Stock.DELAYED_ACROSS_LINE),
    ):
        must_equal(what, stocks[:, stock], np.bincount(homes, minlength=len(stocks)))


def must_equal(what: str, left: np.ndarray, right: np.ndarray) -> None:
    """Raise BalanceError where two counts of the same thing differ."""
    if not np.array_equal(left, right):
        at = int(np.flatnonzero(left != right)[0])
        raise BalanceError(f"{what} do not balance at place {at}: {int(left[at])} against {int(right[at])}")
