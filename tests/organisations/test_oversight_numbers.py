"""Every number about the rules of the game is read in runs under the rules that it belongs to."""

from __future__ import annotations

from dataclasses import replace

from one_council import places
from test_overseers import Watched

from abm.model import IntegrationModel
from abm.organisations import procurement
from abm.scenario.scenario import Scenario

RULES_OF_THE_BILL = (
    "competition.any_willing_provider=full",
    "competition.procurement=tender_all",
    "competition.monitor_duty=promote_competition",
    "measurement.delay_target=1.0",
    "measurement.framework=single",
    "measurement.inspection=systems",
    "measurement.area_assessment=true",
    "measurement.central_data=true",
    "measurement.peer_review=true",
    "measurement.intervention=early",
    "measurement.planning_horizon=short",
    "payment.pathway_tariff=true",
    "front_line.co_location=true",
    "front_line.workforce_plan=true",
    "front_line.home_first=true",
)
OTHER_RULES = (
    "competition.any_willing_provider=limited",
    "competition.procurement=make_or_buy",
    "competition.community_services=absorbed_by_acute",
    "competition.monitor_duty=prevent_abuse",
    "measurement.framework=aligned",
    "measurement.delay_target=1.0",
    "measurement.process_measures=true",
    "measurement.peer_review=true",
    "measurement.planning_horizon=long",
    "front_line.personal_budgets=optional",
    "front_line.home_first=true",
    "front_line.change=co_designed",
)


def lived(scenario: Scenario, own: Watched) -> None:
    """Two years and a month of poor care and losses, with every body asked what it may be asked."""
    parameters = scenario.parameters.model_copy(update={"oversight": own})
    model = IntegrationModel(replace(scenario, parameters=parameters), rng=1)
    s = model.surroundings
    monitor = model.organisations.monitor[0]
    for duty in ("promote_competition", "prevent_abuse", "quality_only", "promote_integration"):
        s.levers = s.levers.changed([("competition.monitor_duty", duty)])
        monitor.reviews(0, 0, 1)
        monitor.strikes_down(0, 0, 1)
        monitor.feared_chance()
    procurement.months_before_start(s)
    procurement.goes_to_another(s, 0, 0, 1)
    group = model.organisations.large_group
    group.homes = [(market, home) for market in model.organisations.markets[1:] for home in market.providers]
    group.chance(group.homes)
    group._lose(*group.homes[0])
    for trust in model.organisations.community_trusts:
        trust.hands.new_until = 20
    model.run()


def test_every_number_about_the_rules_is_read_in_a_run() -> None:
    own = Watched(places().parameters.oversight)
    for rules in (RULES_OF_THE_BILL, OTHER_RULES):
        lived(places(*rules, councils=4, end="2012-04-30"), own)
    names = set(type(places().parameters.oversight).model_fields)
    unread = names - own.read
    # Read once a provider has lost money for years, or entered: see the tests of competition.
    assert unread <= {"closing_chance"}
