"""What draws general practices into commissioning, and what puts them off (M18)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from one_council import begun, places

from abm.dates import Month
from abm.model import IntegrationModel
from abm.organisations.gp_consortium import GpConsortium
from abm.organisations.gp_engagement import drawing_power, practices_after_a_quarter, pull_of

QUIET = {"leadership_clinical_engagement": False, "payment_quality_premium": False, "front_line_change": "co_designed"}


def forces(**levers: Any) -> tuple[float, float, float]:
    """What draws and puts off the practices of the only consortium, under levers."""
    model = begun(**(QUIET | levers))
    pull = pull_of(model.surroundings, model.organisations.gp_consortia)
    return float(pull.unprompted[0]), float(pull.contagion[0]), float(pull.lapse[0])


def test_a_programme_and_a_premium_draw_practices_unprompted_and_imposed_change_puts_them_off() -> None:
    p = begun().surroundings.parameters.relations
    unprompted, contagion, lapse = forces()
    assert unprompted == pytest.approx(p.engagement_base)
    assert lapse == pytest.approx(p.engagement_lapse)
    programme = unprompted + p.engagement_programme
    assert forces(leadership_clinical_engagement=True) == pytest.approx((programme, contagion, lapse))
    premium = unprompted + p.engagement_premium
    assert forces(payment_quality_premium=True) == pytest.approx((premium, contagion, lapse))
    imposed = lapse * p.engagement_imposed
    assert forces(front_line_change="imposed") == pytest.approx((unprompted, contagion, imposed))


def share_out(consortium: GpConsortium, people: int) -> None:
    """Let a consortium's practices have so many patients together."""
    each, left = divmod(people, len(consortium.practices))
    for at, practice in enumerate(consortium.practices):
        practice.people = each + (at < left)


def test_contagion_weakens_with_size_by_the_exponent() -> None:
    model = begun()
    s, consortium = model.surroundings, model.organisations.gp_consortia[0]
    usual = s.parameters.relations.engagement_usual_people
    powers = []
    for people in (usual, 2.0 * usual):
        share_out(consortium, round(people))
        powers.append(drawing_power(s, consortium))
    assert powers[1] / powers[0] == pytest.approx(2.0**-s.parameters.relations.engagement_size, rel=1e-4)
    consortium.people *= 2
    assert drawing_power(s, consortium) == powers[1], "it draws whose practices they are, wherever people live"


def test_consortia_of_like_size_differ_in_how_they_draw_practices() -> None:
    model = IntegrationModel(places(councils=3, end="2010-06-30"), rng=1)
    s = model.surroundings
    for consortium in model.organisations.gp_consortia:
        share_out(consortium, round(s.parameters.relations.engagement_usual_people))
    powers = [drawing_power(s, consortium) for consortium in model.organisations.gp_consortia]
    assert len(set(powers)) == len(powers) > 1


def who_takes_part(model: IntegrationModel) -> np.ndarray:
    return np.array([practice.engaged for practice in model.organisations.practices])


def live_quarters(model: IntegrationModel, quarters: int) -> None:
    """Let practices live through some quarters and nothing else happen."""
    for quarter in range(quarters):
        model.surroundings.month = Month(3 * quarter)
        practices_after_a_quarter(model.surroundings, model.organisations.practices, model.organisations.gp_consortia)


def test_practices_wait_until_their_consortium_has_begun() -> None:
    model = IntegrationModel(places(councils=3, end="2010-06-30"), rng=1)
    first, *others = model.organisations.gp_consortia
    for consortium in (first, *others):
        consortium.pathfinder = consortium.in_force = False
    before = who_takes_part(model)
    live_quarters(model, 8)
    assert np.array_equal(who_takes_part(model), before)
    first.pathfinder = True
    live_quarters(model, 8)
    changed = np.flatnonzero(who_takes_part(model) != before)
    assert len(changed) > 0
    assert set(model.geography.practices.consortium[changed].tolist()) == {first.index}


def test_the_same_practices_take_part_whatever_else_a_policy_changes() -> None:
    found = []
    for powers in ("consult", "place_budget"):
        model = begun(board_powers=powers)
        for consortium in model.organisations.gp_consortia:
            consortium.pathfinder = True
        live_quarters(model, 12)
        found.append(who_takes_part(model))
    assert np.array_equal(*found)
    assert 0 < found[0].sum() < len(found[0])
