"""England's sums: with the evidence's numbers of people, the prices come to the evidence's pounds.

Counts are those of the evidence tables; where a split is not there it is named as a round assumption.
"""

import numpy as np
import pytest
from example_places import MONEY, PRICES, activity_of, open_place, whole

from abm.activity import Stock
from abm.finance.council_budget import opening_council_budget
from abm.finance.division import MILLION
from abm.finance.exogenous import ModelledYear, open_exogenous_block, post_exogenous_block
from abm.finance.ledger import year_to_date
from abm.finance.long_term_care import price_care
from abm.finance.payment_rules import HospitalActivity, readmissions_withheld, tariff_value
from abm.finance.purposes import Purpose
from abm.finance.running_costs import assessment_staff_cost, bed_costs
from abm.finance.working_age import open_working_age_care, post_working_age_care

BILLION = 10**11
ENGLAND = 53_010_000
ADMISSIONS = 2_109_794
EMERGENCY = HospitalActivity(
    short_stays=whole(ADMISSIONS // 3),
    long_stays=whole(ADMISSIONS - ADMISSIONS // 3),
    bed_days=whole(ADMISSIONS * 19 // 2),
    readmissions=whole(ADMISSIONS * 14 // 100),
)


def test_older_peoples_emergency_care_comes_to_four_to_five_billion():
    """2.11m admissions (P056), a third short, of 9.5 days (P068); at 2,360 each (P152) it would be 5.0bn."""
    bill = int(tariff_value(EMERGENCY, PRICES)[0]) / BILLION
    assert 3.5 < bill < 5.5


def test_the_thirty_day_rule_withholds_what_hospitals_feared():
    """P166 expects 393m to 790m for all ages; older people have about half of emergency readmissions."""
    withheld = int(readmissions_withheld(tariff_value(EMERGENCY, PRICES), EMERGENCY, PRICES)[0]) / BILLION
    assert 0.393 / 2 < withheld < 0.790 / 2


def test_supported_care_home_residents_cost_councils_what_they_did():
    """165,000 residents (P137), 30% in nursing homes: about 4.5bn of 9.44bn for older people (P129)."""
    year = activity_of(
        {
            Stock.RESIDENTIAL_COUNCIL: whole(115_500 * 365),
            Stock.NURSING_COUNCIL: whole(49_500 * 365),
        },
        neighbourhoods=1,
    )
    bill = price_care(year, PRICES, whole(MILLION))
    homes = int((bill.residential_council + bill.nursing_council)[0])
    assert homes == pytest.approx((115_500 * 52_000 + 49_500 * 51_500) * 365 / 7, rel=1e-9)
    assert 4.0 < homes / BILLION < 5.0
    assert 1.0 < int(bill.client_contributions[0]) / BILLION < 1.8


def test_working_age_care_is_about_two_fifths_of_social_care():
    """T31: 35 to 45% of 17.0bn (P128); and it grows every April."""
    care = open_working_age_care(whole(ENGLAND), MONEY)
    first_year = sum(int(care.cost(month)[0]) for month in range(12))
    assert 0.35 < first_year / PRICES.social_care_total_per_year < 0.45
    people = [care.people(month).sum() for month in (0, 11, 12, 24)]
    assert people[0] == people[1] < people[2] < people[3]


def test_working_age_care_is_paid_by_councils():
    place = open_place()
    care = open_working_age_care(whole(200_000, 300_000), MONEY)
    councils, outside = place.accounts.councils, place.accounts.staff_and_suppliers
    post_working_age_care(place.ledger, 0, councils, care.cost(0), outside)
    assert place.ledger.spent(councils, 0, [Purpose.WORKING_AGE_CARE]).tolist() == care.cost(0).tolist()
    place.ledger.check(0)


def test_the_whole_comes_to_121_billion_whatever_part_of_it_is_modelled():
    """E047: modelled care and the block together, had the three neighbourhoods all of England's people."""
    place = open_place()
    people, by_council = whole(20_000_000, 13_010_000, 20_000_000), whole(33_010_000, 20_000_000)
    modelled = ModelledYear(nhs=13 * BILLION, social_care=16 * BILLION)
    block = open_exogenous_block(people, by_council, ENGLAND, modelled, PRICES)
    for month in range(12):
        post_exogenous_block(place.ledger, month, block, place.parties, place.accounts)
        place.ledger.check(month)
    everyone = np.arange(len(place.ledger.names))
    posted = int(place.ledger.spent(everyone, year_to_date(11)).sum())
    assert posted + modelled.nhs + modelled.social_care == 121 * BILLION
    held = place.ledger.spent(place.accounts.pcts, year_to_date(11)).sum() + modelled.nhs
    assert int(held) * 100 == 80 * 104 * BILLION


def test_a_tenth_of_england_has_a_tenth_of_the_block():
    tenth = open_exogenous_block(
        whole(5_301_000), whole(5_301_000), ENGLAND, ModelledYear(nhs=0, social_care=0), PRICES
    )
    total = int(tenth.other_nhs.sum()) + tenth.central_nhs + int(tenth.other_social_care.sum())
    assert total * 10 == 121 * BILLION
    dear = ModelledYear(nhs=200 * BILLION, social_care=30 * BILLION)
    nothing = open_exogenous_block(whole(5_301_000), whole(5_301_000), ENGLAND, dear, PRICES)
    assert nothing.other_nhs.sum() == nothing.other_social_care.sum() == 0


def test_social_care_is_about_a_third_of_what_a_council_decides():
    """100m gross, of which users pay 11m; the council's 89m are 35% of its budget."""
    budget = opening_council_budget(whole(100_000_000_00), PRICES)
    assert budget.social_care.tolist() == [89_000_000_00]
    assert budget.social_care[0] / (budget.social_care + budget.other_services)[0] == pytest.approx(0.35)


def test_an_empty_bed_saves_less_than_a_closed_one():
    """At 250 pounds a day, 70% fixed: ten open beds, eight occupied, cost 10 x 175 + 8 x 75 pounds."""
    assert bed_costs(whole(10), whole(8), PRICES).tolist() == [2_350_00]
    assert assessment_staff_cost(whole(4), PRICES).tolist() == [1_800_00]
