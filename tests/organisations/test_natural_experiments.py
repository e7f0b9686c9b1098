"""Levers by which supply and money are moved from outside: places held open, providers, money for care."""

from __future__ import annotations

import numpy as np
import pytest
from one_council import begun, places

from abm.finance.division import MILLION, month_of_year_amount, part_of
from abm.finance.purposes import Purpose
from abm.model import IntegrationModel
from abm.vocabulary import Service

HOMES = (Service.RESIDENTIAL_PLACE, Service.NURSING_PLACE)


def open_after(months: int, places_held: float) -> dict[Service, float]:
    """What is open of each kind of care after some months, over what is in use."""
    model = begun(money_care_home_places=places_held)
    for _ in range(months):
        model.step()
    s = model.surroundings
    services = (Service.HOME_CARE, *HOMES)
    return {service: float(model.people.capacity(service)[0]) / s.in_use(service, 0) for service in services}


def test_homes_hold_more_open_by_just_that_much_and_home_care_does_not() -> None:
    model, more = begun(), begun(money_care_home_places=1.1)
    for usual, larger in zip(model.organisations.markets, more.organisations.markets, strict=True):
        usual.open_capacity()
        larger.open_capacity()
        ratio = 1.1 if usual.service in HOMES else 1.0
        opened, by_lever = (sum(each.capacity for each in market.providers) for market in (usual, larger))
        assert by_lever == pytest.approx(ratio * opened)


def test_what_is_held_open_does_not_grow_on_what_was_held_open() -> None:
    after = open_after(3, 1.1)
    assert all(1.08 < after[service] < 1.16 for service in HOMES)


def test_a_dated_end_of_it_ends_it() -> None:
    model = begun(money_care_home_places=1.1)
    model.step()
    model.change_levers({"money.care_home_places": 1.0})
    model.step()
    s = model.surroundings
    assert all(model.people.capacity(service)[0] < 1.05 * s.in_use(service, 0) for service in HOMES)


def test_further_home_care_providers_change_nobody_elses_luck() -> None:
    usual, more = begun(), begun(money_home_care_providers=2.0)
    before = {each.name: each for each in usual.organisations.care_providers}
    after = {each.name: each for each in more.organisations.care_providers}
    own = round(usual.run_scenario.parameters.organisations.providers_per_council)
    new = after.keys() - before.keys()
    assert before.keys() < after.keys()
    assert len(new) == own
    assert {after[name].market for name in new} == {Service.HOME_CARE}
    for name, provider in before.items():
        assert (after[name].index, after[name].quality, after[name].size) == (
            provider.index, provider.quality, provider.size,
        )  # fmt: skip
    entries = [
        [(place.index, place.name) for market in model.organisations.markets for place in market.places]
        for model in (usual, more)
    ]
    assert entries[0] == entries[1]
    assert len({each.account for each in after.values()}) == len(after)


def test_the_market_is_shared_by_more_and_is_as_large() -> None:
    usual, more = begun(), begun(money_home_care_providers=2.0)
    totals = []
    for model in (usual, more):
        market = next(each for each in model.organisations.markets if each.service == Service.HOME_CARE)
        totals.append((len(market.providers), sum(each.capacity for each in market.providers)))
    assert totals[1] == (2 * totals[0][0], pytest.approx(totals[0][1]))


def test_a_tenth_less_money_for_care_is_a_tenth_less_from_the_first_month() -> None:
    model = IntegrationModel(places(end="2010-06-30"), rng=1, money_social_care_level=0.9)
    council = model.organisations.councils[0]
    model.step()
    wanted = month_of_year_amount(part_of(np.array(council.budget), 900_000, MILLION), 0)
    got = model.ledger.income(np.array([council.account]), 0, [Purpose.ALLOCATION])
    assert got.tolist() == [int(wanted)]
