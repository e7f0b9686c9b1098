"""A month's settlement: it balances, loses nothing, and pays whoever is due under the rule in force."""

from dataclasses import replace

import numpy as np
import pytest
from example_places import (
    NEIGHBOURHOODS,
    OLDER_PEOPLE,
    PRICES,
    TARIFF,
    activity_of,
    busy_month,
    open_place,
    whole,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from abm.activity import FLOWS, STOCKS, Flow, MonthOfActivity, Stock, delayed_column
from abm.dates import Month
from abm.errors import BalanceError
from abm.finance.delayed_days import chargeable_days
from abm.finance.division import month_of_year_amount
from abm.finance.ledger import year_to_date
from abm.finance.long_term_care import price_care
from abm.finance.payment_rules import PaymentRules
from abm.finance.purposes import Purpose
from abm.finance.settlement import settle_activity
from abm.vocabulary import Body, Reason

payment_rules = st.builds(
    PaymentRules,
    hospital=st.sampled_from(["tariff", "block", "capitated"]),
    marginal_tariff=st.booleans(),
    thirty_day_rule=st.booleans(),
    delayed_day_charge=st.integers(0, 50_000),
)


@st.composite
def any_month(draw) -> MonthOfActivity:
    month = draw(st.integers(0, 107))
    stocks = draw(arrays(np.int64, (NEIGHBOURHOODS, STOCKS), elements=st.integers(0, 400_000)))
    flows = draw(arrays(np.int64, (NEIGHBOURHOODS, FLOWS), elements=st.integers(0, 9_000)))
    return MonthOfActivity(month, Month(month).days, stocks, stocks, flows)


def settled(activity, rules=TARIFF, place=None, contracts=None):
    place = place or open_place()
    settle_activity(
        place.ledger,
        activity,
        place.parties,
        rules=rules,
        prices=PRICES,
        contracts=contracts or place.contracts,
    )
    return place


@settings(max_examples=60, deadline=None)
@given(any_month(), payment_rules)
def test_any_month_under_any_rule_balances_and_every_priced_penny_is_on_the_books(activity, rules):
    place = settled(activity, rules)
    place.ledger.check(activity.month)
    paid = dict(
        zip(
            Purpose,
            place.ledger.spent_by_purpose(np.arange(len(place.ledger.names)), activity.month).sum(axis=0),
            strict=True,
        )
    )
    bill = price_care(activity, PRICES, place.contracts.council_price_level_ppm)
    assert paid[Purpose.HOME_CARE] == (bill.home_care_council + bill.home_care_self).sum()
    assert paid[Purpose.RESIDENTIAL_CARE] == (bill.residential_council + bill.residential_self).sum()
    assert paid[Purpose.NURSING_CARE] == (bill.nursing_council + bill.nursing_self).sum()
    assert paid[Purpose.CONTINUING_HEALTHCARE] == sum(each.sum() for each in (bill.residential_nhs, bill.nursing_nhs))
    assert paid[Purpose.NHS_FUNDED_NURSING_CARE] == bill.funded_nursing_care.sum()
    assert paid[Purpose.CLIENT_CONTRIBUTION] == bill.client_contributions.sum()
    assert paid[Purpose.REABLEMENT] == bill.reablement.sum()
    assert paid[Purpose.EQUIPMENT] == bill.equipment.sum()
    assert paid[Purpose.DELAYED_DAY_CHARGE] == chargeable_days(activity).sum() * rules.delayed_day_charge
    community = month_of_year_amount(place.contracts.community_block, activity.month)
    assert paid[Purpose.COMMUNITY_CONTRACT] == community.sum()


def hospital_net(place, month) -> int:
    trusts = place.accounts.acute_trusts
    return int(place.ledger.income(trusts, month).sum() - place.ledger.spent(trusts, month).sum())


def test_a_change_of_rule_moves_money_in_the_same_month():
    plain = hospital_net(settled(busy_month()), 12)
    marginal = hospital_net(settled(busy_month(), replace(TARIFF, marginal_tariff=True)), 12)
    thirty_day = hospital_net(settled(busy_month(), replace(TARIFF, thirty_day_rule=True)), 12)
    block = hospital_net(settled(busy_month(), replace(TARIFF, hospital="block")), 12)
    capitated = hospital_net(settled(busy_month(), replace(TARIFF, hospital="capitated")), 12)
    assert marginal < plain
    assert thirty_day < plain
    assert block != plain
    assert abs(capitated - block) < len(OLDER_PEOPLE) * OLDER_PEOPLE.sum()


def test_block_and_capitated_hospitals_get_the_same_in_a_quiet_and_in_a_busy_month():
    quiet = replace(busy_month(), flows=np.zeros((NEIGHBOURHOODS, FLOWS), dtype=np.int64))
    for hospital in ("block", "capitated"):
        rules = replace(TARIFF, hospital=hospital)
        assert hospital_net(settled(quiet, rules), 12) == hospital_net(settled(busy_month(), rules), 12)
    assert hospital_net(settled(quiet), 12) == 0


def test_a_year_of_block_is_paid_to_the_penny_in_twelve_months():
    place = open_place()
    for month in range(12, 24):
        settled(busy_month(month), replace(TARIFF, hospital="block"), place)
    year = year_to_date(23)
    assert place.ledger.income(place.accounts.acute_trusts, year, [Purpose.BLOCK_CONTRACT]).sum() == (
        place.contracts.hospital_block.sum()
    )
    assert place.ledger.income(place.accounts.mental_health_trusts, year).sum() == (
        place.contracts.mental_health_block.sum()
    )


def test_the_marginal_tariff_is_held_against_a_contract_not_against_each_neighbourhood():
    """Two neighbourhoods under one contract, one 8 stays above its baseline and one 12 below."""
    place = open_place()
    parties = replace(
        place.parties,
        commissioner=place.accounts.pcts[[0, 0, 1]],
        acute_trust=place.accounts.acute_trusts[[0, 0, 1]],
    )
    place = replace(place, parties=parties)
    stay = PRICES.emergency_long_stay
    baseline = whole(100, 100, 0) * stay
    contracts = replace(place.contracts, emergency_baseline=baseline * 12)
    activity = activity_of(flows={Flow.LONG_STAYS_ENDED: whole(108, 88, 0)})
    settled(activity, replace(TARIFF, marginal_tariff=True), place, contracts)
    withheld = place.ledger.spent(place.accounts.acute_trusts, activity.month, [Purpose.MARGINAL_TARIFF_WITHHELD])
    assert withheld.tolist() == [0, 0]


def test_when_consortia_take_over_the_same_contracts_are_paid_by_them():
    place = settled(busy_month(35))
    heirs = replace(place.parties, commissioner=place.accounts.consortia)
    settled(busy_month(36), place=replace(place, parties=heirs))
    community = [Purpose.COMMUNITY_CONTRACT]
    assert place.ledger.spent(place.accounts.pcts, 36).sum() == 0
    assert place.ledger.spent(place.accounts.consortia, 36, community).tolist() == (
        month_of_year_amount(place.contracts.community_block, 36).tolist()
    )


def test_a_delayed_day_is_charged_by_the_hospital_to_the_council():
    acute_days = {
        Stock.DELAYED_ACUTE: whole(5, 0, 2),
        delayed_column(Reason.HOME_PACKAGE, Body.SOCIAL_CARE): whole(5, 0, 2),
    }
    place = settled(activity_of(acute_days))
    charge = [Purpose.DELAYED_DAY_CHARGE]
    assert place.ledger.spent(place.accounts.councils, 12, charge).tolist() == [500_00, 200_00]
    assert place.ledger.income(place.accounts.acute_trusts, 12, charge).tolist() == [500_00, 200_00]


def test_providers_are_paid_by_their_part_of_the_areas_places():
    """Northshire has 40 places at The Limes and 30 at Both Sides: four sevenths and three of the bill."""
    place = settled(activity_of({Stock.RESIDENTIAL_SELF: whole(49, 0, 0)}))
    fees = 49 * PRICES.residential_week_self_funder // 7
    income = place.ledger.income(place.accounts.care_providers, 12)
    assert income.tolist() == [0, fees * 4 // 7, fees * 3 // 7, 0]
    assert place.ledger.spent(place.accounts.self_funders, 12).tolist() == [fees, 0]


def test_care_that_nobody_provides_is_a_fault():
    place = open_place()
    nobody = replace(place.parties.care_providers, nursing=np.zeros(6, dtype=np.int64))
    place = replace(place, parties=replace(place.parties, care_providers=nobody))
    with pytest.raises(BalanceError, match="nursing_care"):
        settled(activity_of({Stock.NURSING_SELF: whole(7, 0, 0)}), place=place)
    absent = replace(
        place.parties.care_providers,
        **{
            column: getattr(place.parties.care_providers, column)[:0]
            for column in ("council", "provider", "home_care", "residential", "nursing")
        },
    )
    place = replace(place, parties=replace(place.parties, care_providers=absent))
    with pytest.raises(BalanceError, match="home_care"):
        settled(activity_of({Stock.HOME_CARE_HOURS_SELF: whole(7, 0, 0)}), place=place)


def test_records_of_unequal_length_are_refused():
    place = open_place()
    with pytest.raises(ValueError, match="neighbourhood"):
        replace(place.parties, council=whole(1))
    with pytest.raises(ValueError, match="neighbourhood"):
        replace(place.contracts, hospital_block=whole(1))
