"""Long-term care, priced by hand."""

from dataclasses import replace

from example_places import PRICES, activity_of, whole

from abm.activity import Flow, Stock, delayed_column
from abm.finance.delayed_days import chargeable_days
from abm.finance.division import MILLION
from abm.finance.long_term_care import price_care
from abm.vocabulary import Body, Reason, Service

NATIONAL = whole(MILLION)


def bill_of(stocks=None, flows=None, level=NATIONAL):
    return price_care(activity_of(stocks, flows, neighbourhoods=1), PRICES, level)


def test_ten_hours_a_week_for_four_weeks_are_forty_hours():
    bill = bill_of({Stock.HOME_CARE_HOURS_COUNCIL: whole(10 * 28)})
    assert bill.home_care_council.tolist() == [40 * 16_50]


def test_a_supported_resident_for_a_week():
    """A residential home costs the council 520 pounds, of which the resident pays back 30%: 156."""
    bill = bill_of({Stock.RESIDENTIAL_COUNCIL: whole(7)})
    assert bill.residential_council.tolist() == [520_00]
    assert bill.client_contributions.tolist() == [156_00]


def test_who_pays_for_a_week_in_a_nursing_home():
    """The NHS pays 108.70 beside whoever pays the rest, not beside itself."""
    council = bill_of({Stock.NURSING_COUNCIL: whole(7)})
    assert (council.nursing_council[0], council.funded_nursing_care[0]) == (515_00, 108_70)
    own = bill_of({Stock.NURSING_SELF: whole(7)})
    assert (own.nursing_self[0], own.funded_nursing_care[0]) == (650_00, 108_70)
    nhs = bill_of({Stock.NURSING_NHS: whole(7)})
    assert (nhs.nursing_nhs[0], nhs.funded_nursing_care[0]) == (750_00, 0)


def test_an_episode_of_reablement_costs_what_the_study_found():
    """39 days at the price of a day, which is rounded to the penny: within 20 pence of 2,088 pounds."""
    assert abs(int(bill_of({Stock.IN_REABLEMENT: whole(39)}).reablement[0]) - 2_088_00) <= 20


def test_equipment_is_paid_for_when_it_is_delivered():
    served = {int(Flow.SERVED_FIRST) + int(Service.EQUIPMENT): whole(3)}
    assert bill_of(flows=served).equipment.tolist() == [750_00]


def test_a_council_that_pays_a_tenth_less_changes_its_own_bill_only():
    stocks = {
        Stock.RESIDENTIAL_COUNCIL: whole(70),
        Stock.RESIDENTIAL_SELF: whole(70),
        Stock.HOME_CARE_HOURS_COUNCIL: whole(700),
    }
    usual, cheaper = bill_of(stocks), bill_of(stocks, level=whole(900_000))
    assert (cheaper.residential_council * 10).tolist() == (usual.residential_council * 9).tolist()
    assert (cheaper.home_care_council * 10).tolist() == (usual.home_care_council * 9).tolist()
    assert cheaper.residential_self.tolist() == usual.residential_self.tolist()


def test_half_a_penny_is_rounded_up():
    """A day of a week at 35 pence costs 5; at 4 pence 0.57, so 1; at 3 pence 0.43, so 0."""
    for weekly, daily in ((35, 5), (4, 1), (3, 0)):
        prices = replace(PRICES, residential_week_council=weekly)
        bill = price_care(activity_of({Stock.RESIDENTIAL_COUNCIL: whole(1)}, neighbourhoods=1), prices, NATIONAL)
        assert bill.residential_council.tolist() == [daily]


def test_a_council_is_charged_for_acute_days_put_down_to_social_care_alone():
    """Of 100 delayed days 60 are acute. Of 30 put down to social care, 18 are taken to be acute."""
    activity = activity_of(
        {
            Stock.DELAYED_ACUTE: whole(60),
            Stock.DELAYED_COMMUNITY: whole(40),
            delayed_column(Reason.HOME_PACKAGE, Body.SOCIAL_CARE): whole(20),
            delayed_column(Reason.ASSESSMENT, Body.SOCIAL_CARE): whole(10),
            delayed_column(Reason.DISPUTE, Body.BOTH): whole(20),
            delayed_column(Reason.FURTHER_NHS_CARE, Body.NHS): whole(50),
        },
        neighbourhoods=1,
    )
    assert chargeable_days(activity).tolist() == [18]
