"""Monitor's reviews of joint arrangements, what bodies fear of them, and tenders for new services (M14)."""

from __future__ import annotations

import pytest
from one_council import begun

from abm.organisations import procurement
from abm.organisations.monitor import Monitor

DUTIES = ("promote_competition", "prevent_abuse", "quality_only", "promote_integration")
PAIRS = [(council, commissioner) for council in range(40) for commissioner in range(5)]


def monitor_with(duty: str) -> Monitor:
    return begun(competition_monitor_duty=duty).organisations.monitor[0]


def test_the_more_monitor_must_promote_competition_the_more_it_reviews_and_strikes_down() -> None:
    reviews, strikes = [], []
    for duty in DUTIES:
        monitor = monitor_with(duty)
        reviewed = [(a, b, month) for a, b in PAIRS for month in range(24) if monitor.reviews(a, b, month)]
        reviews.append(len(reviewed))
        strikes.append(sum(monitor.strikes_down(*each) for each in reviewed))
    assert reviews == sorted(reviews, reverse=True)
    assert strikes == sorted(strikes, reverse=True)
    assert reviews[0] > 2 * reviews[2] > 0 == reviews[3]
    assert strikes[0] > strikes[1] > 0 == strikes[3]


def test_reviews_come_at_the_yearly_rate_however_often_one_asks() -> None:
    monitor = monitor_with("promote_competition")
    rate = monitor.surroundings.parameters.oversight.review_promoting
    years = 10
    for months in (1, 3, 12):
        asked = range(0, 12 * years, months)
        count = sum(monitor.reviews(a, b, month, months) for a, b in PAIRS for month in asked)
        assert count / len(PAIRS) / years == pytest.approx(rate, abs=0.02)


def test_the_same_arrangement_has_the_same_luck() -> None:
    one, other = monitor_with("prevent_abuse"), monitor_with("prevent_abuse")
    assert [one.reviews(3, 1, month) for month in range(200)] == [other.reviews(3, 1, month) for month in range(200)]


def test_what_is_feared_is_the_rules_chance_and_then_what_happens_to_others() -> None:
    monitor = monitor_with("promote_competition")
    p = monitor.surroundings.parameters.oversight
    rule = p.review_promoting * p.strike_promoting
    assert monitor.feared_chance() == pytest.approx(rule)
    monitor.arrangements.struck_down = 3
    assert monitor.feared_chance() == pytest.approx(rule + 3.0 / p.fear_years)
    monitor.arrangements.struck_down = 0
    monitor.arrangements.years_seen = p.fear_years
    assert monitor.feared_chance() == pytest.approx(rule / 2.0), "nothing happened for as long as the rule weighs"
    assert monitor_with("promote_integration").feared_chance() == 0.0


def test_fear_falls_with_the_duty() -> None:
    fears = [monitor_with(duty).feared_chance() for duty in DUTIES]
    assert fears == sorted(fears, reverse=True)


# --- make or buy ---------------------------------------------------------------------------------------------------


def test_where_all_is_tendered_a_new_service_starts_later_and_may_go_to_somebody_else() -> None:
    make, tender = (begun(competition_procurement=rule).surroundings for rule in ("make_or_buy", "tender_all"))
    p = tender.parameters.oversight
    assert procurement.months_before_start(make) == round(p.make_months)
    assert procurement.months_before_start(tender) == round(p.tender_months) > round(p.make_months)
    assert not any(procurement.goes_to_another(make, a, b, 12) for a, b in PAIRS)
    lost = sum(procurement.goes_to_another(tender, a, b, month) for a, b in PAIRS for month in (12, 24)) / 400
    assert lost == pytest.approx(p.tender_lost, abs=0.08)
