"""People, pounds, beds and hours balance in every month of any run."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from short_runs import short

from abm.activity import Flow, Stock
from abm.model import IntegrationModel
from abm.scenario.definition import Definition
from abm.scenario.levers import lever_definitions
from abm.scenario.parameters import parameter_definitions
from abm.scenario.scenario import Scenario
from abm.vocabulary import Service

PLACES = (
    Service.ACUTE_BED, Service.FURTHER_NHS_CARE, Service.REABLEMENT, Service.HOME_CARE, Service.RESIDENTIAL_PLACE,
    Service.NURSING_PLACE, Service.MENTAL_HEALTH_BED,
)  # fmt: skip
ENDS = ("2010-07-31", "2010-11-30", "2011-05-31")
SHARES_OF_A_WHOLE = ("people.fit_share_at_65", "people.mild_share_at_65", "people.severe_share_at_65")
"""They must leave room for one another."""
LEVERS = lever_definitions()
UNCERTAIN = {name: each for name, each in parameter_definitions().items() if name not in SHARES_OF_A_WHOLE}


def value_of(definition: Definition) -> st.SearchStrategy[Any]:
    """Any value that a lever or parameter may have."""
    match definition.kind:
        case "choice":
            return st.sampled_from(definition.choices)
        case "yes or no":
            return st.booleans()
        case "date":
            return st.just(date(2011, 4, 1))
        case _:
            return st.floats(definition.low, definition.high)


@st.composite
def any_scenario(draw: st.DrawFn) -> Scenario:
    levers = draw(st.lists(st.sampled_from(sorted(LEVERS)), unique=True, min_size=2, max_size=12))
    parameters = draw(st.lists(st.sampled_from(sorted(UNCERTAIN)), unique=True, min_size=5, max_size=40))
    scenario = short(end=draw(st.sampled_from(ENDS)))
    scenario = scenario.with_levers({name: draw(value_of(LEVERS[name])) for name in levers})
    return scenario.with_parameters({name: draw(value_of(UNCERTAIN[name])) for name in parameters})


def state_of(model: IntegrationModel) -> tuple[np.ndarray, dict[Service, np.ndarray]]:
    used = {service: model.people.in_use(service).copy() for service in PLACES}
    return model.people.controls["stocks"].copy(), used


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_scenario(), st.integers(0, 2**40))
def test_nothing_is_lost_in_any_run(scenario: Scenario, seed: int) -> None:
    model = IntegrationModel(scenario, rng=seed)
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
