"""A council and a commissioner: whose trust is whose, promises with luck of their own, what successors take over."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from one_council import begun, places

from abm.dates import Month
from abm.model import IntegrationModel
from abm.organisations.joint_tally import JointFlow
from abm.organisations.partnership import Attendance, Partnership, Predecessor
from abm.organisations.pool import Contributions, Pool
from abm.relations.promise import PromiseKind

SIDES = (True, False)


@pytest.fixture
def model() -> IntegrationModel:
    return begun()


@pytest.fixture
def partnership(model: IntegrationModel) -> Partnership:
    return model.partnerships.with_pcts[0]


def set_trust(partnership: Partnership, council: float, commissioner: float) -> None:
    """How far each of the two trusts the other, in both parts."""
    network = partnership.surroundings.network
    for is_council, trust in ((True, council), (False, commissioner)):
        at = partnership.relation, partnership.side_of(is_council)
        network.personal_trust[at] = network.institutional_trust[at] = trust


# --- whose is whose ------------------------------------------------------------------------------------------------


def test_each_side_has_its_own_trust_and_what_both_can_do_goes_by_the_lower(partnership: Partnership) -> None:
    set_trust(partnership, council=0.8, commissioner=0.3)
    assert partnership.trust_of(True) == pytest.approx(0.8)
    assert partnership.trust_of(False) == pytest.approx(0.3)
    assert partnership.least_trust == pytest.approx(0.3)
    network, ids = partnership.surroundings.network, (partnership.council_id, partnership.other_id)
    assert network.trust_between(*ids) == pytest.approx(0.8), "the council's trust in the commissioner"
    assert network.trust_between(*ids[::-1]) == pytest.approx(0.3)


def test_everybody_has_a_partner_and_only_slivers_have_none() -> None:
    model = IntegrationModel(places(councils=3, end="2010-06-30"), rng=1)
    hoods = model.geography.neighbourhoods
    least = model.surroundings.parameters.relations.least_share_of_a_partner
    for every, of in ((model.partnerships.with_pcts, hoods.pct), (model.partnerships.with_consortia, hoods.consortium)):
        covered = np.concatenate([each.neighbourhoods for each in every])
        assert len(set(covered.tolist())) == len(covered), "nobody is answered for twice"
        assert {each.council.index for each in every} == set(hoods.council.tolist())
        assert {each.commissioner.index for each in every} == set(of.tolist())
        for hood in set(range(len(hoods))) - set(covered.tolist()):
            both = hoods.people[(hoods.council == hoods.council[hood]) & (of == of[hood])].sum()
            assert both < least * hoods.people[hoods.council == hoods.council[hood]].sum()
            assert both < least * hoods.people[of == of[hood]].sum()
    relations = [each.relation for each in (*model.partnerships.every, *model.partnerships.dealings)]
    assert min(relations) >= 0, "no strangers"
    assert len(set(relations)) == len(relations)


# --- promises ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_council", SIDES)
def test_a_promise_that_falls_due_is_in_the_book_of_the_side_that_made_it(
    model: IntegrationModel, partnership: Partnership, is_council: bool
) -> None:
    s = model.surroundings
    kept = sum(partnership.falls_due(is_council, PromiseKind.PLAN, number) for number in range(200))
    side = partnership.side_of(is_council)
    assert s.promises.kept[partnership.relation, side, PromiseKind.PLAN] == s.promises.kept.sum() == kept
    assert s.promises.broken[partnership.relation, side, PromiseKind.PLAN] == s.promises.broken.sum() == 200 - kept
    flows = s.joint_flows[partnership.council.index]
    assert flows[[JointFlow.PROMISES_KEPT, JointFlow.PROMISES_BROKEN]].tolist() == [kept, 200 - kept]
    assert 0 < kept < 200


def test_who_trusts_more_keeps_more_and_every_promise_that_it_kept_before(partnership: Partnership) -> None:
    kept = {}
    for trust in (0.1, 0.9):
        set_trust(partnership, trust, trust)
        kept[trust] = [partnership.falls_due(True, PromiseKind.POOL, number) for number in range(300)]
    assert sum(kept[0.9]) > sum(kept[0.1]) + 10
    assert all(later for earlier, later in zip(kept[0.1], kept[0.9], strict=True) if earlier)


@pytest.mark.parametrize("pressed", [{"stress": 0.2}, {"load": 6.0}])
def test_a_body_under_pressure_breaks_promises_that_its_partner_keeps(
    partnership: Partnership, pressed: dict[str, float]
) -> None:
    set_trust(partnership, 0.4, 0.4)
    for name, value in pressed.items():
        setattr(partnership.council, name, value)
    broken = {
        side: sum(not partnership.falls_due(side, PromiseKind.POOL, number) for number in range(300)) for side in SIDES
    }
    assert broken[True] > broken[False] + 20


def test_being_bound_holds_a_body_to_its_promise(partnership: Partnership) -> None:
    set_trust(partnership, 0.2, 0.2)
    partnership.council.stress = 0.2
    loose, bound = (
        sum(partnership.falls_due(True, PromiseKind.TRANSFER, number, bound=binds) for number in range(300))
        for binds in (0.0, 0.8)
    )
    assert bound > loose + 20


@cache
def kept_under(powers: str, seed: int, month: int) -> dict[tuple[int, bool, PromiseKind], list[bool]]:
    """Which promises would be kept in a month at like trust, by partnership, side and kind, under a policy."""
    model = IntegrationModel(places(end="2010-06-30"), rng=seed, board_powers=powers)
    model.surroundings.month = Month(month)
    found = {}
    for at, each in enumerate(model.partnerships.every):
        set_trust(each, 0.1, 0.1)
        for is_council in SIDES:
            each.partner(is_council).stress = 0.1
            for kind in PromiseKind:
                outcomes = [each.falls_due(is_council, kind, number) for number in range(40)]
                found[(at, is_council, kind)] = outcomes
    return found


def test_the_same_promise_meets_the_same_luck_under_another_policy() -> None:
    assert kept_under("consult", 1, 3) == kept_under("place_budget", 1, 3)


def test_luck_is_its_own_for_each_pair_side_kind_number_quarter_and_seed() -> None:
    base = kept_under("consult", 1, 3)
    outcomes = list(base.values())
    assert len({tuple(each) for each in outcomes}) == len(outcomes), "no two promises have the same luck"
    assert all(0 < sum(each) < len(each) for each in outcomes), "numbers differ among themselves"
    assert base != kept_under("consult", 1, 6)
    assert base != kept_under("consult", 2, 3)


# --- meetings ------------------------------------------------------------------------------------------------------


def test_attendance_is_remembered_for_about_a_year() -> None:
    attendance = Attendance()
    shares = []
    for came in [True] * 12 + [False] * 12:
        attendance.remember(came)
        shares.append(attendance.in_substance)
    assert shares[0] == pytest.approx(0.25)
    assert shares[:12] == sorted(shares[:12])
    assert shares[11] > 0.95
    assert shares[23] < 0.05


def test_a_plan_that_is_not_honoured_is_what_the_commissioner_would_have_done_alone(partnership: Partnership) -> None:
    partnership.plan, partnership.shadow = np.eye(5)[0], np.eye(5)[1]
    for honoured, carried_out in ((True, partnership.plan), (False, partnership.shadow)):
        partnership.plan_is_honoured = honoured
        assert np.array_equal(partnership.plan_carried_out, carried_out)


# --- successors ----------------------------------------------------------------------------------------------------


def heir_of(model: IntegrationModel) -> tuple[Partnership, Partnership, Partnership]:
    """A consortium's partnership and two of primary care trusts with the same council."""
    heir = model.partnerships.with_consortia[0]
    olds = [each for each in model.partnerships.with_pcts if each.council is heir.council]
    assert len(olds) >= 2, "choose a seed in which a council deals with two primary care trusts"
    return heir, olds[0], olds[1]


