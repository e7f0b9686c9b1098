"""The books of April 2010: income and spending begin near balance, and nobody is charged for what is not there."""

from __future__ import annotations

import numpy as np
import pytest
from short_runs import short

from abm.activity import Flow, Stock
from abm.finance.purposes import Purpose
from abm.model import IntegrationModel
from abm.model.opening_books import expected_year

YEAR = range(12)


@pytest.fixture(scope="module")
def opened() -> IntegrationModel:
    return IntegrationModel(short(councils=2), rng=3)


@pytest.fixture(scope="module")
def first_year() -> IntegrationModel:
    return IntegrationModel(short(councils=4), rng=1).run()


def gap(model: IntegrationModel, accounts: np.ndarray) -> float:
    """Spending over income in the first year, as a share of income."""
    income = int(model.ledger.income(accounts, YEAR).sum())
    return (int(model.ledger.spent(accounts, YEAR).sum()) - income) / income


def test_councils_begin_near_balance(first_year: IntegrationModel) -> None:
    assert abs(gap(first_year, first_year.accounts.councils)) < 0.06
    each = [abs(gap(first_year, first_year.accounts.councils[[at]])) for at in range(4)]
    assert max(each) < 0.10


def test_commissioners_begin_near_balance(first_year: IntegrationModel) -> None:
    assert abs(gap(first_year, first_year.accounts.pcts)) < 0.06


def test_the_gap_is_small_beside_the_care_that_is_modelled(first_year: IntegrationModel) -> None:
    """What is not modelled is a fixed sum, many times larger for the NHS: it must not hide a wrong price."""
    a, ledger = first_year.accounts, first_year.ledger
    for accounts, fixed in ((a.pcts, Purpose.OTHER_NHS_CARE), (a.councils, Purpose.OTHER_SOCIAL_CARE)):
        spent = int(ledger.spent(accounts, YEAR).sum())
        modelled = spent - int(ledger.spent(accounts, YEAR, [fixed]).sum())
        assert abs(spent - int(ledger.income(accounts, YEAR).sum())) < 0.10 * modelled


def test_the_expected_year_keeps_the_stocks_of_the_first_day(opened: IntegrationModel) -> None:
    year = expected_year(opened.people, opened.run_scenario.parameters.money, 240.0)
    stocks = opened.people.controls["stocks"]
    at = [Stock.ALIVE, Stock.HOME_CARE_HOURS_COUNCIL, Stock.RESIDENTIAL_COUNCIL, Stock.NURSING_NHS]
    assert np.array_equal(year.stock_days[:, at], stocks[:, at] * 365)
    stays = year.flows[:, Flow.SHORT_STAYS_ENDED] + year.flows[:, Flow.LONG_STAYS_ENDED]
    assert stays.sum() == pytest.approx(0.24 * stocks[:, Stock.ALIVE].sum(), abs=len(stocks))


def test_the_first_years_expectations_are_near_what_happens(first_year: IntegrationModel) -> None:
    """What contracts were priced at against what the tariff comes to."""
    trusts = first_year.accounts.acute_trusts
    tariff = int(first_year.ledger.income(trusts, YEAR, [Purpose.EMERGENCY_TARIFF]).sum())
    expected = int(first_year.surroundings.contracts.hospital_block.sum())
    assert tariff == pytest.approx(expected, rel=0.2)


def test_allocations_follow_what_commissioning_costs(opened: IntegrationModel) -> None:
    board = opened.organisations.nhs_commissioning_board[0]
    pcts = opened.organisations.primary_care_trusts
    assert sum(pct.allocation for pct in pcts) == pytest.approx(int(board.need.sum()), abs=len(pcts))
    assert (board.need > 0).all()


def test_the_nhs_transfer_of_the_first_year_reaches_councils(first_year: IntegrationModel) -> None:
    people = int(first_year.geography.neighbourhoods.people.sum())
    england = first_year.run_scenario.parameters.places.england_people
    lever = first_year.run_scenario.levers.pooling.nhs_transfer
    councils = first_year.accounts.councils
    received = int(first_year.ledger.income(councils, YEAR, [Purpose.NHS_TRANSFER]).sum())
    assert received == pytest.approx(lever * 1e8 * people / england, rel=1e-6)


def test_all_money_comes_from_the_treasury_and_older_people(first_year: IntegrationModel) -> None:
    """Only the world outside ends the year with money that it did not begin with."""
    a, balances = first_year.accounts, first_year.ledger.balances
    sources = balances[[a.treasury, *a.self_funders.tolist()]]
    assert (sources < 0).all()
    assert balances.sum() == 0
    assert balances[a.staff_and_suppliers] > 0
