"""Leaders come and go: how often, where oftener, and which councils hold posts jointly (M10)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from one_council import begun

from abm.dates import Month
from abm.model import IntegrationModel
from abm.organisations.leadership import BODIES_WITH_LEADERS, has_joint_post, leaves_this_quarter

QUARTERS = 3000


@pytest.fixture(scope="module")
def model() -> IntegrationModel:
    return begun()


def leaves(model: IntegrationModel, ratio: float = 1.0, field: str = "councils") -> np.ndarray:
    """In which of many quarters a body's leader leaves."""
    s, body = model.surroundings, model.organisations.of_kind(field)[0]
    found = []
    for quarter in range(QUARTERS):
        s.month = Month(3 * quarter)
        found.append(leaves_this_quarter(s, body, ratio))
    s.month = Month(0)
    return np.array(found)


@pytest.mark.parametrize("ratio", [1.0, 2.5])
def test_leaders_leave_at_the_yearly_hazard(model: IntegrationModel, ratio: float) -> None:
    hazard = ratio * model.surroundings.parameters.relations.leader_exit
    chance = 1.0 - math.exp(-hazard / 4.0)
    spread = math.sqrt(chance * (1.0 - chance) / QUARTERS)
    assert leaves(model, ratio).mean() == pytest.approx(chance, abs=4.0 * spread)


def test_who_leaves_in_quiet_times_leaves_in_troubled_ones_too(model: IntegrationModel) -> None:
    quiet, troubled = leaves(model, 1.0), leaves(model, 2.0)
    assert troubled[quiet].all()
    assert troubled.sum() > quiet.sum()


def test_every_body_has_luck_of_its_own(model: IntegrationModel) -> None:
    first, *others = [leaves(model, field=field) for field, _ in BODIES_WITH_LEADERS]
    for other in others:
        assert abs(np.corrcoef(first, other)[0, 1]) < 0.1


def test_where_leadership_is_kept_stable_nobody_leaves() -> None:
    assert not leaves(begun(leadership_turnover=0.0)).any()


@pytest.mark.parametrize(("lever", "councils"), [("none", []), ("all", list(range(40)))])
def test_joint_posts_are_nowhere_or_everywhere_if_the_lever_says_so(lever: str, councils: list[int]) -> None:
    s = begun(leadership_joint_appointments=lever).surroundings
    assert np.flatnonzero(has_joint_post(s, np.arange(40))).tolist() == councils


def test_some_joint_posts_are_held_by_the_stated_share_of_councils_first_come_first(model: IntegrationModel) -> None:
    s = model.surroundings
    assert s.levers.leadership.joint_appointments == "some"
    share = s.parameters.relations.places_with_joint_posts
    rank = np.arange(40)[::-1]
    joint = has_joint_post(s, rank)
    assert joint.sum() == round(share * 40)
    assert rank[joint].max() < rank[~joint].min()
    assert has_joint_post(s, np.array([0])).all(), "some is at least one"


def test_leaders_are_of_bodies_that_a_run_has(model: IntegrationModel) -> None:
    for field, kind in BODIES_WITH_LEADERS:
        bodies = model.organisations.of_kind(field)
        assert len(bodies) > 0
        assert {body.kind for body in bodies} == {kind}
