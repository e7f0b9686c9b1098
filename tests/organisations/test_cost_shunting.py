"""Shunting, with regard for the other (M7), and the squeeze that pushes it (M19)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from one_council import begun, delayed_days, hold_trust, places, social_care_days

from abm.activity import delayed_column
from abm.finance.division import MILLION
from abm.finance.purposes import Purpose
from abm.model import IntegrationModel
from abm.organisations.council import Council
from abm.organisations.pool import Pool
from abm.vocabulary import Body, EligibilityThreshold, Reason, Service

SEEDS = (1, 2)
MORE_SEEDS = (1, 2, 3, 4, 5, 6)


@cache
def with_trust(trust: float, seed: int) -> IntegrationModel:
    """Two years in which everyone trusts everyone so much, whatever happens."""
    model = IntegrationModel(places("run.relations=trust_fixed"), rng=seed)
    hold_trust(model, trust)
    return model.run()


def social_care_waits(model: IntegrationModel) -> int:
    """Delayed days in which the council has a part, disputes left out."""
    columns = [
        delayed_column(reason, body)
        for reason in set(Reason) - {Reason.DISPUTE}
        for body in (Body.SOCIAL_CARE, Body.BOTH)
    ]
    return sum(int(kept.activity.stock_days[:, columns].sum()) for kept in model.record.months)


@pytest.mark.parametrize("seed", SEEDS)
def test_social_care_delays_fall_as_trust_rises(seed: int) -> None:
    wary, trusting = with_trust(0.1, seed), with_trust(0.9, seed)
    assert wary.organisations.councils[0].trust_in_nhs == pytest.approx(0.1)
    assert social_care_waits(trusting) < 0.95 * social_care_waits(wary)


def test_most_of_it_shows_as_waits_and_little_as_dispute() -> None:
    """Over more places than two: waits of a place also depend on how full its hospitals happen to be."""
    more = {}
    for what, reasons in (("waits", set(Reason) - {Reason.DISPUTE}), ("dispute", {Reason.DISPUTE})):
        columns = [delayed_column(reason, body) for reason in reasons for body in Body]
        wary, trusting = (
            sum(
                int(kept.activity.stock_days[:, columns].sum())
                for seed in MORE_SEEDS
                for kept in with_trust(trust, seed).record.months
            )
            for trust in (0.1, 0.9)
        )
        more[what] = wary - trusting
    assert more["waits"] > 2.0 * more["dispute"] > 0


def test_a_council_tolerates_less_the_more_it_trusts() -> None:
    model = begun()
    council = model.organisations.councils[0]
    usual = model.run_scenario.parameters.organisations.usual_trust
    factors = []
    for trust in (0.0, usual, 1.0):
        council.trust_in_nhs = trust
        council.decide()
        factors.append(council.wait_factor)
    assert factors[0] > factors[1] == pytest.approx(1.0)
    assert factors[1] > factors[2]
    habit = council.habit[Service.HOME_CARE]
    assert council.tolerated_days(Service.HOME_CARE) == pytest.approx(habit * factors[2])


def test_trust_is_read_from_the_network_by_those_who_deal_with_each_other() -> None:
    model = begun()
    council = model.organisations.councils[0]
    network, ids = model.surroundings.network, model.surroundings.ids[council.kind]
    council.trust_in_nhs = -1.0
    mine = np.where(network.first == ids[0], 0, 1)
    rows = np.flatnonzero((network.first == ids[0]) | (network.second == ids[0]))
    network.personal_trust[:] = network.institutional_trust[:] = 0.2
    for relation in rows:
        network.personal_trust[relation, mine[relation]] = 0.8
        network.institutional_trust[relation, mine[relation]] = 0.8
    model.meet_who_commissions()
    assert council.trust_in_nhs == pytest.approx(0.8)
    assert model.reform.commissioners_in_force[0].trust_in_councils == pytest.approx(0.2)


def test_the_lower_their_trust_the_more_commissioners_dispute() -> None:
    chances = []
    for trust in (0.1, 0.9):
        model = begun()
        hold_trust(model, trust)
        chances.append(model.people.controls["dispute_chance"].copy())
    assert (chances[0] > chances[1]).all()


# --- the NHS's side ------------------------------------------------------------------------------------------------


def test_a_stressed_commissioner_refuses_healthcare_the_less_the_more_it_trusts() -> None:
    model = begun()
    pct = model.organisations.primary_care_trusts[0]
    hours = []
    for stress, trust in ((0.0, 0.2), (0.2, 1.0), (0.2, 0.2)):
        pct.stress, pct.trust_in_councils = stress, trust
        pct.decide()
        hours.append(pct.healthcare_hours)
    assert hours[0] == pct.usual_hours
    assert hours[0] < hours[1] < hours[2]
    pct.act()
    assert (model.people.controls["continuing_healthcare_hours"][pct.neighbourhoods] == hours[2]).all()


def test_a_commissioner_disregards_less_the_more_of_what_it_costs_councils_it_bears_by_a_pool() -> None:
    model = begun()
    pct = model.organisations.primary_care_trusts[0]
    alone = pct.disregard
    assert alone > 0.0
    found = []
    for council_risk in (1.0, 0.75, 0.25, 0.0):
        for each in pct.active_partnerships:
            each.pool = Pool(0.0, 0.4, states_outcomes=False, council_risk=council_risk)
        found.append(pct.disregard)
    assert found[0] == alone, "the council bears it all"
    assert found == sorted(set(found), reverse=True)
    assert found == pytest.approx([alone * (1.0 - 0.4 * its_own) for its_own in (0.0, 0.25, 0.75, 1.0)])


def test_a_stressed_commissioner_thins_community_services_for_good() -> None:
    model = begun()
    pct = model.organisations.primary_care_trusts[0]
    trust = model.organisations.community_trusts[0]
    s = model.surroundings
    before = s.contracts.community_block.copy()
    trust.decide()
    assert trust.contract_level == 1.0
    pct.stress, pct.trust_in_councils = 0.2, 0.0
    pct.plan_the_year()
    assert np.array_equal(s.contracts.community_block, before), "nothing is planned before the first year"
    s.month = replace(s.month, index=12)
    pct.plan_the_year()
    here = pct.neighbourhoods
    cut = 0.2 * s.parameters.organisations.thinning_under_stress
    assert s.contracts.community_block[here].sum() == pytest.approx((1.0 - cut) * before[here].sum(), rel=1e-5)
    trust.decide()
    assert trust.contract_level < 1.0
    urgent = model.people.urgent_capacity.copy()
    trust.act()
    full = s.parameters.organisations.rapid_response_per_1000 * trust.older_people / 1000.0 / 365.25
    assert model.people.urgent_capacity[0] == pytest.approx(full * trust.contract_level)
    assert model.people.urgent_capacity[0] != urgent[0]


def test_overspending_is_seen_and_stress_has_a_limit() -> None:
    model = begun()
    model.step()
    pct = model.organisations.primary_care_trusts[0]
    income = int(model.ledger.income([pct.account], 0)[0])
    spent = int(model.ledger.spent([pct.account], 0)[0])
    s = model.surroundings
    assert s.overspending_of(pct.account) == pytest.approx((spent - income) / income)
    for over, stress in ((3.0, s.parameters.organisations.most_stress), (0.05, 0.05), (-3.0, 0.0)):
        s.overspending_of = lambda account, over=over: over  # type: ignore[method-assign]
        for body in (pct, model.organisations.councils[0]):
            body.meet_each_quarter()
            assert body.stress == pytest.approx(stress)


# --- the squeeze (M19) ---------------------------------------------------------------------------------------------

FIRST_CUT = 12
LAST_YEAR = 36


def first_seed_that_is_moderate() -> int:
    """A place whose threshold has room to rise: a quarter of councils began at moderate."""
    seeds = (seed for seed in range(1, 60) if begun(seed).organisations.councils[0].threshold < 2)
    return next(seeds)


@cache
def squeezed(growth: float) -> IntegrationModel:
    """Four years, the council's own money for care growing or cut from April 2011."""
    scenario = places(end="2014-03-31").with_levers({"money.social_care_growth": growth})
    return IntegrationModel(scenario, rng=first_seed_that_is_moderate()).run()