@pytest.mark.parametrize("carried", [0.0, 0.25, 1.0])
def test_successors_trust_is_drawn_towards_that_of_their_predecessors_by_people(
    model: IntegrationModel, carried: float
) -> None:
    heir, one, other = heir_of(model)
    set_trust(heir, council=0.1, commissioner=0.2)
    set_trust(one, council=0.9, commissioner=0.5)
    set_trust(other, council=0.6, commissioner=0.4)
    heir.take_over([Predecessor(one, 0.75, 0.4), Predecessor(other, 0.25, 1.0)], carried)
    assert heir.trust_of(True) == pytest.approx((1.0 - carried) * 0.1 + carried * (0.75 * 0.9 + 0.25 * 0.6))
    assert heir.trust_of(False) == pytest.approx((1.0 - carried) * 0.2 + carried * (0.75 * 0.5 + 0.25 * 0.4))


def test_records_and_the_largest_predecessors_plan_pass_on(model: IntegrationModel) -> None:
    heir, one, other = heir_of(model)
    heir.records.coverage = 0.9
    one.records.coverage, other.records.coverage, other.records.stands = 0.2, 0.6, True
    one.plan, one.shadow = np.eye(5)[0], np.eye(5)[1]
    other.plan, other.shadow = np.eye(5)[2], np.eye(5)[3]
    heir.take_over([Predecessor(one, 0.25, 1.0), Predecessor(other, 0.75, 0.5)], 0.0)
    assert heir.records.coverage == pytest.approx(0.25 * 0.2 + 0.75 * 0.6)
    assert heir.records.stands
    assert np.array_equal(heir.plan, other.plan)
    assert np.array_equal(heir.shadow, other.shadow)
    other.plan[0] = 9.0
    assert heir.plan[0] == 0.0, "a copy"


