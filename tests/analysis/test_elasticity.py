"""Elasticities: per cent for per cent, within samples, and only where one quantity is moved."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sweep_figures import figures

from abm.analysis.elasticity import change_of, elasticities
from abm.runs.confidence import half_width
from abm.scenario.scenario import Scenario
from abm.sweeps.arm import Arm

BILL = Scenario.load("bill_2011")
AS_IT_STANDS = Arm("as it stands", {})


def moved(**levers: object) -> Arm:
    return Arm("moved", {name.replace("__", "."): value for name, value in levers.items()})


TENTH_MORE = moved(money__care_home_places=1.1)


@given(
    st.floats(-3.0, 3.0),
    st.lists(st.floats(1.0, 1e6), min_size=2, max_size=5),
    st.sampled_from([0.8, 1.1, 1.5]),
)
def test_a_power_is_found_whatever_the_luck_of_a_sample(power, luck, ratio):
    values = [[luck, [each * ratio**power for each in luck]]]
    arms = (AS_IT_STANDS, moved(money__care_home_places=ratio))
    (found,) = elasticities(figures(values), arms, AS_IT_STANDS, BILL)
    assert found.found.difference[0] == pytest.approx(power, abs=1e-9)
    assert found.found.high[0] - found.found.low[0] == pytest.approx(0.0, abs=1e-6)


def test_the_interval_is_students_over_samples():
    (found,) = elasticities(figures([[[10.0, 10.0], [11.0, 12.1]]]), (AS_IT_STANDS, TENTH_MORE), AS_IT_STANDS, BILL)
    half = float(half_width(math.sqrt(0.5), 2))
    assert found.found.difference[0] == pytest.approx(1.5)
    assert (found.found.low[0], found.found.high[0]) == pytest.approx((1.5 - half, 1.5 + half))


def test_a_figure_that_is_nothing_or_less_somewhere_has_none_and_a_failed_run_drops_its_pair():
    values = [[[1.0, 0.0], [2.0, 2.0]], [[1.0, np.nan], [1.1, 3.0]]]
    (found,) = elasticities(figures(values, ("a", "b")), (AS_IT_STANDS, TENTH_MORE), AS_IT_STANDS, BILL)
    assert found.found.pairs.tolist() == [0, 1]
    assert found.found.difference[1] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("arm", "why"),
    [
        (moved(), "nothing is moved"),
        (moved(money__care_home_places=1.0), "it stands where it stood"),
        (moved(money__care_home_places=1.1, payment__delayed_day_charge=200.0), "two quantities are moved"),
        (moved(board__powers="refer_back"), "a choice has no per cent"),
        (moved(front_line__home_first=True), "nor has yes or no"),
        (moved(payment__delayed_day_charge=0.0), "down to nothing is no ratio"),
        (moved(money__acute_beds_growth=1.0), "a rate of growth may be less than nothing"),
        (moved(pooling__nhs_transfer=900.0), "dated policies move it in the arm that is compared with"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_arm_has_none_where(arm, why):
    assert change_of(arm, AS_IT_STANDS, BILL) is None


def test_what_both_arms_hold_is_no_change():
    held = {"pooling.nhs_transfer": 800.0, "board.powers": "refer_back"}
    change = change_of(Arm("more", {**held, "pooling.nhs_transfer": 900.0}), Arm("held", held), BILL)
    assert change is not None
    assert (change.lever, change.before, change.after) == ("pooling.nhs_transfer", 800.0, 900.0)