def test_a_deep_cut_makes_stress() -> None:
    assert squeezed(-12.0).organisations.councils[0].stress > 0.1
    assert squeezed(0.0).organisations.councils[0].stress < 0.05


def test_a_deep_cut_raises_the_threshold_that_would_have_stayed() -> None:
    cut, uncut = ([int(kept.thresholds[0]) for kept in squeezed(growth).record.months] for growth in (-12.0, 0.0))
    assert cut[: FIRST_CUT + 1] == uncut[: FIRST_CUT + 1]
    assert cut[-1] > cut[0]
    assert set(uncut) == {uncut[0]}
    assert all(later >= earlier for earlier, later in pairwise(cut))


def test_a_deep_cut_lengthens_waits() -> None:
    cut, uncut = squeezed(-12.0), squeezed(0.0)
    assert cut.organisations.councils[0].wait_factor > 1.2 * uncut.organisations.councils[0].wait_factor
    assert social_care_days(cut, LAST_YEAR) > 1.1 * social_care_days(uncut, LAST_YEAR)
    assert delayed_days(cut, *Body, first_month=LAST_YEAR) > delayed_days(uncut, *Body, first_month=LAST_YEAR)


def test_the_threshold_never_falls_nor_rises_past_substantial() -> None:
    model = begun()
    council, s = model.organisations.councils[0], model.surroundings
    s.month = replace(s.month, index=12)

    def plan(over: float, threshold: EligibilityThreshold, months_since: int = 10_000) -> EligibilityThreshold:
        s.overspending_of = lambda account: over  # type: ignore[method-assign]
        council.threshold, council.months_since_tightening = threshold, months_since
        council.plan_the_year()
        return council.threshold

    moderate, substantial = EligibilityThreshold.MODERATE, EligibilityThreshold.SUBSTANTIAL
    assert plan(0.10, moderate) == substantial
    assert council.months_since_tightening == 0
    assert plan(0.10, moderate, months_since=12) == moderate, "councils wait between two rises"
    assert plan(0.01, moderate) == moderate
    assert plan(-0.30, substantial) == substantial
    assert plan(0.30, substantial) == substantial
    assert plan(0.30, EligibilityThreshold.CRITICAL) == EligibilityThreshold.CRITICAL


