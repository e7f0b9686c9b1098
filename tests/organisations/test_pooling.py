"""The yearly review of a pool: the law first, then what both sides expect, and how pools end (M17)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from one_council import begun

from abm.organisations.joint_tally import JointFlow
from abm.organisations.partnership import Partnership
from abm.organisations.pool import Contributions, Pool
from abm.organisations.pooling import PoolReview
from abm.relations.promise import PromiseKind

OUTCOMES = (
    JointFlow.POOLS_BEGUN,
    JointFlow.POOLS_ENDED,
    JointFlow.POOLS_STRUCK_DOWN,
    JointFlow.OFFERS_NOT_MADE,
    JointFlow.OFFERS_DECLINED,
)


@dataclass
class Regulator:
    """A Monitor that does as a test says."""

    strikes: bool = False

    def reviews(self, *_: Any, **__: Any) -> bool:
        return self.strikes

    def strikes_down(self, *_: Any, **__: Any) -> bool:
        return self.strikes


def reviewed(
    council: float,
    commissioner: float,
    *,
    has: tuple[float, float] | None = None,
    fear: float = 0.0,
    strikes: bool = False,
    **levers: Any,
) -> Partnership:
    """A partnership of such trusts, squeezed on both sides, after its review.

    ``has``: what was pooled before by law and by consent, or no pool at all.
    """
    model = begun(**levers)
    partnership = model.partnerships.with_pcts[0]
    s = model.surroundings
    for is_council, trust in ((True, council), (False, commissioner)):
        at = partnership.relation, partnership.side_of(is_council)
        s.network.personal_trust[at] = s.network.institutional_trust[at] = trust
        partnership.partner(is_council).stress = 0.1
    if has is not None:
        partnership.pool = Pool(*has, states_outcomes=False, council_risk=0.5)
    PoolReview(s, partnership, Regulator(strikes), feared=fear).hold()  # type: ignore[arg-type]
    return partnership


def outcomes(partnership: Partnership) -> dict[JointFlow, int]:
    """What was counted of the review."""
    flows = partnership.surroundings.joint_flows[partnership.council.index]
    return {flow: int(flows[flow]) for flow in OUTCOMES if flows[flow]}


def pooled(partnership: Partnership) -> tuple[float, float] | None:
    """What is pooled by law and by consent; nothing where there is no pool."""
    pool = partnership.pool
    return None if pool is None else (pool.by_law, pool.by_consent)


def test_a_pool_begins_small_where_both_sides_expect_to_gain() -> None:
    partnership = reviewed(0.9, 0.9)
    assert pooled(partnership) == (0.0, partnership.surroundings.parameters.joint_working.pool_first_share)
    assert outcomes(partnership) == {JointFlow.POOLS_BEGUN: 1}


@pytest.mark.parametrize("trusts", [(0.9, 0.0), (0.0, 0.9)])
def test_it_takes_two(trusts: tuple[float, float]) -> None:
    partnership = reviewed(*trusts)
    assert partnership.pool is None
    assert outcomes(partnership) == {JointFlow.OFFERS_DECLINED: 1}


def test_strangers_offer_nothing_and_so_decline_nothing() -> None:
    partnership = reviewed(0.0, 0.0)
    assert partnership.pool is None
    assert outcomes(partnership) == {}


def test_for_fear_of_being_struck_down_offers_are_not_made() -> None:
    partnership = reviewed(0.9, 0.9, fear=1.0)
    assert partnership.pool is None
    assert outcomes(partnership) == {JointFlow.OFFERS_NOT_MADE: 1}


def test_where_pools_may_not_be_none_begin_and_those_there_are_end() -> None:
    assert reviewed(0.9, 0.9, pooling_section_75="off").pool is None
    ended = reviewed(0.9, 0.9, has=(0.0, 0.2), pooling_section_75="off")
    assert ended.pool is None
    assert outcomes(ended) == {JointFlow.POOLS_ENDED: 1}


@pytest.mark.parametrize("has", [None, (0.1, 0.0), (0.25, 0.0), (0.3, 0.0)])
def test_what_the_law_demands_is_pooled_without_any_trust_and_partners_who_gain_add_to_it(
    has: tuple[float, float] | None,
) -> None:
    first = begun().surroundings.parameters.joint_working.pool_first_share
    partnership = reviewed(0.0, 0.0, has=has, pooling_mandated_minimum=0.25)
    assert pooled(partnership) == (0.25, 0.0)
    assert outcomes(partnership) == {}, "nobody chose it"
    willing = reviewed(0.9, 0.9, has=has, pooling_mandated_minimum=0.25)
    assert pooled(willing) == (0.25, pytest.approx(0.25 + first))
    assert outcomes(willing) == {JointFlow.POOLS_BEGUN: 1}


def test_what_partners_chose_stays_theirs_and_deepens_beside_what_the_law_demands() -> None:
    growth = begun().surroundings.parameters.joint_working.pool_growth
    for chosen in (0.1, 0.35):
        partnership = reviewed(0.9, 0.9, has=(0.0, chosen), pooling_mandated_minimum=0.25)
        assert pooled(partnership) == (0.25, pytest.approx(chosen + growth))
        assert outcomes(partnership) == {}


@pytest.mark.parametrize("chosen", [0.1, 0.35])
def test_where_a_chosen_pool_ends_what_the_law_demands_stays_pooled(chosen: float) -> None:
    ended = reviewed(0.0, 0.0, has=(0.0, chosen), pooling_mandated_minimum=0.25)
    struck_down = reviewed(0.9, 0.9, has=(0.0, chosen), strikes=True, pooling_mandated_minimum=0.25)
    assert pooled(ended) == pooled(struck_down) == (0.25, 0.0)
    assert outcomes(ended) == {JointFlow.POOLS_ENDED: 1}
    assert outcomes(struck_down) == {JointFlow.POOLS_STRUCK_DOWN: 1}


@pytest.mark.parametrize("trusts", [(0.9, 0.9), (0.9, 0.0), (0.0, 0.9), (0.0, 0.0)])
def test_a_mandate_repealed_turns_into_a_chosen_pool_only_where_both_gain(trusts: tuple[float, float]) -> None:
    both_gain = min(trusts) > 0.0
    partnership = reviewed(*trusts, has=(0.25, 0.0))
    assert pooled(partnership) == ((0.0, 0.25) if both_gain else None)
    assert outcomes(partnership) == {}
    assert partnership.surroundings.promises.broken.sum() == 0, "what lapses with a law is nobody's broken promise"
    for hindered in ({"fear": 1.0}, {"pooling_section_75": "off"}):
        assert reviewed(*trusts, has=(0.25, 0.0), **hindered).pool is None


@pytest.mark.parametrize("lever", [{"pooling_place_budget": True}, {"duty_organisational_form": "care_trust"}])
def test_a_place_budget_or_one_body_pools_the_places_share(lever: dict[str, Any]) -> None:
    partnership = reviewed(0.0, 0.0, **lever)
    assert pooled(partnership) == (partnership.surroundings.parameters.joint_working.place_budget_share, 0.0)


def test_partners_who_gain_deepen_their_pool_a_step_a_year_up_to_the_most() -> None:
    p = begun().surroundings.parameters.joint_working
    for share, deepened in ((0.1, 0.1 + p.pool_growth), (p.pool_most, p.pool_most), (0.9, 0.9)):
        assert pooled(reviewed(0.9, 0.9, has=(0.0, share))) == (0.0, pytest.approx(deepened))


def test_where_either_side_trusts_too_little_the_pool_ends_and_is_worth_broken_promises_to_both() -> None:
    p = begun().surroundings.parameters.joint_working
    for trusts in ((0.9, p.pool_ends_below - 0.01), (p.pool_ends_below - 0.01, 0.9)):
        partnership = reviewed(*trusts, has=(0.0, 0.2))
        assert partnership.pool is None
        assert outcomes(partnership) == {JointFlow.POOLS_ENDED: 1}
        broken = partnership.surroundings.promises.broken[partnership.relation, :, PromiseKind.POOL]
        assert broken.tolist() == [round(p.ended_pool_breaks)] * 2


def test_a_pool_ends_where_neither_side_gains_and_stays_as_it_is_where_one_does() -> None:
    """Checked with trust that by itself would keep the pool: fear takes the gain away."""
    low = begun().surroundings.parameters.joint_working.pool_ends_below + 0.01
    neither = reviewed(0.9, 0.9, has=(0.0, 0.2), fear=1.0)
    assert neither.pool is None
    assert outcomes(neither) == {JointFlow.POOLS_ENDED: 1}
    for trusts in ((0.9, low), (low, 0.9)):
        one = reviewed(*trusts, has=(0.0, 0.2), fear=0.5)
        assert pooled(one) == (0.0, 0.2)
        assert outcomes(one) == {}


def test_a_pool_that_is_struck_down_is_nobodys_broken_promise() -> None:
    partnership = reviewed(0.9, 0.9, has=(0.0, 0.2), strikes=True)
    assert partnership.pool is None
    assert outcomes(partnership) == {JointFlow.POOLS_STRUCK_DOWN: 1}
    assert partnership.surroundings.promises.broken.sum() == 0


def test_budgets_are_aligned_where_both_gain_from_that_but_not_from_a_pool() -> None:
    first = begun().surroundings.parameters.joint_working.pool_first_share
    for trusts, fear, aligned in (((0.9, 0.9), 0.0, False), ((0.9, 0.9), 1.0, True), ((0.9, 0.0), 0.0, False)):
        partnership = reviewed(*trusts, fear=fear)
        assert partnership.aligned_share == (first if aligned else 0.0)
        counted = partnership.surroundings.joint_flows[partnership.council.index, JointFlow.BUDGETS_ALIGNED]
        assert counted == aligned
    assert reviewed(0.9, 0.9, pooling_section_75="off").aligned_share == first, "it needs no power"


def test_aligned_budgets_move_no_money_share_no_risk_and_promise_once_a_side_and_quarter() -> None:
    model = begun()
    partnership = model.partnerships.with_pcts[0]
    partnership.aligned_share = 0.1
    model.joint_working._settle_pool(partnership)
    s = partnership.surroundings
    made = s.promises.kept + s.promises.broken
    assert made[partnership.relation, :, PromiseKind.POOL].tolist() == [1, 1]
    assert partnership.pool is None
    assert partnership.council.borne_by_others == 0.0


@pytest.mark.parametrize("council_gives_more", [True, False])
@pytest.mark.parametrize("side_that_trusts", [True, False])
def test_whoever_puts_in_less_leaves_commissioning_to_the_other_where_it_trusts_it_enough(
    council_gives_more: bool, side_that_trusts: bool
) -> None:
    model = begun()
    partnership = model.partnerships.with_pcts[0]
    enough = model.surroundings.parameters.joint_working.lead_commissioning_trust + 0.01
    for is_council in (True, False):
        at = partnership.relation, partnership.side_of(is_council)
        trust = enough if is_council is side_that_trusts else enough - 0.02
        model.surroundings.network.personal_trust[at] = model.surroundings.network.institutional_trust[at] = trust
    partnership.pool = Pool(0.0, 0.2, states_outcomes=False, council_risk=0.5)
    partnership.contributions = Contributions(2 + council_gives_more, 2 + (not council_gives_more), 0.2)
    PoolReview(model.surroundings, partnership, Regulator(), feared=0.0).hold()  # type: ignore[arg-type]
    follower_trusts = side_that_trusts is not council_gives_more
    assert partnership.pool.led_by_council is (council_gives_more if follower_trusts else None)


def test_a_pool_that_one_side_leads_asks_reports_and_staff_of_the_lead_alone() -> None:
    made = {}
    for led_by_council in (None, True, False):
        model = begun()
        partnership = model.partnerships.with_pcts[0]
        partnership.pool = Pool(0.0, 0.2, states_outcomes=False, council_risk=0.5, led_by_council=led_by_council)
        model.joint_working._settle_pool(partnership)
        s = partnership.surroundings
        page = (s.promises.kept + s.promises.broken)[partnership.relation, :, PromiseKind.POOL]
        made[led_by_council] = [int(page[partnership.side_of(side)]) for side in (True, False)]
    both = 1 + round(begun().surroundings.parameters.joint_working.pool_promises)
    assert made == {None: [both, both], True: [both, 1], False: [1, both]}


def test_the_lead_decides_as_the_one_whom_the_others_decisions_would_hurt() -> None:
    disregard, regard = {}, {}
    for led_by_council in (None, True, False):
        model = begun()
        partnership = model.partnerships.with_pcts[0]
        before = partnership.commissioner.disregard, partnership.council.regard
        partnership.pool = Pool(0.0, 0.4, states_outcomes=False, council_risk=1.0, led_by_council=led_by_council)
        disregard[led_by_council] = partnership.commissioner.disregard / before[0]
        regard[led_by_council] = partnership.council.regard - before[1]
    assert disregard[None] == disregard[False] == 1.0
    assert disregard[True] < 1.0
    assert regard[None] == regard[True] == 0.0
    assert regard[False] > 0.0
