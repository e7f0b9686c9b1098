"""Leaders leave, and what was personal goes with them; abolishing trusts is every leader leaving at once (M10)."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from mechanism_runs import ABOLITION, FEW_PEOPLE, joint, places, two_years_of_trust

from abm.model import IntegrationModel
from abm.organisations.joint_tally import JointFlow

SEEDS = (1, 2)
LAST_QUARTER, NEXT_YEAR = ABOLITION - 3, ABOLITION + 12


@cache
def trust_with_councils(carried: float, seed: int) -> dict[int, float]:
    """Mean trust between councils and whoever commissions, by the month in which a quarter began: eight councils.

    By the older people whom both serve, so that the number of partners before and after does not count.
    """
    scenario = places("population.sample=0.2", councils=8, end="2012-04-30")
    model = IntegrationModel(scenario, rng=seed, reform_relationships_carried_over=carried).run()
    found = {}
    for month, network in model.networks.items():
        partnerships = model.partnerships.with_consortia if month >= ABOLITION else model.partnerships.with_pcts
        trust = network.effective_trust().mean(axis=1)[[each.relation for each in partnerships]]
        found[month] = float(np.average(trust, weights=[each.older_people for each in partnerships]))
    return found


@cache
def trust_without_abolition(seed: int) -> dict[int, float]:
    """The same where primary care trusts go on."""
    scenario = places("population.sample=0.2", councils=8, end="2012-04-30")
    model = IntegrationModel(scenario, rng=seed, reform_abolish_pcts=False).run()
    partnerships = model.partnerships.with_pcts
    weights = [each.older_people for each in partnerships]
    relations = [each.relation for each in partnerships]
    return {
        month: float(np.average(network.effective_trust().mean(axis=1)[relations], weights=weights))
        for month, network in model.networks.items()
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_abolition_costs_trust_at_once_and_a_year_does_not_make_it_good(seed: int) -> None:
    """Held against the same places without abolition, as trust was still growing there.

    Checked with consortia that take over everything: nothing is lost then, and this fails.
    """
    trust, without = trust_with_councils(0.25, seed), trust_without_abolition(seed)
    assert trust[ABOLITION] < trust[LAST_QUARTER] - 0.05
    for month in range(ABOLITION, NEXT_YEAR + 1, 3):
        assert trust[month] < without[month], month


@pytest.mark.parametrize("seed", SEEDS)
def test_less_trust_is_lost_where_relationships_are_carried_over(seed: int) -> None:
    lost = {
        carried: trust_with_councils(carried, seed)[LAST_QUARTER] - trust_with_councils(carried, seed)[ABOLITION]
        for carried in (0.25, 0.8)
    }
    assert trust_with_councils(0.8, seed)[LAST_QUARTER] == trust_with_councils(0.25, seed)[LAST_QUARTER]
    assert lost[0.8] < 0.85 * lost[0.25]


def test_a_leader_who_leaves_costs_personal_trust_only() -> None:
    """In a run, where nothing but an exit is counted. Checked with exits that take institutional trust too."""
    exits = 0
    for month in two_years_of_trust():
        only_left = (month.left & ~month.met & ~month.inherited)[:, None] & (month.kept + month.broken == 0)
        (personal, left), (institutional, stays) = month.personal, month.institutional
        assert np.array_equal(institutional[only_left], stays[only_left])
        assert (left[only_left] <= personal[only_left]).all()
        exits += int((left[only_left] < personal[only_left]).sum())
    assert exits > 0


@cache
def by_turnover(turnover: float) -> IntegrationModel:
    scenario = places(FEW_PEOPLE, councils=4, end="2011-12-31", abolition="2013-04-01")
    return IntegrationModel(scenario, rng=1, leadership_turnover=turnover).run()


def test_the_more_leaders_come_and_go_the_less_personal_trust_there_is() -> None:
    left, personal = [], []
    for turnover in (0.0, 1.0, 3.0):
        model = by_turnover(turnover)
        at = model.kinds_of_relations(False)["council_commissioner"]
        left.append(joint(model, JointFlow.LEADERS_LEFT))
        personal.append(float(model.surroundings.network.personal_trust[at].mean()))
    assert left[0] == 0 < left[1] < left[2]
    assert personal[0] > personal[1] > personal[2]