def test_a_higher_threshold_reaches_the_people() -> None:
    model = begun()
    council = model.organisations.councils[0]
    hours = []
    for threshold in EligibilityThreshold:
        council.threshold = threshold
        council.act()
        (now,) = set(model.people.controls["eligibility_hours"][council.neighbourhoods].tolist())
        hours.append(now)
    assert hours == sorted(set(hours))


def narrowed(over: float, trust: float = 0.45, joint_stress: float = 0.0) -> Council:
    """A council after one April in which it had overspent so much."""
    council = begun().organisations.councils[0]
    s = council.surroundings
    s.month = replace(s.month, index=12)
    s.overspending_of = lambda account: over  # type: ignore[method-assign]
    council.is_care_trust = False
    council.threshold = EligibilityThreshold.SUBSTANTIAL
    council.trust_in_nhs, council.joint_stress = trust, joint_stress
    council.plan_the_year()
    return council


def test_while_money_does_not_reach_the_same_threshold_is_read_more_narrowly_every_year() -> None:
    """Less so the more it minds the part of what it withholds that comes back as cost to the NHS."""
    council = narrowed(-0.1)
    s = council.surroundings
    p = s.parameters.organisations
    usual = council.eligible_hours
    assert usual == p.eligible_substantial_hours
    step = p.stress_narrows * (1.0 - council.regard * s.parameters.joint_working.cost_per_pound_withheld)
    expected = usual
    for over, counts_as in ((0.04, 0.04), (0.04, 0.04), (-0.3, 0.0), (3.0, p.most_stress)):
        s.overspending_of = lambda account, over=over: over  # type: ignore[method-assign]
        council.plan_the_year()
        expected *= 1.0 + step * counts_as
        assert council.eligible_hours == pytest.approx(expected), over
    council.act()
    (reached,) = set(s.people.controls["eligibility_hours"][council.neighbourhoods].tolist())
    assert reached == council.eligible_hours > usual


