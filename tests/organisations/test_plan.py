"""How far a board moves a plan under each procedure that the law may give it (M12)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from abm.organisations.plan import (
    PLAN_OPTIONS,
    POWERS,
    PROCEDURES,
    Negotiation,
    PlanOption,
    consult,
    distance,
    have_regard,
    in_full,
    joint_sign_off,
    place_budget,
    refer_back,
)
from abm.scenario.levers import lever_definitions
from abm.scenario.parameter_groups.joint_working import JointWorkingParameters

P = JointWorkingParameters()
shares = st.floats(0.0, 1.0)
plans = (
    st.lists(st.floats(0.0, 1.0), min_size=PLAN_OPTIONS, max_size=PLAN_OPTIONS)
    .filter(lambda weights: sum(weights) > 0.01)
    .map(lambda weights: in_full(np.array(weights)))
)
negotiations = st.builds(
    Negotiation, shadow=plans, strategy=plans, last_year=plans, trust=shares, least_trust=shares, attendance=shares,
    escalates=st.booleans(),
)  # fmt: skip


def only(option: PlanOption) -> np.ndarray:
    """A plan that spends everything on one thing."""
    return np.array([float(each == option) for each in PlanOption])


FAR_APART = Negotiation(
    shadow=only(PlanOption.HOSPITAL),
    strategy=only(PlanOption.SOCIAL_CARE),
    last_year=only(PlanOption.RESERVE),
    trust=0.0,
    least_trust=0.0,
    attendance=0.0,
    escalates=False,
)
"""Everything for hospitals against everything for social care, between strangers who do not meet."""


def moved(n: Negotiation, plan: np.ndarray) -> float:
    """Share of the money that is spent otherwise than the commissioner alone would have."""
    return distance(plan, n.shadow)


# --- plans ---------------------------------------------------------------------------------------------------------


def test_powers_are_those_of_the_lever_from_least_to_most() -> None:
    assert tuple(lever_definitions()["board.powers"].choices) == POWERS == tuple(PROCEDURES)


@given(plans, plans)
def test_distance_is_a_share_and_the_same_from_both_sides(one: np.ndarray, other: np.ndarray) -> None:
    assert distance(one, one) == 0.0
    assert distance(one, other) == distance(other, one)
    assert 0.0 <= distance(one, other) <= 1.0 + 1e-12


def test_distance_is_the_money_that_changes_hands() -> None:
    assert distance(FAR_APART.shadow, FAR_APART.strategy) == 1.0
    assert distance(np.array([0.5, 0.5, 0, 0, 0]), np.array([0.25, 0.5, 0.25, 0, 0])) == 0.25


def test_weights_become_shares_and_nothing_is_planned_below_nothing() -> None:
    assert in_full(np.array([3.0, 1.0, 0.0, -2.0, 0.0])).tolist() == [0.75, 0.25, 0.0, 0.0, 0.0]


@given(negotiations, st.sampled_from(POWERS))
def test_plans_stay_shares_that_add_up_to_one(n: Negotiation, powers: str) -> None:
    agreement = PROCEDURES[powers](n, P)
    assert (agreement.plan >= -1e-12).all()
    assert agreement.plan.sum() == pytest.approx(1.0)


# --- consult -------------------------------------------------------------------------------------------------------


@given(negotiations)
def test_an_opinion_moves_a_plan_by_trust_and_attendance_and_by_nothing_else(n: Negotiation) -> None:
    agreement = consult(n, P)
    expected = P.persuasion * n.trust * n.attendance * distance(n.shadow, n.strategy)
    assert moved(n, agreement.plan) == pytest.approx(expected, abs=1e-9)
    assert not agreement.defaulted
    assert not agreement.referred_back
    others = replace(n, least_trust=1.0 - n.least_trust, escalates=not n.escalates, last_year=n.shadow)
    assert np.array_equal(consult(others, P).plan, agreement.plan)


@pytest.mark.parametrize("missing", ["trust", "attendance"])
def test_neither_trust_nor_attendance_alone_persuades(missing: str) -> None:
    n = replace(FAR_APART, **({"trust": 1.0, "attendance": 1.0} | {missing: 0.0}))
    assert moved(n, consult(n, P).plan) == 0.0


# --- have regard, refer back ---------------------------------------------------------------------------------------


def test_who_must_give_reasons_moves_a_little_even_without_trust() -> None:
    assert moved(FAR_APART, have_regard(FAR_APART, P).plan) == pytest.approx(P.regard_floor)
    friends = replace(FAR_APART, trust=1.0, attendance=1.0)
    expected = P.persuasion + P.regard_floor * (1.0 - P.persuasion)
    assert moved(friends, have_regard(friends, P).plan) == pytest.approx(expected)


def test_a_plan_too_far_from_the_strategy_is_referred_back_and_moves_further() -> None:
    before = moved(FAR_APART, have_regard(FAR_APART, P).plan)
    for escalates, times in ((False, 1.0), (True, 2.0)):
        agreement = refer_back(replace(FAR_APART, escalates=escalates), P)
        assert agreement.referred_back
        pressed = min(1.0, times * P.refer_back_moves)
        assert moved(FAR_APART, agreement.plan) == pytest.approx(before + pressed * (1.0 - before))


def test_a_plan_near_enough_is_not_referred_back() -> None:
    towards = 0.9 * P.refer_back_from
    near = replace(FAR_APART, strategy=(1.0 - towards) * FAR_APART.shadow + towards * FAR_APART.strategy)
    agreement = refer_back(near, P)
    assert not agreement.referred_back
    assert np.array_equal(agreement.plan, have_regard(near, P).plan)


@given(negotiations)
def test_up_to_referral_more_power_never_moves_less(n: Negotiation) -> None:
    by_power = [moved(n, PROCEDURES[powers](n, P).plan) for powers in ("consult", "have_regard", "refer_back")]
    by_power.append(moved(n, place_budget(n, P).plan))
    assert all(more >= less - 1e-9 for less, more in pairwise(by_power))


# --- joint sign-off ------------------------------------------------------------------------------------------------


def test_without_trust_signatures_fail_and_last_years_plan_stands() -> None:
    agreement = joint_sign_off(FAR_APART, P)
    assert agreement.defaulted
    assert np.array_equal(agreement.plan, FAR_APART.last_year)


def test_what_can_be_bridged_is_signed_half_way_between_draft_and_strategy() -> None:
    assert P.agreement_reach + P.agreement_per_trust < 1.0 or P.persuasion > 0.0
    friends = replace(FAR_APART, trust=1.0, least_trust=1.0, attendance=1.0)
    agreement = joint_sign_off(friends, P)
    assert not agreement.defaulted
    assert np.allclose(agreement.plan, 0.5 * (consult(friends, P).plan + friends.strategy))


@given(negotiations)
def test_signing_depends_on_the_lower_trust_and_on_the_distance_left_to_bridge(n: Negotiation) -> None:
    apart = distance(consult(n, P).plan, n.strategy)
    reach = P.agreement_reach + P.agreement_per_trust * n.least_trust
    assume(abs(apart - reach) > 1e-9)
    assert joint_sign_off(n, P).defaulted == (apart > reach)


def test_the_right_to_sign_can_move_less_than_the_right_to_be_heard() -> None:
    """Deadlock: a commissioner that listens, a council that does not trust it, and last year's plan made alone."""
    n = replace(FAR_APART, trust=0.5, attendance=1.0, last_year=FAR_APART.shadow)
    assert moved(n, joint_sign_off(n, P).plan) == 0.0 < moved(n, consult(n, P).plan)


# --- place budget --------------------------------------------------------------------------------------------------


@given(negotiations)
def test_votes_move_all_the_money_whatever_anybody_thinks_of_it(n: Negotiation) -> None:
    agreement = place_budget(n, P)
    assert np.array_equal(agreement.plan, n.strategy)
    assert not agreement.defaulted
