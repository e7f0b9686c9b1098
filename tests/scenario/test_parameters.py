import pytest

from abm.errors import InputError
from abm.scenario.parameters import Parameters, parameter_definitions
from abm.scenario.scenario import Scenario


def test_every_parameter_has_a_range_around_its_central_value_and_a_source():
    for definition in parameter_definitions().values():
        assert definition.low <= definition.default <= definition.high, definition.name
        assert definition.unit, definition.name
        assert definition.meaning, definition.name
        for fact in ("source", "year", "confidence"):
            assert definition.facts[fact], definition.name


def test_recall_and_judgement_have_a_range_that_is_not_a_point():
    for definition in parameter_definitions().values():
        if definition.facts["confidence"] in ("recall", "judgement"):
            assert definition.low < definition.high, definition.name


def test_a_parameter_is_set_by_its_dotted_name_within_its_range():
    name, definition = next(iter(parameter_definitions().items()))
    group, field = name.split(".")
    scenario = Scenario.from_dict({}).with_parameters({name: definition.high})
    assert getattr(getattr(scenario.parameters, group), field) == definition.high
    assert scenario.parameters != Parameters()
    with pytest.raises(InputError, match=f"{field}.*from .* to "):
        scenario.with_parameters({name: definition.high + 1})
