"""People, pounds, beds and hours balance in every month of any run."""

from __future__ import annotations

from datetime import date
from typing import Any

from balanced_run import assert_every_month_balances
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from short_runs import short

from abm.model import IntegrationModel
from abm.scenario.definition import Definition
from abm.scenario.levers import lever_definitions
from abm.scenario.parameters import parameter_definitions
from abm.scenario.scenario import Scenario

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


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_scenario(), st.integers(0, 2**40))
def test_nothing_is_lost_in_any_run(scenario: Scenario, seed: int) -> None:
    assert_every_month_balances(IntegrationModel(scenario, rng=seed))
