from datetime import date

import pytest

from abm.errors import InputError
from abm.scenario.levers import Levers, lever_definitions
from abm.scenario.scenario import Scenario

ACTIVE = {
    "alignment.rule",
    "alignment.consortium_size",
    "alignment.responsibility",
    "competition.any_willing_provider",
    "competition.monitor_duty",
    "competition.procurement",
    "competition.community_services",
    "measurement.framework",
    "measurement.delay_target",
    "measurement.intervention",
    "measurement.peer_review",
    "measurement.inspection",
    "measurement.process_measures",
    "measurement.central_data",
    "measurement.planning_horizon",
    "measurement.area_assessment",
    "payment.hospital",
    "payment.marginal_tariff",
    "payment.thirty_day_rule",
    "payment.delayed_day_charge",
    "payment.pathway_tariff",
    "pooling.nhs_transfer",
    "front_line.locality_teams",
    "front_line.weekend_discharge",
    "front_line.two_week_review",
    "front_line.home_first",
    "front_line.decision_audit",
    "front_line.co_location",
    "front_line.workforce_plan",
    "front_line.change",
    "front_line.coordinator",
    "front_line.personal_budgets",
    "information.single_assessment",
    "reform.abolish_pcts",
    "reform.abolition_date",
    "money.nhs_growth",
    "money.social_care_growth",
    "money.council_grant_cut",
    "money.demography",
    "money.acute_beds_growth",
}


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


def test_the_levers_with_a_mechanism_are_the_ones_that_act():
    assert {name for name, definition in lever_definitions().items() if definition.facts["active"]} == ACTIVE


@pytest.mark.parametrize("name", sorted(set(lever_definitions()) - ACTIVE))
def test_a_lever_without_a_mechanism_takes_only_its_default(name):
    scenario = Scenario.from_dict({})
    assert scenario.with_levers({name: lever_definitions()[name].default}) == scenario
    with pytest.raises(InputError, match="next release"):
        scenario.with_levers({name: another_value(name)})
    change = {"date": date(2012, 4, 1), "set": {name: another_value(name)}}
    with pytest.raises(InputError, match="next release"):
        Scenario.from_dict({"policy": [change]})


@pytest.mark.parametrize("name", sorted(ACTIVE))
def test_a_lever_with_a_mechanism_can_be_set(name):
    group, field = name.split(".")
    scenario = Scenario.load("bill_2011").with_levers({name: another_value(name)})
    for day in (date(2010, 4, 1), date(2012, 6, 1), date(2019, 3, 31)):
        assert getattr(getattr(scenario.levers_on(day), group), field) == another_value(name)


@pytest.mark.parametrize("name", sorted(name for name, d in lever_definitions().items() if d.facts["at_start"]))
def test_a_lever_of_the_start_cannot_change_later(name):
    value = another_value(name) if name in ACTIVE else lever_definitions()[name].default
    change = {"date": date(2012, 4, 1), "set": {name: value}}
    with pytest.raises(InputError, match="fixed at the start"):
        Scenario.from_dict({"policy": [change]})


def test_changing_some_levers_leaves_the_others():
    levers = Levers().changed([("payment.hospital", "block"), ("payment.marginal_tariff", False)])
    assert levers.payment.hospital == "block"
    assert levers.payment.marginal_tariff is False
    assert levers.payment.thirty_day_rule is True
    assert levers.money == Levers().money
