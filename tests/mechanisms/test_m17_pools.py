"""Pools begin where both sides gain, end where trust gives out, and work through their risk shares alone (M17)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from mechanism_runs import FEW_PEOPLE, days, hold_trust, joint, places, trusting

from abm.activity import Stock
from abm.measures.table import measure_table
from abm.model import IntegrationModel
from abm.organisations.joint_tally import JointFlow
from abm.organisations.pool import Pool

APRIL_2011 = 12
NO_REFORM = "2014-04-01"


# --- what is joint at the start ------------------------------------------------------------------------------------

REGIONS = (1, 2, 3, 4)
"""Seeds: a region of eight councils has a care trust or has none, so one alone says little of England."""


@cache
def joint_share(seed: int) -> float:
    """Spending through joint arrangements in 2011/12 in a region of eight councils, everybody in them."""
    scenario = places(councils=8, end="2012-03-31", abolition=NO_REFORM).with_settings(["run.report_from=2011-04-01"])
    table = measure_table(IntegrationModel(scenario, rng=seed).run())
    asked = (table["measure"] == "joint_spend_share") & (table["level"] == "england") & (table["period"] == "2011/12")
    return float(table[asked]["value"].iloc[0])


def test_joint_spending_starts_at_three_to_five_per_cent() -> None:
    """T25 (E045, E046), over regions with and without a care trust."""
    assert 0.03 <= np.mean([joint_share(seed) for seed in REGIONS]) <= 0.05


# --- both sides' gain ----------------------------------------------------------------------------------------------


def a_year_on(council: float, commissioner: float, pool: Pool | None = None) -> IntegrationModel:
    """One council that has just had its first yearly review, at trusts that stay."""
    scenario = places(FEW_PEOPLE, "run.relations=trust_fixed", councils=1, end="2011-04-30", abolition=NO_REFORM)
    model = trusting(scenario, 0.45)
    network = model.surroundings.network
    for each in model.partnerships.with_pcts:
        each.pool = None if pool is None else replace(pool)
        for is_council, trust in ((True, council), (False, commissioner)):
            at = each.relation, each.side_of(is_council)
            network.personal_trust[at] = network.institutional_trust[at] = trust
    return model.run()


@pytest.mark.parametrize(
    ("trusts", "begun", "declined"), [((0.9, 0.9), True, False), ((0.9, 0.05), False, True), ((0.05, 0.9), False, True)]
)
def test_a_pool_begins_only_where_both_sides_expect_to_gain(
    trusts: tuple[float, float], begun: bool, declined: bool
) -> None:
    """Checked with either side's gain enough: then all three begin one."""
    model = a_year_on(*trusts)
    pools = [each.pool is not None for each in model.partnerships.in_force]
    assert all(pools) if begun else not any(pools)
    for what, expected in ((JointFlow.POOLS_BEGUN, begun), (JointFlow.OFFERS_DECLINED, declined)):
        assert (joint(model, what, first=APRIL_2011) > 0) == expected
    assert joint(model, JointFlow.POOLS_BEGUN, last=APRIL_2011) == 0, "pools are reviewed in April"


@pytest.mark.parametrize(("trust", "ends"), [(0.15, True), (0.25, False)])
def test_a_pool_ends_below_the_floor_of_trust_at_its_yearly_review_and_not_before(trust: float, ends: bool) -> None:
    """Checked with a floor at nothing."""
    model = a_year_on(0.9, trust, Pool(by_law=0.0, by_consent=0.2, states_outcomes=False, council_risk=0.5))
    p = model.run_scenario.parameters.joint_working
    assert (trust < p.pool_ends_below) == ends
    pools = [int(kept.joint_standing.pools.sum()) for kept in model.record.months]
    partners = len(model.partnerships.in_force)
    assert pools[:APRIL_2011] == [partners] * APRIL_2011
    assert pools[APRIL_2011] == (0 if ends else partners)
    assert joint(model, JointFlow.POOLS_ENDED) == (partners if ends else 0)


# --- risk shares ---------------------------------------------------------------------------------------------------


@cache
def first_quarter(council_risk: float | None) -> tuple[IntegrationModel, ...]:
    """One council's first months in two runs, half of its care in pools of such terms or in none."""
    scenario = places("run.relations=trust_fixed", councils=1, end="2010-06-30", abolition=NO_REFORM)
    models = tuple(IntegrationModel(scenario, rng=seed) for seed in (1, 2))
    for model in models:
        hold_trust(model, 0.45)
        for each in model.partnerships.with_pcts if council_risk is not None else ():
            each.pool = Pool(by_law=0.0, by_consent=0.5, states_outcomes=False, council_risk=council_risk)
        model.run()
    return models


def test_a_pool_whose_risk_the_council_bears_alone_leaves_every_wait_as_it_is() -> None:
    """To the day and the person: nothing else about a pool makes anybody faster."""
    for pooled, apart in zip(first_quarter(1.0), first_quarter(None), strict=True):
        for one, other in zip(pooled.record.months, apart.record.months, strict=True):
            assert np.array_equal(one.activity.stock_days, other.activity.stock_days)
            assert np.array_equal(one.activity.flows, other.activity.flows)


def test_the_more_of_the_risk_others_bear_the_shorter_the_waits() -> None:
    """Checked with nothing borne by others: all terms then come to the same."""
    tolerated = [
        [model.organisations.councils[0].wait_factor for model in first_quarter(risk)] for risk in (1.0, 0.5, 0.0)
    ]
    assert tolerated[0] > tolerated[1] > tolerated[2]
    beds = (Stock.DELAYED_ACUTE, Stock.DELAYED_COMMUNITY)
    delayed = [sum(days(model, *beds) for model in first_quarter(risk)) for risk in (1.0, 0.5, 0.0)]
    assert delayed[0] > delayed[1] > delayed[2]
