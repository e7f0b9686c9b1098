"""The rule of regimes on signs made by hand: what it calls integrated, fragmented and stasis, and when it changes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from abm.measures.regimes import (
    Labelled,
    Regime,
    YearOfPlaces,
    label,
    margin_of,
    regime_rule,
    settle,
    signs_of,
    verdict,
)

RULE = regime_rule()
NAMES = [sign.name for sign in RULE.signs]
SIGNS = len(NAMES)
rows = st.lists(st.integers(-1, 1), min_size=SIGNS, max_size=SIGNS)


def by_name(base: int = 0, **given: int) -> np.ndarray:
    """One place's signs: those named, and the rest alike."""
    assert set(given) <= set(NAMES)
    return np.array([[given.get(name, base) for name in NAMES]])


def of_year(signs: np.ndarray, before: np.ndarray | None = None, attends: bool = True) -> Regime:
    """What a year alone says of one place; the year before it was the same unless said otherwise."""
    before = signs if before is None else before
    return Regime(int(verdict(signs, before, np.array([attends]), RULE)[0]))


def as_year(name: str, signs: np.ndarray, attendance: float = 1.0, pool_ended: bool = False) -> YearOfPlaces:
    """A year whose measures have these signs."""
    middles = [0.5 * (sign.up + sign.down) for sign in RULE.signs]
    value_of = {-1: [sign.down for sign in RULE.signs], 0: middles, 1: [sign.up for sign in RULE.signs]}
    values = np.array([[value_of[int(sign)][at] for at, sign in enumerate(row)] for row in signs])
    return YearOfPlaces(name, values, np.full(len(signs), attendance), np.full(len(signs), pool_ended))


INTEGRATED = by_name(1)
FRAGMENTED = by_name(-1)
STASIS = by_name(0, plan_moved=-1)
MUDDLED = by_name(1, plan_moved=-1, shunting=-1)
"""Much that is joint beside much that is shunted: no rule holds."""


def years(*signs: np.ndarray, attendance: float = 1.0) -> list[YearOfPlaces]:
    """A year before the rule begins, and years from its first on."""
    first = int(RULE.first_year[:4])
    names = [f"{year}/{(year + 1) % 100:02d}" for year in range(first - 1, first + len(signs))]
    return [as_year(name, each, attendance) for name, each in zip(names, (signs[0], *signs), strict=True)]


def labels(*signs: np.ndarray) -> list[Regime]:
    """Labels of one place from the rule's first year on."""
    return [Regime(int(each.regime[0])) for each in label(years(*signs), RULE)]


# --- signs ---------------------------------------------------------------------------------------------------------


def test_the_seven_signs_turn_where_the_data_say_and_are_nought_between() -> None:
    assert SIGNS == 7
    for sign in RULE.signs:
        middle = 0.5 * (sign.up + sign.down)
        beyond = 2.0 * sign.up - sign.down
        below = 2.0 * sign.down - sign.up
        values = np.array([sign.up, beyond, middle, sign.down, below, np.nan])
        assert sign.sign_of(values).tolist() == [1, 1, 0, -1, -1, 0], sign.name


def test_of_shunting_little_is_good_and_much_is_bad() -> None:
    shunting = RULE.signs[RULE.position("shunting")]
    assert shunting.up < shunting.down
    assert shunting.sign_of(np.array([0.0, 1.0])).tolist() == [1, -1]


@given(st.floats(-1.0, 1.0), st.sampled_from(RULE.signs), st.floats(0.8, 1.2))
def test_scaling_thresholds_is_scaling_what_is_held_against_them(value: float, sign, factor: float) -> None:
    near = min(abs(value - factor * sign.up), abs(value - factor * sign.down))
    if near > 1e-9:
        assert sign.scaled(factor).sign_of(np.array([value])) == sign.sign_of(np.array([value / factor]))


def test_the_end_of_a_pool_makes_joint_money_negative_whatever_is_still_joint() -> None:
    at = RULE.position("joint_money")
    for ended, sign in ((False, 1), (True, -1)):
        signs = signs_of(as_year(RULE.first_year, INTEGRATED, pool_ended=ended), RULE)
        assert signs[0, at] == sign
        assert (np.delete(signs[0], at) == 1).all()


# --- the verdict of a year -----------------------------------------------------------------------------------------


def test_all_for_the_better_is_integrated_all_for_the_worse_fragmented() -> None:
    assert of_year(INTEGRATED) == Regime.INTEGRATED
    assert of_year(FRAGMENTED) == Regime.FRAGMENTED
    assert of_year(STASIS) == Regime.STASIS


