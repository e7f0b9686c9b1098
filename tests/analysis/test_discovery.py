"""A box that is there is found by both methods and holds on draws held out; luck is not taken for one."""

import numpy as np
import pytest
from made_cases import BOX_POWERS, in_the_box, made_cases

from abm.analysis.cart_rule import cart_rule
from abm.analysis.cases import Cases
from abm.analysis.discovery import discover, held_out, rules_in
from abm.analysis.prim_rule import prim_rule

FINDERS = [prim_rule, cart_rule]


def few(cases: Cases, of_interest: int) -> Cases:
    wanted = cases.wanted & (np.cumsum(cases.wanted) <= of_interest)
    return Cases(cases.outcome, cases.level, cases.period, cases.settings, wanted, cases.groups)


@pytest.mark.parametrize("finder", FINDERS)
def test_the_known_box_is_found(finder):
    cases = made_cases()
    rule = next(rules_in(cases, finder))
    found = {one.name: one for one in rule.restrictions}
    assert set(found) == {"board.powers", "trust"}
    assert found["board.powers"].values == BOX_POWERS
    assert found["trust"].low == pytest.approx(0.5, abs=0.06)
    inside = rule.holds(cases.settings)
    assert (inside == in_the_box(cases.settings)).mean() > 0.95


def test_among_many_columns_too():
    rule = next(rules_in(made_cases(columns=30), prim_rule))
    assert {one.name for one in rule.restrictions} == {"board.powers", "trust"}


@pytest.mark.parametrize("finder", FINDERS)
def test_a_box_that_is_there_holds_on_draws_held_out_and_one_that_luck_made_does_not(finder):
    [first, *_] = held_out(made_cases(), finder)
    assert first.low > 0.0
    assert 0.85 < first.density < 0.97 and first.coverage > 0.7
    for luck in held_out(made_cases(by_luck=True), finder):
        assert luck.low < 0.0


def test_findings_say_density_coverage_and_verdict():
    cases = made_cases()
    found = discover(cases)
    assert {(one.method, one.rank, one.verdict) for one in found} >= {("prim", 1, "holds"), ("cart", 1, "holds")}
    first = found[0]
    inside = first.rule.holds(cases.settings)
    assert first.density == (inside & cases.wanted).sum() / inside.sum() > 0.85
    assert first.coverage == (inside & cases.wanted).sum() / cases.wanted.sum() > 0.75
    assert first.base == cases.wanted.mean()


def test_nothing_is_looked_for_among_too_few_cases_and_checked_with_one_draw():
    cases = made_cases(300)
    assert [one.verdict for one in discover(few(cases, 19))] == ["too few cases"]
    everything = Cases(cases.outcome, cases.level, cases.period, cases.settings, np.ones(300, bool), cases.groups)
    assert [one.verdict for one in discover(everything)] == ["too few cases"]
    one_draw = Cases(cases.outcome, cases.level, cases.period, cases.settings, cases.wanted, np.zeros(300, np.int64))
    assert {one.verdict for one in discover(one_draw)} == {"cannot be checked"}
