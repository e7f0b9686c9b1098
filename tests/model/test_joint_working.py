"""What organisations do together in a quarter and a year: its order, what leaders leave, what a reform passes on."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
from short_runs import one_year, short

from abm.dates import Month
from abm.model import IntegrationModel
from abm.model.clock import MONTH, QUARTER, YEAR
from abm.model.joint_working import JointWorking, commissioners_that_deal
from abm.organisations.joint_tally import JOINT_FLOWS, JointFlow
from abm.relations.promise import PromiseKind
from abm.vocabulary import OrganisationKind

ABOLITION = 3
"""Months from April 2010 to the abolition in these runs."""


@pytest.fixture
def model() -> IntegrationModel:
    return IntegrationModel(short(end="2010-06-30"), rng=1)


def reformed(**levers: Any) -> IntegrationModel:
    """A quarter of primary care trusts, stopped on the eve of their abolition."""
    scenario = short("reform.abolition_date=2010-07-01", councils=2, end="2010-09-30")
    model = IntegrationModel(scenario, rng=1, **levers)
    for _ in range(ABOLITION):
        model.step()
    return model


# --- the order -----------------------------------------------------------------------------------------------------


def test_the_parts_of_a_quarter_and_of_a_year_are_methods_each_named_once() -> None:
    for parts in (QUARTER, YEAR):
        assert len(set(parts)) == len(parts)
        for part in parts:
            assert callable(getattr(JointWorking, part)), part
    assert set(QUARTER) & set(YEAR) == {"honour_plans"}, "plans of the year are agreed before they are honoured"
    assert YEAR.index("agree_plans") < YEAR.index("honour_plans")


@pytest.mark.parametrize("month", [0, 3, 6, 9, 12])
def test_what_is_done_together_is_done_in_the_order_written(
    model: IntegrationModel, month: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What belongs to quarter and year is done once in April, with the year's."""
    done: list[str] = []
    for part in {*QUARTER, *YEAR}:
        monkeypatch.setattr(model.joint_working, part, lambda part=part: done.append(part))
    model.surroundings.month = Month(month)
    model.joint_working.live_a_quarter()
    april = month % 12 == 0
    assert done == [part for part in QUARTER if not (april and part in YEAR)]
    if april:
        model.joint_working.live_a_year()
        assert tuple(done[-len(YEAR) :]) == YEAR
    assert len(set(done)) == len(done)


def test_trust_moves_on_the_old_quarter_before_anything_new_is_agreed() -> None:
    order = {part: at for at, part in enumerate(QUARTER)}
    assert order["promises_fall_due"] < order["trust_follows"] < order["leaders_come_and_go"]
    for later in ("share_records", "honour_plans"):
        assert order["learn_whom_to_trust"] < order[later]
    months = {part: at for at, part in enumerate(MONTH)}
    assert months["count_what_was_shunted"] == 0, "of last month, before anything of this one"
    assert months["live_a_quarter"] < months["plan_the_year"] < months["live_a_year"] < months["decide"]


def test_quarters_are_lived_in_their_first_months_and_years_in_april(monkeypatch: pytest.MonkeyPatch) -> None:
    model = IntegrationModel(short(end="2011-05-31"), rng=1)
    lived: dict[str, list[int]] = {"live_a_quarter": [], "live_a_year": []}
    for what, months in lived.items():
        monkeypatch.setattr(model.joint_working, what, lambda months=months: months.append(model.month.index))
    model.run()
    assert lived == {"live_a_quarter": [0, 3, 6, 9, 12], "live_a_year": [0, 12]}


# --- promises and trust --------------------------------------------------------------------------------------------


def test_nothing_was_promised_before_the_first_quarter(model: IntegrationModel) -> None:
    model.joint_working.promises_fall_due()
    assert model.surroundings.promises.kept.sum() + model.surroundings.promises.broken.sum() == 0


