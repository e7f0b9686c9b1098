"""Every lever is a keyword of the model, as Mesa's own tools expect."""

from __future__ import annotations

import inspect
from typing import Any

import mesa
import pytest
from short_runs import short

from abm.errors import InputError
from abm.model import IntegrationModel
from abm.scenario.levers import lever_definitions

TINY = short(end="2010-05-31")


def test_the_signature_names_every_lever() -> None:
    parameters = inspect.signature(IntegrationModel).parameters
    assert {name.replace(".", "_") for name in lever_definitions()} <= set(parameters)
    assert "board_powers" in parameters
    assert not any(each.kind == inspect.Parameter.VAR_KEYWORD for each in parameters.values())
    assert parameters["board_powers"].kind == inspect.Parameter.KEYWORD_ONLY


def test_no_two_levers_share_a_keyword() -> None:
    names = [name.replace(".", "_") for name in lever_definitions()]
    assert len(set(names)) == len(names)


def test_a_lever_given_as_a_keyword_holds_through_the_whole_run() -> None:
    model = IntegrationModel(short(end="2011-05-31"), rng=1, payment_thirty_day_rule=False)
    held = []
    while model.running:
        model.step()
        held.append(model.surroundings.levers.payment.thirty_day_rule)
    assert held == [False] * 14
    with_bill = IntegrationModel(short(end="2011-05-31"), rng=1).run()
    assert with_bill.surroundings.levers.payment.thirty_day_rule


def test_none_leaves_a_lever_as_the_scenario_has_it() -> None:
    charge = TINY.levers.payment.delayed_day_charge
    model = IntegrationModel(TINY, rng=1, payment_delayed_day_charge=None)
    assert model.run_scenario.levers.payment.delayed_day_charge == charge


def test_an_unknown_keyword_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="board_power'"):
        IntegrationModel(TINY, rng=1, board_power="consult")


def test_a_wrong_value_is_refused_as_in_a_file() -> None:
    with pytest.raises(InputError, match="delayed_day_charge"):
        IntegrationModel(TINY, rng=1, payment_delayed_day_charge=-5.0)


def test_a_scenario_may_be_named() -> None:
    model = IntegrationModel("bill_2011", rng=1)
    assert model.run_scenario.name == "bill_2011"
    assert len(model.organisations.councils) == 8


def batch(**parameters: Any) -> list[dict[str, Any]]:
    """Mesa's own batch run; where the seed goes has changed between its versions."""
    given: dict[str, Any] = {"max_steps": 10, "display_progress": False}
    if "rng" in inspect.signature(mesa.batch_run).parameters:
        given["rng"] = [1]
    else:
        parameters["rng"] = [1]
    return mesa.batch_run(IntegrationModel, parameters, **given)


def test_mesas_batch_run_works_with_it() -> None:
    rows = batch(run_scenario=TINY, payment_delayed_day_charge=[0.0, 100.0])
    assert [row["payment_delayed_day_charge"] for row in rows] == [0.0, 100.0]
    assert {row["rng"] for row in rows} == {1}
    assert len({row["RunId"] for row in rows}) == 2
