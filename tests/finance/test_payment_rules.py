"""What a hospital is paid under each rule, worked by hand.

One hospital, one commissioner, one month: 100 long stays at 2,330 pounds, 10 of them readmissions within 30
days of a discharge. In 2008/09 the same month had 90 stays. No day lies beyond a trim point.
"""

from dataclasses import replace

import numpy as np
import pytest
from example_places import PRICES, TARIFF, whole
from hypothesis import given
from hypothesis import strategies as st

from abm.finance.payment_rules import (
    AgreedAmounts,
    HospitalActivity,
    PaymentRules,
    hospital_income,
    tariff_value,
)

STAY = 233_000
PLAIN = replace(
    PRICES,
    emergency_long_stay=STAY,
    emergency_short_stay=54_000,
    marginal_tariff_rate_ppm=300_000,
    readmission_unpaid_ppm=1_000_000,
)
WORK = HospitalActivity(short_stays=whole(0), long_stays=whole(100), bed_days=whole(0), readmissions=whole(10))
AGREED = AgreedAmounts(
    emergency_baseline=whole(90 * STAY), hospital_block=whole(95 * STAY), capitated_budget=whole(97 * STAY)
)


def rules(**changes) -> PaymentRules:
    return replace(TARIFF, **changes)


@pytest.mark.parametrize(
    ("in_force", "stays_paid"),
    [
        (rules(), 100),
        # 90 in full and the 10 above the baseline at 30%
        (rules(marginal_tariff=True), 93),
        # the 10 readmissions go unpaid
        (rules(thirty_day_rule=True), 90),
        # the 10 readmissions go unpaid, and what is left is at the baseline: nothing is taken twice
        (rules(marginal_tariff=True, thirty_day_rule=True), 90),
        (rules(hospital="block"), 95),
        (rules(hospital="block", marginal_tariff=True, thirty_day_rule=True), 95),
        (rules(hospital="capitated"), 97),
    ],
)
def test_a_hundred_stays_are_paid_as(in_force, stays_paid):
    assert hospital_income(WORK, AGREED, in_force, PLAIN).net.tolist() == [stays_paid * STAY]


def test_where_two_fifths_of_readmissions_go_unpaid_the_marginal_tariff_takes_its_part_of_the_rest():
    """100 stays less 4 unpaid leave 96; 6 of them lie above the baseline and are paid at 30%: 90 + 1.8."""
    partly = replace(PLAIN, readmission_unpaid_ppm=400_000)
    income = hospital_income(WORK, AGREED, rules(marginal_tariff=True, thirty_day_rule=True), partly)
    assert income.emergency_tariff.tolist() == [100 * STAY]
    assert income.readmissions_withheld.tolist() == [4 * STAY]
    assert (income.marginal_withheld * 10).tolist() == [42 * STAY]
    assert (income.net * 10).tolist() == [918 * STAY]


def test_one_more_stay_earns_full_price_below_the_baseline_a_part_above_and_nothing_under_block():
    def gain(stays, in_force):
        fewer, more = (replace(WORK, long_stays=whole(number), readmissions=whole(0)) for number in (stays, stays + 1))
        pay = [int(hospital_income(work, AGREED, in_force, PLAIN).net[0]) for work in (fewer, more)]
        return pay[1] - pay[0]

    assert gain(80, rules(marginal_tariff=True)) == STAY
    assert gain(100, rules(marginal_tariff=True)) == STAY * 3 // 10
    assert gain(100, rules(hospital="block")) == 0
    assert gain(100, rules(hospital="capitated")) == 0


def test_short_stays_are_cheaper_and_a_tenth_of_days_lie_beyond_the_trim_point():
    """30 short and 70 long stays, 1,000 days of which 100 at 210 pounds: 16,200 + 163,100 + 21,000 pounds."""
    work = replace(WORK, short_stays=whole(30), long_stays=whole(70), bed_days=whole(1_000))
    assert tariff_value(work, PLAIN).tolist() == [16_200_00 + 163_100_00 + 21_000_00]


counts = st.lists(st.integers(0, 5_000), min_size=4, max_size=4)


@given(counts, counts, counts, counts, st.integers(0, 10**10), st.booleans(), st.booleans())
def test_no_rule_pays_more_than_the_work_is_worth_or_less_than_nothing(
    short, long, days, readmitted, baseline, marginal, thirty_day
):
    work = HospitalActivity(*(np.array(each, dtype=np.int64) for each in (short, long, days, readmitted)))
    agreed = AgreedAmounts(*(np.full(4, baseline) for _ in range(3)))
    in_force = rules(marginal_tariff=marginal, thirty_day_rule=thirty_day)
    income = hospital_income(work, agreed, in_force, PRICES)
    assert np.all(income.net >= 0)
    assert np.all(income.net <= income.emergency_tariff)
    assert np.all(income.emergency_tariff == tariff_value(work, PRICES))
    assert marginal or not income.marginal_withheld.any()
    assert thirty_day or not income.readmissions_withheld.any()