def test_integration_needs_enough_signs() -> None:
    least = RULE.integrated_least_sum
    signs = [1] * least + [0] * (SIGNS - least)
    assert of_year(np.array([signs])) == Regime.INTEGRATED
    signs[0] = 0
    assert of_year(np.array([signs])) != Regime.INTEGRATED


@pytest.mark.parametrize("name", NAMES)
def test_integration_bears_one_sign_against_it_unless_plans_stand_still_or_cost_is_shunted(name: str) -> None:
    found = of_year(by_name(1, **{name: -1}))
    barred = set(RULE.integrated_never_negative)
    assert barred == {"plan_moved", "shunting"}
    assert (found == Regime.INTEGRATED) == (name not in barred)


@pytest.mark.parametrize("shunting", [-1, 0, 1])
def test_without_shunting_nothing_is_fragmented(shunting: int) -> None:
    found = of_year(by_name(-1, shunting=shunting))
    assert (found == Regime.FRAGMENTED) == (shunting == -1)


def test_fragmentation_needs_enough_signs() -> None:
    """Shunting and three more; one less is not enough."""
    enough = by_name(0, shunting=-1, promises=-1, engagement=-1, prevention=-1)
    assert enough.sum() == RULE.fragmented_most_sum
    assert of_year(enough) == Regime.FRAGMENTED
    assert of_year(by_name(0, shunting=-1, promises=-1, engagement=-1)) != Regime.FRAGMENTED


def test_stasis_has_signs_of_its_own() -> None:
    """General practice comes, plans stand still, little speaks either way, and most is as it was the year before."""
    assert of_year(STASIS) == Regime.STASIS
    assert of_year(STASIS, attends=False) == Regime.UNSETTLED
    assert of_year(by_name(0)) == Regime.UNSETTLED, "plans moved somewhat"
    much = by_name(0, plan_moved=-1, promises=-1, engagement=-1)
    assert abs(much.sum()) > RULE.stasis_largest_sum
    assert of_year(much) == Regime.UNSETTLED
    changed = SIGNS - RULE.stasis_least_unchanged
    before = STASIS.copy()
    before[0, 1 : 1 + changed] = 1
    assert of_year(STASIS, before) == Regime.STASIS
    before[0, 1 + changed] = 1
    assert of_year(STASIS, before) == Regime.UNSETTLED


def test_with_no_year_before_nothing_is_stasis() -> None:
    assert verdict(STASIS, None, np.array([True]), RULE).tolist() == [Regime.UNSETTLED]


@given(rows, rows, st.booleans())
def test_every_place_has_one_verdict_and_stasis_is_never_what_is_left_over(
    signs: list[int], before: list[int], attends: bool
) -> None:
    now = np.array([signs])
    found = of_year(now, np.array([before]), attends)
    total = sum(signs)
    named = dict(zip(NAMES, signs, strict=True))
    unchanged = sum(one == other for one, other in zip(signs, before, strict=True))
    holds = {
        Regime.INTEGRATED: total >= 4 and named["plan_moved"] >= 0 and named["shunting"] >= 0,
        Regime.FRAGMENTED: total <= -4 and named["shunting"] < 0,
        Regime.STASIS: abs(total) <= 2 and attends and named["plan_moved"] < 0 and unchanged >= 4,
    }
    assert sum(holds.values()) <= 1
    assert found == next((regime for regime, so in holds.items() if so), Regime.UNSETTLED)


def test_places_do_not_touch_each_other() -> None:
    signs = np.concatenate([INTEGRATED, STASIS, FRAGMENTED, MUDDLED])
    found = verdict(signs, signs, np.full(4, True), RULE)
    assert found.tolist() == [Regime.INTEGRATED, Regime.STASIS, Regime.FRAGMENTED, Regime.UNSETTLED]


@pytest.mark.parametrize("left_out", NAMES)
def test_the_rule_can_be_read_with_any_sign_left_out(left_out: str) -> None:
    less = replace(RULE, signs=tuple(sign for sign in RULE.signs if sign.name != left_out))
    year = as_year(RULE.first_year, INTEGRATED)
    values = np.delete(year.values, RULE.position(left_out), axis=1)
    signs = signs_of(replace(year, values=values, pool_ended=np.array([True])), less)
    assert signs.shape == (1, SIGNS - 1)
    found = verdict(signs, signs, np.array([True]), less)
    assert found.tolist() == [Regime.INTEGRATED]


