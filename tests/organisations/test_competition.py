"""Competition (M14): who enters, who leaves, what a failure costs, and what rivalry does to quality and fees."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from one_council import begun, flow, places

from abm.activity import Flow, delayed_column
from abm.measures.table import measure_table
from abm.model import IntegrationModel
from abm.model.organisations_of_a_run import provider_shares
from abm.organisations.care_market import CareMarket
from abm.organisations.market_entry import attraction, enter, growth_shares
from abm.organisations.market_exit import must_close
from abm.organisations.provider_mix import chance_of_another, concentration, tell_people
from abm.organisations.rivalry import choose, mean_quality
from abm.vocabulary import Body, Reason, Service


@cache
def three_years(rule: str) -> IntegrationModel:
    return IntegrationModel(places(councils=4, end="2013-03-31"), rng=1, competition_any_willing_provider=rule).run()


def home_care(model: IntegrationModel) -> CareMarket:
    return next(market for market in model.organisations.markets if market.service == Service.HOME_CARE)


def test_the_more_open_the_market_the_more_enter() -> None:
    entered = {
        rule: sum(int(kept.oversight.entered.sum()) for kept in three_years(rule).record.months)
        for rule in ("off", "limited", "full")
    }
    assert entered["off"] == 0
    assert 0 < entered["limited"] < entered["full"]


def test_more_providers_mean_more_changes_of_hand_and_somewhat_better_care() -> None:
    closed, opened = (three_years(rule).record.months[-1].oversight for rule in ("off", "full"))
    assert opened.providers.sum() > closed.providers.sum()
    assert opened.concentration.mean() < closed.concentration.mean()
    assert 0.0 < opened.quality.mean() - closed.quality.mean() < 0.1


def test_an_open_market_lowers_fees() -> None:
    closed, opened = (
        three_years(rule).surroundings.contracts.council_price_level_ppm.mean() for rule in ("off", "full")
    )
    assert opened < closed


def test_whoever_enters_is_small_paid_for_its_share_and_counted() -> None:
    model = three_years("full")
    new = [provider for provider in model.organisations.care_providers if provider.entered >= 0]
    assert new
    for provider in new:
        market = next(market for market in model.organisations.markets if provider in market.providers)
        total = sum(each.capacity for each in market.providers)
        assert 0.0 < provider.capacity < total / len(market.providers)
        assert model.ledger.income([provider.account], model.months - 1)[0] > 0
        assert model.ledger.income([provider.account], range(provider.entered)).sum() == 0
    table = measure_table(model)
    years = table[(table["measure"] == "care_providers_entered") & (table["level"] == "place")]
    whole = years[years["period"].str.contains("/")]["value"].sum()
    kept = [month.oversight for month in model.record.months]
    assert whole == sum(int(month.entered.sum()) for month in kept[12:]) > 0
    assert sum(int(month.entered.sum() - month.closed.sum()) for month in kept) == len(new)


def test_entry_needs_people_waiting_or_money_to_be_made() -> None:
    model = begun(competition_any_willing_provider="full")
    market = home_care(model)
    s = model.surroundings
    s.people.waiting(Service.HOME_CARE)[0] = 0
    assert attraction(market) == 0.0
    s.people.waiting(Service.HOME_CARE)[0] = 10_000
    assert attraction(market) == 1.0
    s.people.waiting(Service.HOME_CARE)[0] = 0
    s.overspending_of = lambda account: -0.04  # type: ignore[method-assign]
    assert attraction(market) == pytest.approx(0.04 / s.parameters.oversight.attractive_margin)


def test_nobody_enters_once_every_place_is_taken() -> None:
    model = begun(competition_any_willing_provider="full")
    market, s = home_care(model), model.surroundings
    s.people.waiting(Service.HOME_CARE)[0] = 10_000
    before = len(market.providers)
    for april in range(12, 1200, 12):
        s.month = replace(s.month, index=april)
        enter(market)
    assert len(market.providers) == before + round(s.parameters.oversight.most_entrants)
    assert market.places == []


def test_new_providers_take_part_of_growth_for_their_first_years() -> None:
    model = begun()
    s, market = model.surroundings, home_care(model)
    by_size = [0.4, 0.3, 0.2, 0.1]
    assert growth_shares(s, market.providers, by_size) == by_size
    s.month = replace(s.month, index=24)
    market.providers[3].entered = 12
    part = s.parameters.oversight.entrant_growth_share
    shares = growth_shares(s, market.providers, by_size)
    assert sum(shares) == pytest.approx(1.0)
    assert shares[3] == pytest.approx(0.1 * (1.0 - part) + part)
    s.month = replace(s.month, index=120)
    assert growth_shares(s, market.providers, by_size) == by_size


def test_choice_moves_shares_to_the_better_and_leaves_the_market_as_large() -> None:
    market = home_care(begun())
    before = [provider.capacity for provider in market.providers]
    for provider, quality in zip(market.providers, (0.9, 0.8, 0.7, 0.6), strict=True):
        provider.quality = quality
    mean = mean_quality(market)
    choose(market, 1.0)
    after = [provider.capacity for provider in market.providers]
    assert sum(after) == pytest.approx(sum(before))
    assert after[0] > before[0]
    assert after[3] < before[3]
    assert mean_quality(market) > mean


# --- leaving -------------------------------------------------------------------------------------------------------


def losing(years: int) -> tuple[IntegrationModel, CareMarket]:
    """A market in which all lost money for some years."""
    model = begun(competition_any_willing_provider="off")
    s, market = model.surroundings, home_care(model)
    s.overspending_of = lambda account: 0.02  # type: ignore[method-assign]
    for year in range(1, years + 1):
        s.month = replace(s.month, index=12 * year)
        for provider in list(market.providers):
            provider.plan_the_year()
        market.plan_the_year()
    return model, market


def test_only_those_who_lose_money_year_after_year_close_and_one_always_stays() -> None:
    assert len(losing(1)[1].providers) == 4
    model, market = losing(40)
    assert len(market.providers) == 1
    assert market.turnover.closed == 3
    listed = provider_shares(model.accounts, model.organisations.care_providers)
    assert market.providers[0].account in listed.provider
    assert len(listed.provider) == 3 * 4 - 3


def test_a_new_provider_may_find_no_foothold() -> None:
    model = begun(competition_any_willing_provider="off")
    market, s = home_care(model), model.surroundings
    chance = s.parameters.oversight.entrant_fails
    gone = dict.fromkeys((-1, 1), 0)
    for entered in gone:
        for april in range(12, 2412, 12):
            s.month = replace(s.month, index=april)
            market.providers[0].entered = april - 12 if entered > 0 else -1
            gone[entered] += must_close(market, market.providers[0])
    assert gone[-1] == 0
    assert gone[1] / 200 == pytest.approx(chance, abs=0.06)


def test_a_loss_is_saved_on_quality() -> None:
    _, market = losing(1)
    fresh = home_care(begun())
    saved = 0.02 * market.surroundings.parameters.oversight.quality_per_loss
    assert mean_quality(market) == pytest.approx(mean_quality(fresh) - saved)


def test_a_provider_too_small_to_go_on_gives_up() -> None:
    model = begun(competition_any_willing_provider="off")
    market = home_care(model)
    model.surroundings.month = replace(model.surroundings.month, index=12)
    market.providers[1].capacity = 0.0
    gone = market.providers[1]
    market.plan_the_year()
    assert gone not in market.providers
    assert gone not in model.organisations.care_providers


# --- sudden failure ------------------------------------------------------------------------------------------------


def year_after(failure: float) -> tuple[IntegrationModel, int]:
    """Two years of places where half of all residential homes belong to one group; days delayed in the second."""
    scenario = places(councils=2, end="2012-03-31").with_parameters({"oversight.failure_closes": 1.0})
    model = IntegrationModel(scenario, rng=3)
    group = model.organisations.large_group
    group.homes = [
        (market, home)
        for market in model.organisations.markets
        if market.service == Service.RESIDENTIAL_PLACE
        for home in market.providers[:2]
    ]
    group.chance = lambda standing: failure  # type: ignore[method-assign]
    model.run()
    columns = [delayed_column(Reason.RESIDENTIAL_HOME, body) for body in Body]
    return model, sum(int(kept.activity.stock_days[:, columns].sum()) for kept in model.record.months[12:])


def test_a_failed_group_costs_delay_in_the_year_after_and_is_counted() -> None:
    (stands, usual), (failed, worse) = year_after(0.0), year_after(1.0)
    assert sum(int(kept.oversight.failed.sum()) for kept in stands.record.months) == 0
    assert sum(int(kept.oversight.failed.sum()) for kept in failed.record.months) == 4
    assert failed.organisations.large_group.failed
    assert worse > 1.5 * usual


def test_the_chance_of_failure_grows_with_losses_and_low_fees() -> None:
    model = IntegrationModel(places(councils=8, end="2010-05-31"), rng=1)
    s, group = model.surroundings, model.organisations.large_group
    assert group.homes
    p = s.parameters.oversight
    assert group.chance(group.homes) == pytest.approx(p.large_group_failure)
    level = np.full_like(s.contracts.council_price_level_ppm, 950_000)
    s.contracts = replace(s.contracts, council_price_level_ppm=level)
    low = group.chance(group.homes)
    assert low == pytest.approx(p.large_group_failure * (1.0 + 0.05 * p.failure_per_low_fees))
    s.overspending_of = lambda account: 0.1  # type: ignore[method-assign]
    assert group.chance(group.homes) == pytest.approx(low + p.large_group_failure * 0.1 * p.failure_per_loss)


# --- the mix of providers ------------------------------------------------------------------------------------------


def test_the_more_evenly_many_share_a_market_the_less_concentrated_it_is() -> None:
    market = home_care(begun())
    for capacities, index in (((4.0, 0.0, 0.0, 0.0), 1.0), ((1.0, 1.0, 0.0, 0.0), 0.5), ((1.0, 1.0, 1.0, 1.0), 0.25)):
        for provider, capacity in zip(market.providers, capacities, strict=True):
            provider.capacity = capacity
        assert concentration(market) == pytest.approx(index)


def test_other_hands_in_community_care_add_to_those_at_home() -> None:
    at_home, community = np.array([0.75, 0.75]), np.array([0.0, 0.2])
    assert chance_of_another(at_home, community, 0.3).tolist() == pytest.approx([0.75, 1.0 - 0.25 * 0.94])


def test_people_meet_other_providers_the_more_there_are() -> None:
    closed, opened = three_years("off"), three_years("full")
    assert (opened.people.controls["provider_change"] > closed.people.controls["provider_change"]).all()
    changes = [
        flow(model, Flow.PROVIDER_CHANGES) / flow(model, Flow.PACKAGE_STARTS_COUNCIL) for model in (closed, opened)
    ]
    assert changes[1] > changes[0]


def test_arrangements_break_down_more_where_care_at_home_is_poor() -> None:
    chances = []
    for quality in (0.5, 0.83, 1.0):
        model = begun()
        for provider in home_care(model).providers:
            provider.quality = quality
        tell_people(model.surroundings, model.organisations.markets, model.organisations.community_trusts)
        chances.append(float(model.people.controls["package_breakdown"][0]))
    usual = model.run_scenario.parameters.oversight.breakdown_a_year
    assert chances == pytest.approx([usual * 0.5 / 0.17, usual, 0.0])
