"""Providers of care: a market that follows what people wait for, inspections, embargoes, losses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from one_council import begun, places

from abm.finance.purposes import Purpose
from abm.model import IntegrationModel
from abm.organisations.care_market import CareMarket
from abm.organisations.care_provider import CareProvider
from abm.vocabulary import Service


@pytest.fixture
def model() -> IntegrationModel:
    return begun()


def market_for(model: IntegrationModel, service: Service) -> CareMarket:
    return next(market for market in model.organisations.markets if market.service == service)


def opens_with_a_queue(market: CareMarket, waiting: int) -> list[float]:
    """Capacities of its providers after a month of opening, with so many people waiting."""
    s = market.surroundings
    s.people.waiting(market.service)[market.council.index] = waiting
    market.open_capacity()
    s.people.waiting(market.service)[market.council.index] = 0
    return [provider.capacity for provider in market.providers]


def test_providers_begin_with_what_is_in_use_between_them(model: IntegrationModel) -> None:
    for market in model.organisations.markets:
        held = [provider.capacity for provider in market.providers]
        assert sum(held) == pytest.approx(model.surroundings.in_use(market.service, 0))
        assert min(held) > 0.0


def test_a_market_grows_where_people_wait_as_fast_as_it_may(model: IntegrationModel) -> None:
    market = market_for(model, Service.RESIDENTIAL_PLACE)
    before = [provider.capacity for provider in market.providers]
    after = opens_with_a_queue(market, 500)
    growth = model.run_scenario.parameters.organisations.largest_growth_a_month
    assert sum(after) == pytest.approx(sum(before) * (1.0 + growth) + 1.0)
    assert model.people.capacity(Service.RESIDENTIAL_PLACE)[0] == pytest.approx(sum(after))


def test_an_embargo_stops_growth_and_leaves_a_gap(model: IntegrationModel) -> None:
    market = market_for(model, Service.RESIDENTIAL_PLACE)
    free = opens_with_a_queue(market, 500)
    market.open_at_start()
    market.providers[0].under_embargo_until = model.month.index + 3
    before = market.providers[0].capacity
    after = opens_with_a_queue(market, 500)
    assert after[0] == before < free[0]
    assert after[1:] == pytest.approx(free[1:])


def test_a_provider_making_good_a_loss_opens_nothing_new(model: IntegrationModel) -> None:
    market = market_for(model, Service.RESIDENTIAL_PLACE)
    market.providers[0].shrinking_until = model.month.index + 1
    before = market.providers[0].capacity
    assert opens_with_a_queue(market, 500)[0] == before
    model.surroundings.month = replace(model.month, index=1)
    assert opens_with_a_queue(market, 500)[0] > before


def test_a_provider_under_embargo_may_still_close_places(model: IntegrationModel) -> None:
    market = market_for(model, Service.RESIDENTIAL_PLACE)
    opens_with_a_queue(market, 500)
    for provider in market.providers:
        provider.capacity *= 1.5
        provider.under_embargo_until = model.month.index + 3
    before = [provider.capacity for provider in market.providers]
    assert all(now < then for now, then in zip(opens_with_a_queue(market, 0), before, strict=True))


def test_where_all_are_under_embargo_nothing_grows_until_it_ends(model: IntegrationModel) -> None:
    market = market_for(model, Service.NURSING_PLACE)
    for provider in market.providers:
        provider.under_embargo_until = model.month.index + 3
    before = [provider.capacity for provider in market.providers]
    assert opens_with_a_queue(market, 500) == before
    model.surroundings.month = replace(model.month, index=3)
    assert sum(opens_with_a_queue(market, 500)) > sum(before)


def test_home_care_is_opened_in_hours(model: IntegrationModel) -> None:
    market = market_for(model, Service.HOME_CARE)
    before = sum(provider.capacity for provider in market.providers)
    assert before == model.people.in_use(Service.HOME_CARE)[0]
    assert sum(opens_with_a_queue(market, 10_000)) == pytest.approx(before * 1.03 + market.unit)
    assert market.unit > 1.0


def test_councils_that_tolerate_longer_waits_have_fewer_places_opened(model: IntegrationModel) -> None:
    market = market_for(model, Service.RESIDENTIAL_PLACE)
    market.waiting_list.demand_a_day = 1.0
    opened = []
    for factor in (0.5, 3.0):
        market.open_at_start()
        market.council.wait_factor = factor
        opened.append(sum(opens_with_a_queue(market, 6)))
    assert opened[0] > opened[1]


# --- inspection ----------------------------------------------------------------------------------------------------


def test_each_provider_is_inspected_about_every_second_year_and_the_poor_are_embargoed() -> None:
    model = IntegrationModel(places(councils=8, end="2010-05-31"), rng=1)
    commission, s = model.organisations.care_quality_commission[0], model.surroundings
    providers = model.organisations.care_providers
    assert list(commission.providers) == providers
    visits = 0
    quarters = range(0, 48, 3)
    for month in quarters:
        s.month = replace(s.month, index=month)
        for provider in providers:
            provider.quality, provider.under_embargo_until = 0.3, -1
        commission.meet_each_quarter()
        embargoed = [provider for provider in providers if not provider.may_grow]
        assert all(provider.quality > 0.3 for provider in embargoed)
        assert all(provider.quality == 0.3 for provider in providers if provider.may_grow)
        visits += len(embargoed)
    a_year = visits / len(providers) / (len(quarters) / 4)
    assert a_year == pytest.approx(s.parameters.organisations.inspections_a_year, abs=0.1)


def test_good_providers_are_never_under_embargo(model: IntegrationModel) -> None:
    commission, s = model.organisations.care_quality_commission[0], model.surroundings
    for provider in commission.providers:
        provider.quality = 0.9
    for month in range(0, 24, 3):
        s.month = replace(s.month, index=month)
        commission.meet_each_quarter()
        assert all(provider.may_grow for provider in commission.providers)


def test_an_embargo_lasts_its_months(model: IntegrationModel) -> None:
    commission, s = model.organisations.care_quality_commission[0], model.surroundings
    months = round(s.parameters.organisations.embargo_months)
    provider = commission.providers[0]
    while provider.may_grow:
        provider.quality = 0.1
        s.month = replace(s.month, index=s.month.index + 3)
        commission.meet_each_quarter()
    begins = s.month.index
    s.month = replace(s.month, index=begins + months - 1)
    assert not provider.may_grow
    s.month = replace(s.month, index=begins + months)
    assert provider.may_grow


# --- money ---------------------------------------------------------------------------------------------------------


def paid_at(price_level: float) -> IntegrationModel:
    """A year in which councils pay so much of the fees of 2010."""
    model = IntegrationModel(places(end="2011-04-30"), rng=1)
    s = model.surroundings
    level = np.full(len(s.contracts.council_price_level_ppm), round(price_level * 1_000_000), dtype=np.int64)
    s.contracts = replace(s.contracts, council_price_level_ppm=level)
    for _ in range(12):
        model.step()
    return model


def share_kept_in_april(provider: CareProvider) -> float:
    before = provider.capacity
    provider.plan_the_year()
    return provider.capacity / before


def test_at_full_fees_providers_have_their_margin_and_keep_their_places() -> None:
    model = paid_at(1.0)
    margin = model.run_scenario.parameters.organisations.provider_margin
    for provider in model.organisations.care_providers:
        assert model.surroundings.overspending_of(provider.account) == pytest.approx(-margin, abs=1e-3)
        assert share_kept_in_april(provider) == 1.0


def test_providers_that_lose_money_give_up_places_and_open_none_for_a_while() -> None:
    model = paid_at(0.75)
    p = model.run_scenario.parameters.organisations
    shares = {}
    for provider in model.organisations.care_providers:
        loss = model.surroundings.overspending_of(provider.account)
        assert provider.may_grow
        shares[provider.index] = share_kept_in_april(provider)
        assert shares[provider.index] == pytest.approx(1.0 - max(0.0, loss - p.provider_exit_loss))
        assert provider.may_grow == (loss <= p.provider_exit_loss)
    assert min(shares.values()) < 0.98


def test_what_councils_withhold_is_lost_by_providers_and_what_others_pay_is_not() -> None:
    """Costs over income at three quarters of the fees, in proportion to what councils buy in the area."""
    model = paid_at(0.75)
    accounts, month = model.accounts, 11
    margin = model.run_scenario.parameters.organisations.provider_margin
    bought = [Purpose.HOME_CARE, Purpose.RESIDENTIAL_CARE, Purpose.NURSING_CARE]
    councils = int(model.ledger.spent(accounts.councils, month, bought).sum())
    income = int(model.ledger.income(accounts.care_providers, month).sum())
    cost = int(model.ledger.spent(accounts.care_providers, month, [Purpose.CARE_COSTS]).sum())
    full_value = income - councils + councils / 0.75
    assert cost == pytest.approx(full_value * (1.0 - margin), rel=1e-6)


def test_providers_spend_on_care_what_it_costs(model: IntegrationModel) -> None:
    model.step()
    accounts = np.array([provider.account for provider in model.organisations.care_providers])
    income, spent = model.ledger.income(accounts, 0), model.ledger.spent(accounts, 0, [Purpose.CARE_COSTS])
    share = 1.0 - model.run_scenario.parameters.organisations.provider_margin
    assert spent.tolist() == pytest.approx((income * share).tolist(), abs=1)
    assert (income > 0).all()
