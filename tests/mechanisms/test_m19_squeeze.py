"""The squeeze: councils read need more narrowly year after year, and delay stays flat while there is slack (M19)."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from mechanism_runs import days, flow, places

from abm.activity import Flow, Stock
from abm.model import IntegrationModel
from abm.vocabulary import EligibilityThreshold

APRILS = (12, 24, 36)


@cache
def four_years(squeezed: bool, councils: int = 3) -> tuple[IntegrationModel, tuple[tuple[float, ...], ...]]:
    """Some councils under the Bill's own cuts or none, and every month's need from which each of them helps."""
    scenario = places(councils=councils, end="2014-03-31", abolition="2013-04-01")
    if not squeezed:
        scenario = scenario.with_levers({"money.social_care_growth": 2.0, "money.council_grant_cut": 0.0})
    model = IntegrationModel(scenario, rng=1)
    hours = []
    while model.running:
        model.step()
        hours.append(tuple(council.narrowing for council in model.organisations.councils))
    return model, tuple(hours)


def test_need_is_read_more_narrowly_every_year_of_the_squeeze_and_never_more_widely() -> None:
    """Checked with stress that narrows nothing."""
    _, squeezed = four_years(True)
    _, spared = four_years(False)
    means = [sum(month) / len(month) for month in squeezed]
    assert means[0] == 1.0
    assert means[APRILS[-1]] > 1.01
    assert means[APRILS[-1]] > means[APRILS[0]]
    assert all(b >= a for one, other in pairwise(squeezed) for a, b in zip(one, other, strict=True))
    assert sum(squeezed[-1]) - len(squeezed[-1]) > 2.0 * (sum(spared[-1]) - len(spared[-1]))


def test_thresholds_ratchet_up_to_substantial_and_never_come_down() -> None:
    model, _ = four_years(True)
    for earlier, later in pairwise(kept.thresholds for kept in model.record.months):
        rises = later > earlier
        assert (later >= earlier).all()
        assert (later[rises] <= EligibilityThreshold.SUBSTANTIAL).all()


def test_fewer_are_helped_under_the_squeeze_than_without_it() -> None:
    (squeezed, _), (spared, _) = four_years(True), four_years(False)
    hours = [days(model, Stock.HOME_CARE_HOURS_COUNCIL, first=36) for model in (squeezed, spared)]
    assert hours[0] < hours[1]
    refused = [flow(model, Flow.REFUSED_INELIGIBLE, first=36) for model in (squeezed, spared)]
    assert refused[0] > refused[1]
    assert days(squeezed, Stock.UNMET_HOURS, first=36) > days(spared, Stock.UNMET_HOURS, first=36)


def test_delay_hardly_grows_while_there_is_slack_and_then_does() -> None:
    """Against the same places without the squeeze: year by year one region's delay goes up and down anyway.

    Eight councils, as the luck of three is worth some hundredths by itself.
    """
    beds = (Stock.DELAYED_ACUTE, Stock.DELAYED_COMMUNITY)
    squeezed, spared = (four_years(given, councils=8)[0] for given in (True, False))
    first, _, third = (
        days(squeezed, *beds, first=at, last=at + 12) / days(spared, *beds, first=at, last=at + 12) for at in APRILS
    )
    assert 0.95 < first < 1.06
    assert third > first + 0.03
