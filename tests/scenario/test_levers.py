from datetime import date

import pytest

from abm.errors import InputError
from abm.scenario.levers import Levers, lever_definitions
from abm.scenario.scenario import Scenario


def another_value(name):
    """A value that the lever could have, other than its default."""
    definition = lever_definitions()[name]
    match definition.kind:
        case "choice":
            return next(choice for choice in definition.choices if choice != definition.default)
        case "yes or no":
            return not definition.default
        case "date":
            return date(2014, 4, 1)
    return definition.high if definition.high != definition.default else definition.low


def test_every_lever_says_what_it_means_and_where_it_comes_from():
    for definition in lever_definitions().values():
        assert definition.meaning
        assert definition.facts["source"]
        if definition.kind == "number":
            assert definition.unit
            assert definition.low <= definition.default <= definition.high


@pytest.mark.parametrize("name", sorted(lever_definitions()))
def test_every_lever_can_be_set(name):
    group, field = name.split(".")
    scenario = Scenario.load("bill_2011").with_levers({name: another_value(name)})
    for day in (date(2010, 4, 1), date(2012, 6, 1), date(2019, 3, 31)):
        assert getattr(getattr(scenario.levers_on(day), group), field) == another_value(name)


@pytest.mark.parametrize("name", sorted(name for name, d in lever_definitions().items() if d.facts["at_start"]))
def test_a_lever_of_the_start_cannot_change_later(name):
    change = {"date": date(2012, 4, 1), "set": {name: another_value(name)}}
    with pytest.raises(InputError, match="fixed at the start"):
        Scenario.from_dict({"policy": [change]})


def test_changing_some_levers_leaves_the_others():
    levers = Levers().changed([("payment.hospital", "block"), ("payment.marginal_tariff", False)])
    assert levers.payment.hospital == "block"
    assert levers.payment.marginal_tariff is False
    assert levers.payment.thirty_day_rule is True
    assert levers.money == Levers().money