def test_trust_follows_the_book_and_the_book_begins_anew(model: IntegrationModel) -> None:
    s, joint = model.surroundings, model.joint_working
    partnership = model.partnerships.with_pcts[0]
    before = {side: partnership.trust_of(side) for side in (True, False)}
    partnership.enter(True, PromiseKind.PLAN, kept=False)
    joint.trust_follows()
    lost = joint.trust_rules.loss * (1.0 - joint.trust_rules.forgiven * before[False])
    assert partnership.trust_of(False) == pytest.approx(before[False] * (1.0 - lost))
    assert partnership.trust_of(True) == before[True]
    assert s.promises.kept.sum() + s.promises.broken.sum() == 0
    joint.take_stock()
    assert partnership.council.load > 0.0
    assert partnership.commissioner.load == 0.0, "who promised has it on the desk"


def test_where_trust_is_held_fixed_promises_are_counted_and_change_nothing() -> None:
    model = IntegrationModel(short("run.relations=trust_fixed", end="2011-04-30"), rng=1)
    network = model.surroundings.network
    before = network.effective_trust().copy()
    model.run()
    assert network.promises_kept.sum() + network.promises_broken.sum() > 0
    assert np.allclose(network.effective_trust(), before, rtol=0.0, atol=1e-12), "but for rounding"


def test_without_relations_nobody_promises_shares_or_pools() -> None:
    model = IntegrationModel(short("run.relations=none", end="2011-04-30"), rng=1).run()
    network = model.surroundings.network
    usual = model.run_scenario.parameters.organisations.usual_trust
    assert (network.effective_trust() == usual).all()
    assert network.promises_kept.sum() + network.promises_broken.sum() == 0
    assert all(each.pool is None for each in model.partnerships.every)


# --- leaders -------------------------------------------------------------------------------------------------------


def leave_all(monkeypatch: pytest.MonkeyPatch, kinds: set[OrganisationKind]) -> None:
    """All leaders of these kinds of body leave, and nobody else's."""
    monkeypatch.setattr("abm.model.joint_working.leaves_this_quarter", lambda s, body, ratio: body.kind in kinds)


@pytest.mark.parametrize(("posts", "retains"), [("none", False), ("all", True)])
def test_a_council_leader_who_leaves_takes_personal_trust_along_unless_a_joint_post_holds_it(
    monkeypatch: pytest.MonkeyPatch, posts: str, retains: bool
) -> None:
    model = IntegrationModel(short(end="2010-06-30"), rng=1, leadership_joint_appointments=posts)
    s = model.surroundings
    s.network.personal_trust[:] = s.network.institutional_trust[:] = 0.8
    leave_all(monkeypatch, {OrganisationKind.COUNCIL})
    model.joint_working.leaders_come_and_go()
    p = s.parameters.relations
    kept = p.newcomer_trust + (p.joint_post_retains * (0.8 - p.newcomer_trust) if retains else 0.0)
    for each in model.partnerships.active:
        assert s.network.personal_trust[each.relation] == pytest.approx(np.full(2, kept))
    for each in model.partnerships.dealings:
        assert s.network.personal_trust[each.relation] == pytest.approx(np.full(2, p.newcomer_trust))
    council = s.ids[OrganisationKind.COUNCIL]
    others = ~(np.isin(s.network.first, council) | np.isin(s.network.second, council))
    assert (s.network.personal_trust[others] == 0.8).all()
    assert (s.network.institutional_trust == 0.8).all()
    assert s.joint_flows[:, JointFlow.LEADERS_LEFT].tolist() == [1]


