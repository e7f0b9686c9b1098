"""A squeeze raises what there is to gain jointly and the temptation to break a promise, in the same decisions (M13)."""

from __future__ import annotations

from functools import cache

import pytest
from mechanism_runs import FEW_PEOPLE, kept_share, places, trusting

from abm.model import IntegrationModel
from abm.organisations.partnership import Partnership
from abm.organisations.pooling import PoolReview
from abm.relations.promise import PromiseKind

SEEDS = (1, 2)
LOW, HIGH = 0.15, 0.8
CUT = -12.0
"""Per cent of a council's money for care a year, from April 2011."""


def pressed(stress: float) -> Partnership:
    """A council and a commissioner at ordinary trust, both so far overspent."""
    model = trusting(places(FEW_PEOPLE, councils=1, end="2010-06-30"), 0.45)
    partnership = model.partnerships.with_pcts[0]
    for is_council in (True, False):
        partnership.partner(is_council).stress = stress
    return partnership


def test_stress_raises_what_is_hoped_of_a_pool_in_the_decision_to_begin_one() -> None:
    """Checked with a hope that does not go by stress: no pool begins."""
    pools = []
    for stress in (0.0, 0.15):
        partnership = pressed(stress)
        monitor = partnership.commissioner.model.organisations.monitor[0]
        PoolReview(partnership.surroundings, partnership, monitor, monitor.feared_chance()).hold()
        pools.append(partnership.pool)
    assert pools[0] is None
    assert pools[1] is not None


@pytest.mark.parametrize("is_council", [True, False])
def test_the_same_stress_tempts_both_sides_to_break_what_they_promised(is_council: bool) -> None:
    """The same promises, with the same luck. Checked with a temptation that does not go by stress."""
    kept = []
    for stress in (0.0, 0.15):
        partnership = pressed(stress)
        kept.append([partnership.falls_due(is_council, PromiseKind.POOL, number) for number in range(200)])
    assert sum(kept[1]) < sum(kept[0]) - 20
    assert all(before for before, after in zip(*kept, strict=True) if after)


def test_the_same_stress_tempts_less_where_there_is_trust() -> None:
    lost = {}
    for trust in (LOW, HIGH):
        kept = []
        for stress in (0.0, 0.15):
            partnership = pressed(stress)
            network = partnership.surroundings.network
            network.personal_trust[:] = network.institutional_trust[:] = trust
            kept.append(sum(partnership.falls_due(True, PromiseKind.POOL, number) for number in range(300)))
        lost[trust] = kept[0] - kept[1]
    assert lost[LOW] > 1.5 * lost[HIGH] > 0


@cache
def squeezed(trust: float, growth: float) -> list[IntegrationModel]:
    """Two councils for three years, at a trust that stays, without a reform."""
    scenario = places("run.relations=trust_fixed", end="2013-03-31").with_levers({"money.social_care_growth": growth})
    return [trusting(scenario, trust, seed, reform_abolish_pcts=False).run() for seed in SEEDS]


def test_a_cut_costs_more_kept_promises_where_trust_is_low() -> None:
    """Promises of the time after the cut, counted and tempted ones together.

    It holds without any temptation by stress too: longer waits and narrower reading break what was promised. So it says
    what a cut does, and the tests above say what stress does.
    """
    lost = {
        trust: kept_share(squeezed(trust, 0.0), first=15) - kept_share(squeezed(trust, CUT), first=15)
        for trust in (LOW, HIGH)
    }
    assert lost[LOW] > 1.25 * lost[HIGH] > 0.0


def test_a_pressed_body_is_one_whose_money_does_not_reach() -> None:
    for trust in (LOW, HIGH):
        for cut, uncut in zip(squeezed(trust, CUT), squeezed(trust, 0.0), strict=True):
            for one, other in zip(cut.organisations.councils, uncut.organisations.councils, strict=True):
                assert one.stress > other.stress + 0.1