def test_the_more_a_council_trusts_the_less_narrowly_it_reads_need() -> None:
    wary, trusting = (narrowed(0.06, trust).narrowing for trust in (0.1, 0.9))
    assert 1.0 < trusting < wary


def test_one_purse_reads_need_no_more_narrowly_than_the_council_does() -> None:
    """What one purse would withhold follows both sides' overspending together, and the council's own at most."""
    councils = [narrowed(0.06, joint_stress=joint_stress) for joint_stress in (0.0, 0.02, 0.5)]
    s = councils[0].surroundings
    step = s.parameters.organisations.stress_narrows * (1.0 - s.parameters.joint_working.cost_per_pound_withheld)
    found = [council.one_purse_narrowing for council in councils]
    assert found == pytest.approx([1.0 + step * short for short in (0.0, 0.02, 0.06)])
    assert all(council.one_purse_narrowing < council.narrowing for council in councils)


def test_budgets_are_uprated_by_the_levers_every_april() -> None:
    model = IntegrationModel(
        places(end="2011-04-30").with_levers({"money.social_care_growth": -12.0, "money.council_grant_cut": 5.0}), rng=1
    )
    council = model.organisations.councils[0]
    care, other = council.budget, council.other_budget
    model.run()
    assert council.budget == pytest.approx(0.88 * care, abs=1)
    assert council.other_budget == pytest.approx(0.95 * other, abs=1)


def test_part_of_an_overspending_is_taken_out_of_fees_down_to_the_lowest() -> None:
    model = begun()
    council, s = model.organisations.councils[0], model.surroundings
    p = s.parameters.organisations
    s.month = replace(s.month, index=12)

    def fees_after(over: float) -> float:
        s.overspending_of = lambda account: over  # type: ignore[method-assign]
        council.plan_the_year()
        (level,) = set(s.contracts.council_price_level_ppm[council.neighbourhoods].tolist())
        return level / MILLION

    assert fees_after(-0.2) == 1.0
    assert fees_after(0.1) == pytest.approx(1.0 - 0.1 * p.price_squeeze, abs=1e-6)
    assert fees_after(2.0) == pytest.approx(p.lowest_fees)
    assert fees_after(-0.2) == pytest.approx(p.lowest_fees), "what was taken is not given back"


def test_nhs_money_grows_as_the_lever_says() -> None:
    model = IntegrationModel(places(end="2011-04-30").with_levers({"money.nhs_growth": 5.0}), rng=1)
    board = model.organisations.nhs_commissioning_board[0]
    before = sum(pct.allocation for pct in model.reform.commissioners_in_force)
    model.run()
    assert board.level_ppm == pytest.approx(1.05 * MILLION)
    after = sum(pct.allocation for pct in model.reform.commissioners_in_force)
    assert after == pytest.approx(1.05 * before, rel=1e-6)


def test_growth_reaches_care_that_is_not_modelled_and_contracts() -> None:
    """April is 30 of 365 days in 2010/11 and 30 of 366 in 2011/12; needs that are not modelled press on top of it."""
    model = IntegrationModel(places(end="2011-04-30").with_levers({"money.nhs_growth": 5.0}), rng=1).run()
    pcts = model.accounts.pcts
    pressure = model.organisations.nhs_commissioning_board[0].pressure_ppm / MILLION
    for purpose, growth in ((Purpose.OTHER_NHS_CARE, 1.05 * pressure), (Purpose.MENTAL_HEALTH_CONTRACT, 1.05)):
        before, after = (int(model.ledger.spent(pcts, month, [purpose]).sum()) for month in (0, 12))
        assert after * 366 / 365 == pytest.approx(growth * before, rel=1e-5)