def test_leaders_of_commissioners_are_counted_where_they_deal(
    model: IntegrationModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_all(monkeypatch, {OrganisationKind.PRIMARY_CARE_TRUST})
    model.joint_working.leaders_come_and_go()
    dealing = len(model.partnerships.active)
    assert dealing == len(commissioners_that_deal(model.partnerships)) > 0
    assert model.surroundings.joint_flows[:, JointFlow.LEADERS_LEFT].tolist() == [dealing]


# --- the tally -----------------------------------------------------------------------------------------------------


def test_the_joint_tally_is_kept_each_month_and_starts_again_from_nothing() -> None:
    model = one_year()
    months = [kept.joint_flows for kept in model.record.months]
    assert model.surroundings.joint_flows.sum() == 0
    assert all(month.shape == (1, JOINT_FLOWS) for month in months)
    promises = [int(month[:, [JointFlow.PROMISES_KEPT, JointFlow.PROMISES_BROKEN]].sum()) for month in months]
    quarters = [at for at, count in enumerate(promises) if count > 0]
    assert quarters == [3, 6, 9], "promises fall due in the first months of quarters"
    network = model.surroundings.network
    outstanding = model.surroundings.promises
    in_book = int(outstanding.kept.sum() + outstanding.broken.sum())
    assert sum(promises) == int(network.promises_kept.sum() + network.promises_broken.sum()) + in_book


def test_what_stands_is_counted_as_it_stands() -> None:
    model = one_year()
    standing = model.record.months[-1].joint_standing
    practices = model.organisations.practices
    assert standing.patients.tolist() == [sum(each.people for each in practices)]
    assert standing.patients_engaged.tolist() == [sum(each.people for each in practices if each.engaged)]
    ties = [*model.partnerships.in_force, *model.partnerships.dealings]
    assert standing.ties.tolist() == [len(ties)]
    assert standing.sharing_ties.tolist() == [sum(each.records.stands for each in ties)]
    assert standing.pools.tolist() == [sum(each.pool is not None for each in model.partnerships.in_force)]


# --- the reform ----------------------------------------------------------------------------------------------------


@cache
def trust_over_the_reform(carried: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean trust with councils: of old commissioners before, of new ones before and after the handing over."""
    model = reformed(reform_relationships_carried_over=carried)
    network = model.surroundings.network

    def between(consortia: bool) -> np.ndarray:
        return network.effective_trust()[model.kinds_of_relations(consortia)["council_commissioner"]].mean(axis=0)

    old, new = between(False), between(True)
    model.change_policies()
    model.change_commissioners()
    return old, new, between(True)


def test_abolition_loses_the_relationships_that_are_not_carried_over() -> None:
    old, new, after = trust_over_the_reform(0.0)
    assert np.array_equal(new, after), "consortia are left with what they bring"
    assert after.mean() < old.mean() - 0.05, "general practice and councils begin as near strangers"


def test_consortia_are_as_far_from_their_own_beginnings_as_relationships_are_carried_over() -> None:
    part = trust_over_the_reform(0.5)[2]
    none, whole = trust_over_the_reform(0.0)[2], trust_over_the_reform(1.0)[2]
    assert part == pytest.approx(0.5 * (none + whole))
    assert (whole > none).all()


def test_ties_with_hospitals_pass_on_in_full_where_everything_is_carried_over() -> None:
    """Each consortium's trust is the mean of its predecessors', so it lies within theirs."""
    model = reformed(reform_relationships_carried_over=1.0)
    network, ids = model.surroundings.network, model.surroundings.ids

    def with_hospitals(kind: OrganisationKind) -> np.ndarray:
        of_kind, of_hospitals = (
            np.isin(network.first, ids[kind]),
            np.isin(network.second, ids[OrganisationKind.ACUTE_TRUST]),
        )
        return network.effective_trust()[of_kind & of_hospitals]

    old = with_hospitals(OrganisationKind.PRIMARY_CARE_TRUST)
    model.change_policies()
    model.change_commissioners()
    new = with_hospitals(OrganisationKind.GP_CONSORTIUM)
    assert len(old) > 0 < len(new)
    assert (new >= old.min(axis=0) - 1e-12).all()
    assert (new <= old.max(axis=0) + 1e-12).all()


def test_after_the_reform_only_consortia_deal_and_hold_pools() -> None:
    model = reformed()
    model.step()
    assert all(each.pool is None for each in model.partnerships.with_pcts)
    assert model.partnerships.active == model.partnerships.in_force == model.partnerships.with_consortia
    kinds = {each.kind for each in commissioners_that_deal(model.partnerships)}
    assert kinds == {OrganisationKind.GP_CONSORTIUM}
