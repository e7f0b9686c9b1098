"""Boards negotiate plans by the procedure that the law gives them; influence is measured against the shadow (M12)."""

from __future__ import annotations

from functools import cache

import pytest
from mechanism_runs import ABOLITION, joint, places, trusting

from abm.model import IntegrationModel
from abm.model.joint_working import JointWorking
from abm.organisations.joint_tally import JointFlow

SEEDS = (1, 2)
LOW, ORDINARY, HIGH = 0.15, 0.45, 0.9
LITTLE = 0.10
"""Share of plan money moved up to which a place's board counts as without influence."""


@cache
def boards(powers: str, trust: float, membership: str = "full") -> tuple[IntegrationModel, ...]:
    """Two regions of three councils, two years of boards, at a trust that stays."""
    scenario = places("population.sample=0.02", "run.relations=trust_fixed", councils=3, end="2013-03-31")
    levers = {"board_powers": powers, "board_gp_membership": membership}
    return tuple(trusting(scenario, trust, seed, **levers).run() for seed in SEEDS)


def count(models: tuple[IntegrationModel, ...], what: JointFlow) -> int:
    return sum(joint(model, what, first=ABOLITION) for model in models)


def moved(powers: str, trust: float) -> float:
    """Share of plan money spent otherwise than commissioners alone would have."""
    models = boards(powers, trust)
    return count(models, JointFlow.PLAN_MONEY_MOVED) / count(models, JointFlow.PLAN_MONEY)


def defaulted(powers: str, trust: float) -> float:
    models = boards(powers, trust)
    return count(models, JointFlow.PLANS_DEFAULTED) / count(models, JointFlow.PLANS_MADE)


def test_boards_that_are_only_consulted_move_little_at_ordinary_trust_and_clearly_more_at_high() -> None:
    """Checked with persuasion that does not go by trust, which fails."""
    assert 0.0 < moved("consult", ORDINARY) <= LITTLE
    assert moved("consult", HIGH) > 2.0 * moved("consult", ORDINARY)
    assert moved("consult", LOW) < 0.5 * moved("consult", ORDINARY)


def test_consortia_come_to_boards_without_anybody_who_can_decide() -> None:
    """Tokenistic attendance is a large part at ordinary trust, and small where boards sign and are trusted."""
    tokens = {}
    for powers, trust in (("consult", ORDINARY), ("joint_sign_off", HIGH)):
        models = boards(powers, trust)
        came = count(models, JointFlow.MEETINGS_ATTENDED)
        tokens[powers] = 1.0 - count(models, JointFlow.MEETINGS_IN_SUBSTANCE) / came
    assert tokens["consult"] > 0.3
    assert tokens["joint_sign_off"] < 0.6 * tokens["consult"]


def test_consortia_from_outside_come_less_often_and_less_in_substance() -> None:
    inside, outside = boards("consult", ORDINARY), boards("consult", ORDINARY, "external")
    for what in (JointFlow.MEETINGS_ATTENDED, JointFlow.MEETINGS_IN_SUBSTANCE):
        assert count(outside, what) < 0.8 * count(inside, what)
    assert count(outside, JointFlow.MEETINGS) == count(inside, JointFlow.MEETINGS)


def test_signing_together_fails_at_low_trust_and_not_at_high() -> None:
    """Checked with a reach that does not go by trust, which fails."""
    assert defaulted("joint_sign_off", LOW) > 0.5
    assert defaulted("joint_sign_off", HIGH) == 0.0
    assert defaulted("consult", LOW) == 0.0, "an opinion cannot block anything"


def test_plans_far_from_the_strategy_are_referred_back_and_move_further() -> None:
    made = count(boards("refer_back", ORDINARY), JointFlow.PLANS_MADE)
    low, ordinary, high = (
        count(boards("refer_back", trust), JointFlow.PLANS_REFERRED_BACK) for trust in (LOW, ORDINARY, HIGH)
    )
    assert high < ordinary < low
    assert 0 < ordinary < made
    assert count(boards("have_regard", LOW), JointFlow.PLANS_REFERRED_BACK) == 0
    assert moved("refer_back", LOW) > moved("have_regard", LOW) > moved("consult", LOW)


@pytest.mark.parametrize("trust", [LOW, ORDINARY, HIGH])
def test_votes_on_one_budget_move_most(trust: float) -> None:
    others = ("consult", "have_regard", "refer_back", "joint_sign_off")
    assert moved("place_budget", trust) > max(moved(powers, trust) for powers in others)


def test_a_plan_carried_out_as_its_shadow_counts_as_no_influence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Votes decide every plan here, and commissioners do what they would have done alone."""

    def dishonour(self: JointWorking) -> None:
        for each in self.partnerships.in_force:
            each.plan_is_honoured = False

    monkeypatch.setattr(JointWorking, "honour_plans", dishonour)
    monkeypatch.setattr(JointWorking, "agree_plans", _agree_and_drop)
    scenario = places("population.sample=0.02", "run.relations=trust_fixed", end="2012-03-31")
    model = trusting(scenario, ORDINARY, board_powers="place_budget").run()
    assert joint(model, JointFlow.PLANS_MADE, first=ABOLITION) > 0
    assert joint(model, JointFlow.PLAN_MONEY, first=ABOLITION) > 0
    assert joint(model, JointFlow.PLAN_MONEY_MOVED) == 0


_agree = JointWorking.agree_plans


def _agree_and_drop(self: JointWorking) -> None:
    _agree(self)
    for each in self.partnerships.in_force:
        each.plan_is_honoured = False


def test_before_boards_sit_nothing_is_moved() -> None:
    for model in boards("place_budget", ORDINARY):
        early = joint(model, JointFlow.PLANS_MADE, last=ABOLITION)
        assert early == 0 == joint(model, JointFlow.PLAN_MONEY_MOVED, last=ABOLITION)


def test_a_board_that_every_time_ends_in_deadlock_is_not_counted_as_influential() -> None:
    """Nobody agreed anything: the right to sign moves no more money here than the right to be heard would."""
    assert defaulted("joint_sign_off", LOW) == 1.0, "otherwise this test says nothing"
    assert moved("joint_sign_off", LOW) <= moved("consult", LOW)
