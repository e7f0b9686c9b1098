"""What organisations may see: last month, added up by body, and never a person."""

from __future__ import annotations

import numpy as np
import pytest
from one_council import places

from abm.activity import FLOWS, STOCKS, Flow, MonthOfActivity, Stock
from abm.model import IntegrationModel
from abm.organisations.reported_activity import ReportedActivity
from abm.vocabulary import Service


@pytest.fixture(scope="module")
def lived() -> IntegrationModel:
    return IntegrationModel(places(councils=4, end="2010-06-30"), rng=1).run()


def test_each_kind_of_body_sees_its_own_neighbourhoods(lived: IntegrationModel) -> None:
    """A month in which each neighbourhood counts a power of two, so that a sum says which were added."""
    hoods = lived.geography.neighbourhoods
    mark = 2 ** np.arange(len(hoods), dtype=object)
    stocks, flows = np.zeros((len(hoods), STOCKS), dtype=object), np.zeros((len(hoods), FLOWS), dtype=object)
    stocks[:, Stock.ALIVE] = flows[:, Flow.ADMISSIONS] = mark
    month = MonthOfActivity(0, 30, stocks, stocks, flows)
    members = lived.surroundings.members
    seen = ReportedActivity.of(month, members)
    for body, of in (
        (seen.council, hoods.council),
        (seen.acute_trust, hoods.acute_trust),
        (seen.community_trust, hoods.community_trust),
        (seen.mental_health_trust, hoods.mental_health_trust),
    ):
        assert len(body.stock_days) > of.max()
        for index in range(int(of.max()) + 1):
            assert body.stock_days[index, Stock.ALIVE] == mark[of == index].sum()
            assert body.flows[index, Flow.ADMISSIONS] == mark[of == index].sum()


def test_means_flows_and_people_served_are_read_by_body(lived: IntegrationModel) -> None:
    reported = lived.surroundings.reported
    assert reported is not None
    june = lived.record.months[-1].activity
    here = lived.geography.neighbourhoods.council == 1
    assert reported.council.mean(1, Stock.ALIVE) == pytest.approx(june.stock_days[here, Stock.ALIVE].sum() / 30)
    assert reported.council.flow(1, Flow.CRISES) == june.flows[here, Flow.CRISES].sum() > 0
    served = june.flows[here, Flow.SERVED_FIRST + Service.HOME_CARE].sum()
    assert reported.council.served(1, Service.HOME_CARE) == served > 0


def test_hospitals_know_how_full_they_were(lived: IntegrationModel) -> None:
    days = lived.record.months[-1].activity.stock_days[:, Stock.IN_ACUTE_BED]
    for trust in lived.organisations.acute_trusts:
        trust.observe()
        in_beds = days[trust.neighbourhoods].sum() / 30
        assert trust.occupancy == pytest.approx((in_beds + trust.planned_beds) / trust.beds)


def test_waiting_lists_remember_those_who_came_last_month(lived: IntegrationModel) -> None:
    council, s = lived.organisations.councils[2], lived.surroundings
    waiting_list = council.lists[Service.COUNCIL_ASSESSMENT]
    before = waiting_list.demand_a_day
    came = s.reported.council.served(2, Service.COUNCIL_ASSESSMENT) / s.last_month.working_days
    council.observe()
    assert waiting_list.demand_a_day == pytest.approx(0.5 * (before + came))
    assert came > 0.0
