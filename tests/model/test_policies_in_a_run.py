"""Dated policies: they bite on the first of the next month, and money follows at once."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from short_runs import one_year, short, with_policy

from abm.finance.delayed_days import chargeable_days
from abm.finance.purposes import Purpose
from abm.model import IntegrationModel

JUNE, JULY = 2, 3
CHARGE = [Purpose.DELAYED_DAY_CHARGE]


def test_a_policy_dated_within_a_month_moves_money_from_the_next() -> None:
    changed = IntegrationModel(
        with_policy(date(2010, 6, 15), {"payment.delayed_day_charge": 450.0}, end=date(2010, 8, 31)), rng=1
    ).run()
    councils = changed.accounts.councils
    days = [int(chargeable_days(kept.activity).sum()) for kept in changed.record.months]
    paid = [int(changed.ledger.spent(councils, month, CHARGE).sum()) for month in range(5)]
    assert min(days) > 0
    assert paid == [day * pence for day, pence in zip(days, [10_000] * 3 + [45_000] * 2, strict=True)]
    usual = one_year()
    everyone = np.arange(len(usual.ledger.names))
    same = [
        np.array_equal(usual.ledger.spent(everyone, month), changed.ledger.spent(everyone, month))
        for month in (JUNE, JULY)
    ]
    assert same == [True, False]


def test_a_policy_dated_the_first_takes_effect_that_day() -> None:
    model = IntegrationModel(
        with_policy(date(2010, 6, 1), {"payment.delayed_day_charge": 450.0}, end=date(2010, 6, 30)), rng=1
    ).run()
    days = int(chargeable_days(model.record.months[JUNE].activity).sum())
    assert model.ledger.spent(model.accounts.councils, JUNE, CHARGE).sum() == days * 45_000


def test_block_and_tariff_pay_hospitals_differently_in_the_same_month() -> None:
    block = IntegrationModel(
        with_policy(date(2010, 7, 1), {"payment.hospital": "block"}, end=date(2010, 8, 31)), rng=1
    ).run()
    usual = one_year()
    tariff, fixed = [Purpose.EMERGENCY_TARIFF], [Purpose.BLOCK_CONTRACT]
    trusts = block.accounts.acute_trusts

    def earned(model: IntegrationModel, month: int, purpose: list[Purpose]) -> int:
        return int(model.ledger.income(trusts, month, purpose).sum())

    assert earned(block, JUNE, tariff) == earned(usual, JUNE, tariff) > 0
    assert earned(block, JUNE, fixed) == 0
    assert earned(block, JULY, tariff) == 0 < earned(usual, JULY, tariff)
    assert earned(block, JULY, fixed) > 0 == earned(usual, JULY, fixed)
    per_year = int(block.surroundings.contracts.hospital_block.sum())
    assert earned(block, JULY, fixed) == pytest.approx(per_year * 31 / 365, rel=1e-6)


def test_the_thirty_day_rule_takes_money_back_from_the_month_it_begins() -> None:
    begins = with_policy(date(2010, 6, 15), {"payment.thirty_day_rule": True}, end=date(2010, 8, 31))
    model = IntegrationModel(begins, rng=1).run()
    withheld = [
        int(model.ledger.spent(model.accounts.acute_trusts, month, [Purpose.READMISSIONS_WITHHELD]).sum())
        for month in range(5)
    ]
    assert withheld[:JULY] == [0, 0, 0]
    assert min(withheld[JULY:]) > 0


def test_home_first_and_the_rest_reach_the_front_line_when_they_begin() -> None:
    changes = {
        "front_line.home_first": True,
        "front_line.two_week_review": True,
        "front_line.weekend_discharge": True,
        "front_line.locality_teams": "all",
        "information.single_assessment": True,
    }
    scenario = with_policy(date(2010, 5, 1), changes, end=date(2010, 5, 31))
    # Every team takes up what was designed with it, so that nothing but the date is in the way.
    scenario = scenario.with_levers({"front_line.change": "co_designed"})
    model = IntegrationModel(scenario.with_parameters({"oversight.adopts_co_designed": 1.0}), rng=1)
    rows = model.people.controls
    model.step()
    weekend = rows["weekend_discharge"].copy()
    flags = ("home_first", "two_week_review", "single_assessment")
    assert not any(rows[flag].any() for flag in flags)
    model.step()
    assert all(rows[flag].all() for flag in flags)
    assert (rows["weekend_discharge"] > weekend).all()
    assert (rows["locality_team"] == model.run_scenario.parameters.organisations.locality_team_reach).all()


# --- the abolition of primary care trusts --------------------------------------------------------------------------

APRIL = 12


@pytest.fixture(scope="module")
def abolished() -> IntegrationModel:
    reform = ("reform.abolition_date=2011-04-01", "money.nhs_growth=0.0")
    return IntegrationModel(short(*reform, councils=2, end="2011-06-30"), rng=1).run()


def test_consortia_pay_from_the_day_that_primary_care_trusts_end(abolished: IntegrationModel) -> None:
    a, ledger = abolished.accounts, abolished.ledger
    care = [purpose for purpose in Purpose if purpose != Purpose.ALLOCATION]
    for month in range(APRIL + 3):
        in_force, others = (a.pcts, a.consortia) if month < APRIL else (a.consortia, a.pcts)
        assert (ledger.spent(in_force, month, care) > 0).all()
        assert (ledger.spent(others, month, care) == 0).all()
        assert (ledger.income(others, month, care) == 0).all()


def test_what_primary_care_trusts_leave_goes_to_the_board(abolished: IntegrationModel) -> None:
    a, ledger = abolished.accounts, abolished.ledger
    assert ledger.balances[a.pcts].tolist() == [0] * len(a.pcts)
    left = [int(ledger.income(a.pcts, range(APRIL)).sum() - ledger.spent(a.pcts, range(APRIL)).sum())]
    to_board = ledger.paid_between(a.pcts, [a.nhs_commissioning_board], APRIL)
    from_board = ledger.paid_between([a.nhs_commissioning_board], a.pcts, APRIL)
    assert left == [to_board - from_board]


def test_the_nhss_money_is_the_same_before_and_after(abolished: IntegrationModel) -> None:
    a, ledger = abolished.accounts, abolished.ledger
    allocation = [Purpose.ALLOCATION]
    before = int(ledger.income(a.pcts, APRIL - 1, allocation).sum()) / (31 / 365)
    after = int(ledger.income(a.consortia, APRIL, allocation).sum()) / (30 / 366)
    assert after == pytest.approx(before, rel=1e-6)


def test_who_is_in_force_is_known_and_kept(abolished: IntegrationModel) -> None:
    kept = [month.commissioners_are_consortia for month in abolished.record.months]
    assert kept == [False] * APRIL + [True] * 3
    assert abolished.reform.commissioners_in_force == abolished.organisations.gp_consortia
    assert not any(pct.in_force or pct.panels for pct in abolished.organisations.primary_care_trusts)
    panels = [council for consortium in abolished.organisations.gp_consortia for council in consortium.panels]
    assert sorted(panels) == [0, 1]


def test_consortia_inherit_who_gets_continuing_healthcare() -> None:
    """Each goes on with the mean threshold that its people lived under; it does not draw one of its own."""
    model = IntegrationModel(short("reform.abolition_date=2010-06-01", councils=2, end="2010-06-30"), rng=1)
    model.step()
    model.step()
    lived_under = model.people.controls["continuing_healthcare_hours"].copy()
    model.step()
    hoods = model.geography.neighbourhoods
    for consortium in model.organisations.gp_consortia:
        here = hoods.consortium == consortium.index
        mean = np.average(lived_under[here], weights=hoods.older_people[here])
        assert consortium.usual_hours == pytest.approx(mean)


def test_without_the_reform_primary_care_trusts_stay() -> None:
    scenario = short("reform.abolish_pcts=false", "reform.abolition_date=2011-04-01", end="2011-05-31")
    model = IntegrationModel(scenario, rng=1).run()
    assert model.reform.commissioners_in_force == model.organisations.primary_care_trusts
    assert model.ledger.spent(model.accounts.consortia, range(14)).sum() == 0