# --- the margin ----------------------------------------------------------------------------------------------------


def margin(signs: np.ndarray, before: np.ndarray | None = None) -> int:
    return int(margin_of(signs, signs if before is None else before, np.array([True]), RULE)[0])


def test_the_margin_is_the_fewest_steps_that_would_change_the_verdict() -> None:
    """Two signs may not be negative: from +1 each is two steps off, so it takes the sum; from 0 one step does."""
    assert margin(INTEGRATED) == 3
    assert margin(by_name(1, engagement=0, promises=0)) == 2
    assert margin(by_name(1, engagement=0, promises=0, prevention=0)) == 1
    assert margin(by_name(1, plan_moved=0)) == 1
    assert margin(STASIS) == 1, "plans that move somewhat are no stasis"


@given(rows)
def test_a_margin_of_one_has_a_step_that_changes_the_verdict_and_a_larger_one_has_none(signs: list[int]) -> None:
    now = np.array([signs])
    own = of_year(now)
    steps = [(at, step) for at in range(SIGNS) for step in (-1, 1) if -1 <= signs[at] + step <= 1]
    changes = False
    for at, step in steps:
        other = now.copy()
        other[0, at] += step
        changes |= of_year(other, now) != own
    assert 1 <= margin(now) <= 3
    assert (margin(now) == 1) == changes


# --- labels over years ---------------------------------------------------------------------------------------------


def test_the_first_label_is_taken_at_once() -> None:
    assert labels(INTEGRATED) == [Regime.INTEGRATED]
    assert labels(MUDDLED, FRAGMENTED) == [Regime.UNSETTLED, Regime.FRAGMENTED]


def test_a_change_needs_the_same_verdict_two_years_running() -> None:
    assert RULE.years_to_change == 2
    integrated, fragmented = Regime.INTEGRATED, Regime.FRAGMENTED
    assert labels(INTEGRATED, FRAGMENTED, FRAGMENTED) == [integrated, integrated, fragmented]
    assert labels(INTEGRATED, FRAGMENTED, INTEGRATED, FRAGMENTED) == [integrated] * 4
    assert labels(INTEGRATED, FRAGMENTED, MUDDLED, FRAGMENTED, FRAGMENTED) == [integrated] * 4 + [fragmented]


def test_a_year_in_which_no_rule_holds_keeps_the_last_label_and_is_mixed() -> None:
    found = label(years(FRAGMENTED, MUDDLED, FRAGMENTED), RULE)
    assert [int(each.regime[0]) for each in found] == [Regime.FRAGMENTED] * 3
    assert [bool(each.mixed[0]) for each in found] == [False, True, False]


def test_years_before_the_rule_begins_have_no_label_and_tell_what_signs_were_before() -> None:
    found = label(years(STASIS), RULE)
    assert [each.year for each in found] == [RULE.first_year]
    assert int(found[0].regime[0]) == Regime.STASIS
    assert int(label(years(STASIS)[1:], RULE)[0].regime[0]) == Regime.UNSETTLED


def test_boards_to_which_nobody_comes_or_that_never_meet_are_no_stasis() -> None:
    for attendance in (RULE.stasis_least_attendance - 0.01, float("nan")):
        found = label(years(STASIS, attendance=attendance), RULE)
        assert int(found[0].regime[0]) == Regime.UNSETTLED


@given(st.lists(rows, min_size=1, max_size=7))
def test_every_year_has_a_label_that_some_year_so_far_earned(signs: list[list[int]]) -> None:
    found = label(years(*(np.array([row]) for row in signs)), RULE)
    assert len(found) == len(signs)
    earned = {Regime.UNSETTLED}
    before = np.array([signs[0]])
    for each in found:
        assert isinstance(each, Labelled)
        own = of_year(each.signs, before)
        earned.add(own)
        assert Regime(int(each.regime[0])) in earned
        assert bool(each.mixed[0]) == (own == Regime.UNSETTLED)
        before = each.signs


def test_a_longer_memory_takes_as_many_years_as_it_says() -> None:
    slow = replace(RULE, years_to_change=3)
    verdicts = [np.array([Regime.STASIS])]
    last, _ = settle(verdicts, None, slow)
    for expected in (Regime.STASIS, Regime.STASIS, Regime.INTEGRATED):
        verdicts.append(np.array([Regime.INTEGRATED]))
        last, _ = settle(verdicts, last, slow)
        assert last.tolist() == [expected]
