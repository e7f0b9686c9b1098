"""The money of pools in a short run: contributions in, the pooled part of real costs out, the year's end divided."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from one_council import begun, places

from abm.dates import Month
from abm.finance.division import MILLION, month_of_year_amount, part_of
from abm.finance.purposes import OLDER_PEOPLES_CARE, Purpose
from abm.model import IntegrationModel
from abm.organisations.joint_tally import JointFlow
from abm.organisations.pool import NOTHING, Contributions, Pool
from abm.organisations.pool_money import COMMISSIONED_CARE, PoolMoney

MANDATED = 0.2
FIRST_POOLED, SECOND_APRIL = 12, 24
SIDES = (True, False)


def moneys(model: IntegrationModel) -> list[PoolMoney]:
    """The accounts of pools with primary care trusts."""
    return [model.partnerships.pool_money[each.key] for each in model.partnerships.with_pcts]


def pay_for_care(money: PoolMoney, council: int, commissioner: int) -> None:
    """Let both partners pay so many pence for care in the first month."""
    s = money.surroundings
    for is_council, purpose, pence in (
        (True, Purpose.HOME_CARE, council),
        (False, Purpose.COMMUNITY_CONTRACT, commissioner),
    ):
        payer = money.partnership.partner(is_council).account
        s.ledger.post(0, purpose, payer, s.accounts.staff_and_suppliers, pence)


def posted(model: IntegrationModel, money: PoolMoney, month: int, purpose: Purpose) -> tuple[int, int]:
    """Pence out of and into a pool's account in a month, for a purpose."""
    account = np.array([money.account])
    ledger = model.ledger
    return int(ledger.spent(account, month, [purpose])[0]), int(ledger.income(account, month, [purpose])[0])


@cache
def pooled() -> tuple[IntegrationModel, dict[int, tuple[Contributions, float]], dict[int, int]]:
    """Two years of which the second is pooled by law, and the next April; contributions and risk, and the balance."""
    model = IntegrationModel(
        places(f"pooling.mandated_minimum={MANDATED}", "pooling.section_75=off", end="2012-04-30"), rng=1
    )
    for _ in range(SECOND_APRIL):
        model.step()
    agreed = {}
    for money in moneys(model):
        pool = money.partnership.pool
        assert pool is not None
        agreed[money.account] = (money.partnership.contributions, pool.council_risk)
    balances = {money.account: int(model.ledger.balances[money.account]) for money in moneys(model)}
    return model.run(), agreed, balances


def test_nothing_is_pooled_in_the_first_year() -> None:
    model, _, _ = pooled()
    for money in moneys(model):
        for month in range(FIRST_POOLED):
            assert posted(model, money, month, Purpose.POOL_CONTRIBUTION) == (0, 0)
            assert posted(model, money, month, Purpose.POOLED_CARE) == (0, 0)


def test_contributions_are_the_pooled_share_of_what_each_spent_on_the_care_of_these_people() -> None:
    model, agreed, _ = pooled()
    for money in moneys(model):
        partnership = money.partnership
        contributions, risk = agreed[money.account]
        for is_council, yearly in zip(SIDES, (contributions.council, contributions.commissioner), strict=True):
            purposes = OLDER_PEOPLES_CARE if is_council else COMMISSIONED_CARE
            partner = partnership.partner(is_council)
            spent = int(model.ledger.spent(np.array([partner.account]), range(FIRST_POOLED), purposes)[0])
            older = model.geography.neighbourhoods.older_people[partner.neighbourhoods].sum()
            assert yearly == pytest.approx(MANDATED * spent * partnership.older_people / older, rel=1e-5)
            assert yearly > 0
        assert risk == pytest.approx(contributions.council / contributions.together)


def test_a_years_contributions_arrive_less_what_is_withheld_for_broken_promises() -> None:
    model, agreed, _ = pooled()
    withheld = model.surroundings.parameters.joint_working.pool_withheld
    in_full = 0
    for money in moneys(model):
        # The council pays into the pools of both primary care trusts from one account.
        partner = np.array([money.partnership.partner(is_council=False).account])
        for month in range(FIRST_POOLED, SECOND_APRIL):
            paid = int(model.ledger.spent(partner, month, [Purpose.POOL_CONTRIBUTION])[0])
            due = int(month_of_year_amount(np.array(agreed[money.account][0].commissioner), month))
            less = due - int(part_of(due, round(withheld * MILLION), MILLION))
            assert paid in (due, less)
            in_full += paid == due
    assert in_full > 0


def test_whoever_broke_the_promise_withholds_part_of_its_own_contribution_and_nobody_elses() -> None:
    paid: dict[bool, list[int]] = {True: [], False: []}
    for withholds in (False, True):
        model = begun()
        money = moneys(model)[0]
        partnership = money.partnership
        partnership.pool = Pool(0.0, MANDATED, states_outcomes=False, council_risk=0.5)
        partnership.contributions = Contributions(36_500_000, 73_000_000)
        partnership.withheld = {True: False, False: withholds}
        money.contribute()
        for is_council in SIDES:
            account = np.array([partnership.partner(is_council).account])
            paid[is_council].append(int(model.ledger.spent(account, 0, [Purpose.POOL_CONTRIBUTION])[0]))
        assert int(model.ledger.balances[money.account]) == paid[True][-1] + paid[False][-1]
    assert paid[True] == [3_000_000, 3_000_000], "thirty of 365 days"
    kept = 1.0 - model.surroundings.parameters.joint_working.pool_withheld
    assert paid[False] == [6_000_000, pytest.approx(6_000_000 * kept, abs=1)]


