"""Why two bodies would pool money, and what a pool makes each of them bear (M17, M7)."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abm.organisations.pool import Contributions, Pool, PoolCase, expected_gain, gain_from_aligning
from abm.scenario.parameter_groups.joint_working import JointWorkingParameters

P = JointWorkingParameters()
CASE = PoolCase(trust=0.5, stress=0.02, partners=1, standard_terms=False, struck_down=0.0, duty=0.0, horizon=1.0)
shares = st.floats(0.0, 1.0)
cases = st.builds(
    PoolCase, trust=shares, stress=st.floats(0.0, 0.3), partners=st.integers(1, 12), standard_terms=st.booleans(),
    struck_down=shares, duty=shares, horizon=st.floats(0.2, 5.0),
)  # fmt: skip


@given(shares, shares, shares)
def test_both_partners_together_bear_a_pooled_pound_once(by_law: float, by_consent: float, council_risk: float) -> None:
    pool = Pool(by_law, by_consent, states_outcomes=False, council_risk=council_risk)
    share = max(by_law, by_consent)
    borne_for_council, borne_for_commissioner = pool.others_bear(council_risk), pool.others_bear(1.0 - council_risk)
    assert borne_for_council + borne_for_commissioner == pytest.approx(share)
    assert 0.0 <= borne_for_council <= share


def test_nothing_pooled_or_all_risk_ones_own_is_nothing_borne_by_others() -> None:
    assert Pool(0.0, 0.0, False, 0.5).others_bear(0.5) == 0.0
    for shares_of_pool in ((0.8, 0.0), (0.0, 0.8), (0.3, 0.8)):
        assert Pool(*shares_of_pool, False, 1.0).others_bear(1.0) == 0.0
        assert Pool(*shares_of_pool, False, 0.25).others_bear(0.25) == pytest.approx(0.6)


@given(shares, shares)
def test_the_larger_of_what_the_law_demands_and_what_is_chosen_is_pooled(by_law: float, by_consent: float) -> None:
    pool = Pool(by_law, by_consent, states_outcomes=False, council_risk=0.5)
    assert pool.share == max(by_law, by_consent)
    assert 0.0 <= pool.share_by_law <= 1.0
    assert pool.share * pool.share_by_law == pytest.approx(by_law)


def test_what_the_law_would_have_demanded_anyway_is_not_of_the_partners_choosing() -> None:
    assert Pool(0.03, 0.12, False, 0.5).share_by_law == pytest.approx(0.25)
    assert Pool(0.3, 0.1, False, 0.5).share_by_law == Pool(0.3, 0.0, False, 0.5).share_by_law == 1.0
    assert Pool(0.0, 0.1, False, 0.5).share_by_law == Pool(0.0, 0.0, False, 0.5).share_by_law == 0.0


def test_the_gain_is_what_is_hoped_for_at_ones_trust_less_the_cost_of_setting_up() -> None:
    hoped = P.pool_gain + P.pool_gain_per_stress * CASE.stress
    assert expected_gain(CASE, P) == pytest.approx(0.5 * hoped - P.pool_setup_cost)
    feared = replace(CASE, struck_down=0.25)
    assert expected_gain(feared, P) == pytest.approx(0.75 * 0.5 * hoped - P.pool_setup_cost)


@pytest.mark.parametrize("hopeless", [{"trust": 0.0}, {"struck_down": 1.0}])
def test_where_nothing_is_hoped_for_only_the_cost_is_left(hopeless: dict[str, float]) -> None:
    case = replace(CASE, partners=4, **hopeless)
    assert expected_gain(case, P) == pytest.approx(-P.pool_setup_cost * math.sqrt(4))


def test_standard_terms_a_duty_and_a_long_view_take_off_the_cost() -> None:
    nothing_hoped_for = replace(CASE, trust=0.0)
    terms = replace(nothing_hoped_for, standard_terms=True)
    assert expected_gain(terms, P) == pytest.approx(-P.pool_setup_cost * (1.0 - P.pool_standard_saves))
    assert expected_gain(replace(nothing_hoped_for, duty=0.25), P) == pytest.approx(-0.75 * P.pool_setup_cost)
    assert expected_gain(replace(nothing_hoped_for, duty=1.0), P) == 0.0
    assert expected_gain(replace(nothing_hoped_for, horizon=2.0), P) == pytest.approx(-0.5 * P.pool_setup_cost)


@given(cases, shares)
def test_trust_and_stress_never_make_a_pool_less_attractive_and_fear_and_partners_never_more(
    case: PoolCase, more: float
) -> None:
    usual = expected_gain(case, P)
    assert expected_gain(replace(case, trust=case.trust + more), P) >= usual - 1e-12
    assert expected_gain(replace(case, stress=case.stress + more), P) >= usual - 1e-12
    assert expected_gain(replace(case, partners=case.partners + 3), P) <= usual + 1e-12
    assert expected_gain(replace(case, struck_down=max(more, case.struck_down)), P) <= usual + 1e-12


def test_aligning_hopes_for_less_costs_less_and_fears_nobody() -> None:
    hoped = P.pool_gain + P.pool_gain_per_stress * CASE.stress
    expected = P.aligned_gain * 0.5 * hoped - P.aligned_setup * P.pool_setup_cost
    assert gain_from_aligning(CASE, P) == pytest.approx(expected)
    assert gain_from_aligning(replace(CASE, struck_down=1.0), P) == pytest.approx(expected)
    assert gain_from_aligning(replace(CASE, trust=0.0), P) == pytest.approx(-P.aligned_setup * P.pool_setup_cost)


def test_a_lead_takes_the_other_sides_decisions_about_what_is_pooled() -> None:
    pool = Pool(0.1, 0.3, False, 0.5)
    assert pool.decided_for(True) == pool.decided_for(False) == 0.0
    led = replace(pool, led_by_council=True)
    assert (led.decided_for(True), led.decided_for(False)) == (0.0, 0.3)


def test_contributions_follow_the_share_that_is_pooled() -> None:
    agreed = Contributions(100, 300, of_share=0.2)
    assert agreed.together == 400
    assert agreed.at(0.1) == Contributions(50, 150, 0.1)
    assert agreed.at(0.2) is agreed
    assert Contributions(100, 300).at(0.1) == Contributions(100, 300), "of what share nobody said"