@pytest.mark.parametrize(
    ("starts", "then"), [((None, None), None), ((7, None), 7), ((None, 7), 7), ((7, 3), 3), ((0, 3), 0)]
)
def test_teams_go_on_from_when_the_first_of_them_began(
    model: IntegrationModel, starts: tuple[int | None, int | None], then: int | None
) -> None:
    heir, one, other = heir_of(model)
    one.teams_start, other.teams_start = starts
    heir.take_over([Predecessor(one, 0.25, 1.0), Predecessor(other, 0.75, 1.0)], 0.0)
    assert heir.teams_start == then


def test_how_successors_come_to_meetings_is_their_own_doing(model: IntegrationModel) -> None:
    heir, one, other = heir_of(model)
    heir.attendance.in_substance = 0.25
    one.attendance.in_substance, other.attendance.in_substance = 0.75, 1.0
    heir.take_over([Predecessor(one, 0.5, 1.0), Predecessor(other, 0.5, 1.0)], 1.0)
    assert heir.attendance.in_substance == 0.25


@pytest.mark.parametrize("consents", [True, False])
@pytest.mark.parametrize("by_law", [0.0, 0.1])
def test_a_chosen_pool_goes_on_only_where_both_sides_trust_each_other_enough_and_the_laws_wherever(
    model: IntegrationModel, consents: bool, by_law: float
) -> None:
    heir, one, other = heir_of(model)
    ends_below = model.surroundings.parameters.joint_working.pool_ends_below
    set_trust(heir, council=0.9, commissioner=ends_below + (0.01 if consents else -0.01))
    other.pool = Pool(by_law, 0.4, states_outcomes=True, council_risk=0.3)
    heir.take_over([Predecessor(one, 0.5, 1.0), Predecessor(other, 0.5, 1.0)], 0.0)
    chosen = 0.2 if consents else 0.0
    if consents or by_law:
        assert heir.pool == Pool(0.5 * by_law, chosen, states_outcomes=True, council_risk=0.3)
    else:
        assert heir.pool is None
    assert model.surroundings.joint_flows[heir.council.index, JointFlow.POOLS_ENDED] == (not consents)


def test_what_is_contributed_passes_on_with_the_people_and_is_handed_over_once(model: IntegrationModel) -> None:
    heir, one, other = heir_of(model)
    heirs = [each for each in model.partnerships.with_consortia if each.council is heir.council]
    second = heirs[1] if len(heirs) > 1 else heir
    parts = (0.25, 0.75)
    for old, contributions in ((one, (1_000_000, 3_000_000)), (other, (400_000, 800_000))):
        old.pool = Pool(0.0, 0.2, states_outcomes=False, council_risk=0.25)
        old.contributions = Contributions(*contributions, of_share=0.2)
    found = []
    for each, part in zip((heir, second), parts, strict=True):
        set_trust(each, 0.9, 0.9)
        each.take_over([Predecessor(one, 0.5, part), Predecessor(other, 0.5, 1.0 - part)], 0.0)
        assert each.pool is not None
        assert each.pool.share == pytest.approx(0.2)
        found.append((each.contributions.council, each.contributions.commissioner))
    assert found == [(550_000, 1_350_000), (850_000, 2_450_000)]
    assert np.sum(found, axis=0).tolist() == [1_400_000, 3_800_000], "as much as before"


def test_contributions_follow_what_is_pooled_when_part_of_a_pool_is_given_up(model: IntegrationModel) -> None:
    """Half of the people bring a pool of 0.4 of which the law demands 0.1: without consent only that is left."""
    heir, one, other = heir_of(model)
    set_trust(heir, 0.0, 0.9)
    other.pool = Pool(0.1, 0.4, states_outcomes=True, council_risk=0.3)
    other.contributions = Contributions(4_000_000, 8_000_000, of_share=0.4)
    heir.take_over([Predecessor(one, 0.5, 1.0), Predecessor(other, 0.5, 1.0)], 0.0)
    assert heir.pool is not None
    assert heir.pool.share == pytest.approx(0.05)
    assert heir.contributions == Contributions(1_000_000, 2_000_000, heir.pool.share)


def test_two_pools_become_one_with_their_risks_weighed_by_money(model: IntegrationModel) -> None:
    heir, one, other = heir_of(model)
    set_trust(heir, 0.9, 0.9)
    one.pool = Pool(0.0, 0.1, states_outcomes=False, council_risk=0.8)
    other.pool = Pool(0.0, 0.3, states_outcomes=True, council_risk=0.4)
    heir.take_over([Predecessor(one, 0.25, 1.0), Predecessor(other, 0.75, 1.0)], 0.0)
    assert heir.pool is not None
    assert heir.pool.council_risk == pytest.approx((0.025 * 0.8 + 0.225 * 0.4) / 0.25)
    assert heir.pool.states_outcomes, "as the larger"