def test_the_pool_pays_back_its_share_of_what_the_months_care_cost_and_it_is_counted() -> None:
    model, _, _ = pooled()
    for month in range(FIRST_POOLED, SECOND_APRIL):
        out = 0
        for money in moneys(model):
            cost = sum(money.spent_on_older_people(is_council, month) for is_council in SIDES)
            paid, _ = posted(model, money, month, Purpose.POOLED_CARE)
            assert paid == pytest.approx(MANDATED * cost, abs=2)
            out += paid
        counted = model.record.months[month].joint_flows
        assert counted[:, JointFlow.POOLED_BY_LAW].sum() == out > 0
        assert counted[:, JointFlow.POOLED_BY_CONSENT].sum() == 0


@pytest.mark.parametrize(("shares", "by_law"), [((0.03, 0.12), 0.25), ((0.12, 0.03), 1.0), ((0.0, 0.12), 0.0)])
def test_a_mandate_of_3_per_cent_on_a_chosen_pool_of_12_books_a_quarter_by_law(
    shares: tuple[float, float], by_law: float
) -> None:
    model = begun()
    money = moneys(model)[0]
    s, partnership = model.surroundings, money.partnership
    pay_for_care(money, 100_000_000, 60_000_000)
    partnership.pool = Pool(*shares, states_outcomes=False, council_risk=0.5)
    partnership.contributions = Contributions(1, 1)
    money.pay_back()
    cost = sum(money.spent_on_older_people(is_council, 0) for is_council in SIDES)
    paid, _ = posted(model, money, 0, Purpose.POOLED_CARE)
    assert paid == pytest.approx(0.12 * cost, abs=2)
    counted = s.joint_flows[partnership.council.index]
    assert counted[[JointFlow.POOLED_BY_LAW, JointFlow.POOLED_BY_CONSENT]].sum() == paid > 0
    assert counted[JointFlow.POOLED_BY_LAW] == pytest.approx(by_law * paid, abs=1)


def test_an_exactly_balanced_pool_leaves_everybodys_stress_as_it_was() -> None:
    """What a partner pays in and gets back is its own money. Checked with overspending over all income."""
    stress = {}
    for share in (0.0, 0.4):
        model = begun()
        money = moneys(model)[0]
        s, partnership = model.surroundings, money.partnership
        for is_council in SIDES:
            s.ledger.post(0, Purpose.GRANT, s.accounts.treasury, partnership.partner(is_council).account, 150_000_000)
        pay_for_care(money, 160_000_000, 165_000_000)
        if share:
            partnership.pool = Pool(0.0, share, states_outcomes=False, council_risk=0.5)
            back = [part_of(money.spent_on_older_people(each, 0), round(share * MILLION), MILLION) for each in SIDES]
            council, commissioner = (-(-int(pence) * 365 // 30) for pence in back)
            partnership.contributions = Contributions(council, commissioner)
            money.contribute()
            money.pay_back()
            assert posted(model, money, 0, Purpose.POOL_CONTRIBUTION)[1] == sum(back) > 10_000_000
            assert int(model.ledger.balances[money.account]) == 0
        s.month = Month(1)
        partners = [partnership.partner(is_council) for is_council in SIDES]
        for partner in partners:
            partner.meet_each_quarter()
        stress[share] = [partner.stress for partner in partners]
    assert stress[0.4] == stress[0.0] == pytest.approx([10 / 150, 15 / 150])


def test_a_years_pounds_balance() -> None:
    """What is in a pool at the year's end is what came in less what went out."""
    model, _, balances = pooled()
    for money in moneys(model):
        months = range(SECOND_APRIL)
        account = np.array([money.account])
        came_in, went_out = (int(side(account, months)[0]) for side in (model.ledger.income, model.ledger.spent))
        assert balances[money.account] == came_in - went_out != 0


def test_what_is_over_or_missing_at_the_years_end_is_divided_by_risk_shares_to_the_penny() -> None:
    model, agreed, balances = pooled()
    for money in moneys(model):
        out, back = posted(model, money, SECOND_APRIL, Purpose.POOL_SETTLEMENT)
        balance = balances[money.account]
        assert out - back == balance
        assert min(out, back) == 0
        commissioner = np.array([money.partnership.commissioner.account])
        ledger = model.ledger
        side = ledger.spent if balance < 0 else ledger.income
        of_commissioner = int(side(commissioner, SECOND_APRIL, [Purpose.POOL_SETTLEMENT])[0])
        risk = agreed[money.account][1]
        assert of_commissioner == pytest.approx((1.0 - risk) * abs(balance), abs=1 + abs(balance) / MILLION)


@pytest.mark.parametrize("over", [1_000_001, -1_000_001])
def test_settling_empties_the_account_both_ways_and_what_an_ended_pool_leaves_is_halved(over: int) -> None:
    model = begun()
    money = moneys(model)[0]
    s, partnership = model.surroundings, money.partnership
    assert partnership.pool is None
    partners = [partnership.partner(is_council).account for is_council in SIDES]
    before = model.ledger.balances[partners].copy()
    payer, payee = (s.accounts.treasury, money.account) if over > 0 else (money.account, s.accounts.treasury)
    s.ledger.post(0, Purpose.GRANT, payer, payee, abs(over))
    money.settle_year()
    assert int(model.ledger.balances[money.account]) == 0
    changed = (model.ledger.balances[partners] - before).tolist()
    assert sum(changed) == over
    assert changed[0] == pytest.approx(over / 2, abs=1)


def test_without_a_pool_nothing_moves() -> None:
    model = begun()
    model.surroundings.month = Month(0)
    for money in moneys(model):
        money.partnership.contributions = Contributions(1_000_000, 1_000_000)
        money.contribute()
        money.pay_back()
        money.settle_year()
        assert int(model.ledger.balances[money.account]) == 0
        money.agree_contributions()
        assert money.partnership.contributions == NOTHING
