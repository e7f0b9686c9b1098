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


def test_an_embargo_stops_growth_and_others_take_it(model: IntegrationModel) -> None:
    market = market_for(model, Service.RESIDENTIAL_PLACE)
    held = market.providers[0]
    held.under_embargo_until = model.month.index + 3
    before = [provider.capacity for provider in market.providers]
    after = opens_with_a_queue(market, 500)
    assert after[0] == before[0]
    assert all(now > then for now, then in zip(after[1:], before[1:], strict=True))


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
        embargoed = [provider for provider in providers if provider.under_embargo]
        assert all(provider.quality > 0.3 for provider in embargoed)
        assert all(provider.quality == 0.3 for provider in providers if not provider.under_embargo)
        visits += len(embargoed)
    a_year = visits / len(providers) / (len(quarters) / 4)
    assert a_year == pytest.approx(s.parameters.organisations.inspections_a_year, abs=0.1)
    assert commission.embargoes == visits


def test_good_providers_are_never_under_embargo(model: IntegrationModel) -> None:
    commission, s = model.organisations.care_quality_commission[0], model.surroundings
    for provider in commission.providers:
        provider.quality = 0.9
    for month in range(0, 24, 3):
        s.month = replace(s.month, index=month)
        commission.meet_each_quarter()
    assert commission.embargoes == 0


def test_an_embargo_lasts_its_months(model: IntegrationModel) -> None:
    commission, s = model.organisations.care_quality_commission[0], model.surroundings
    months = round(s.parameters.organisations.embargo_months)
    provider = commission.providers[0]
    while not provider.under_embargo:
        provider.quality = 0.1
        s.month = replace(s.month, index=s.month.index + 3)
        commission.meet_each_quarter()
    begins = s.month.index
    s.month = replace(s.month, index=begins + months - 1)
    assert provider.under_embargo
    s.month = replace(s.month, index=begins + months)
    assert not provider.under_embargo


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


def test_providers_that_lose_money_give_up_places() -> None:
    model = paid_at(0.75)
    shares = {}
    for provider in model.organisations.care_providers:
        loss = model.surroundings.overspending_of(provider.account)
        shares[provider.index] = share_kept_in_april(provider)
        assert shares[provider.index] == pytest.approx(1.0 - min(0.25, loss) if loss > 0.05 else 1.0)
    assert min(shares.values()) < 0.95


def test_providers_spend_on_care_what_it_costs(model: IntegrationModel) -> None:
    model.step()
    accounts = model.accounts.care_providers
    income, spent = model.ledger.income(accounts, 0), model.ledger.spent(accounts, 0, [Purpose.CARE_COSTS])
    share = 1.0 - model.run_scenario.parameters.organisations.provider_margin
    assert spent.tolist() == pytest.approx((income * share).tolist(), abs=1)
    assert (income > 0).all()
