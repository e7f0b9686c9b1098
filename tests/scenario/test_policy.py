from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from abm.scenario.scenario import Scenario

DAYS = st.dates(date(2010, 4, 1), date(2019, 3, 1))


def policy(when, **levers):
    return {"date": when, "set": {name.replace("__", "."): value for name, value in levers.items()}}


@given(DAYS)
def test_a_policy_takes_effect_on_the_first_of_the_next_month(when):
    scenario = Scenario.from_dict({"policy": [policy(when, payment__hospital="block")]})
    effect = scenario.policies[0].takes_effect
    assert effect.day == 1
    assert when <= effect < when + timedelta(days=31)
    assert (effect == when) == (when.day == 1)
    assert scenario.levers_on(effect).payment.hospital == "block"
    assert scenario.levers_on(effect - timedelta(days=1)).payment.hospital == "tariff"


@given(st.lists(DAYS, min_size=1, max_size=5).map(sorted), DAYS)
def test_policies_add_up_and_the_later_wins(dates, day):
    charges = [float(100 + position) for position in range(len(dates))]
    policies = [policy(when, payment__delayed_day_charge=charge) for when, charge in zip(dates, charges, strict=True)]
    policies.insert(0, policy(date(2010, 4, 1), payment__marginal_tariff=False))
    scenario = Scenario.from_dict({"policy": policies})
    in_force = [
        100.0,
        *(change.changes[0][1] for change in scenario.policies[1:] if change.takes_effect <= day),
    ]
    assert scenario.levers_on(day).payment.delayed_day_charge == in_force[-1]
    assert scenario.levers_on(day).payment.marginal_tariff is False


def test_levers_may_be_named_with_a_dot_or_as_tables():
    dotted = {"date": date(2012, 4, 1), "set": {"payment.hospital": "block"}}
    nested = {"date": date(2012, 4, 1), "set": {"payment": {"hospital": "block"}}}
    assert Scenario.from_dict({"policy": [dotted]}) == Scenario.from_dict({"policy": [nested]})


def test_levers_set_from_above_hold_through_the_whole_run():
    scenario = Scenario.load("bill_2011").with_levers({"pooling.nhs_transfer": 500})
    assert {scenario.levers_on(date(year, 4, 1)).pooling.nhs_transfer for year in range(2010, 2019)} == {500.0}
    assert scenario.levers_on(date(2011, 4, 1)).payment.thirty_day_rule is True


def test_a_run_cut_short_from_above_does_not_reach_later_policies():
    short = Scenario.load("bill_2011").with_settings(["run.end=2012-03-31"])
    assert [change.date for change in short.policies] == [date(2011, 4, 1)]
    assert short.with_settings(["run.end=2019-03-31"]) == Scenario.load("bill_2011")
