"""Whether a body keeps a promise: what tempts it, what holds it, and what merely slips (M9, M13)."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abm.organisations.promise_keeping import Position, chance_of_breaking
from abm.relations.attention import chance_of_slipping
from abm.scenario.parameter_groups.relations import RelationsParameters

P = RelationsParameters()
INDIFFERENT = Position(trust=0.0, regard=0.0, stress=0.0, load=0.0, bound=0.0, horizon=1.0)
shares = st.floats(0.0, 1.0)
positions = st.builds(
    Position, trust=shares, regard=shares, stress=st.floats(0.0, 0.5), load=st.floats(0.0, 5.0), bound=shares,
    horizon=st.floats(0.0, 3.0),
)  # fmt: skip


def test_who_minds_nothing_breaks_promises_as_often_as_it_is_tempted() -> None:
    assert chance_of_breaking(INDIFFERENT, P) == pytest.approx(1.0 - math.exp(-P.temptation))
    stressed = replace(INDIFFERENT, stress=0.1)
    expected = 1.0 - math.exp(-(P.temptation + 0.1 * P.temptation_per_stress))
    assert chance_of_breaking(stressed, P) == pytest.approx(expected)


@pytest.mark.parametrize("held_by", [{"regard": 1.0}, {"bound": 1.0}, {"trust": 1.0, "horizon": 1.0 / 0.1}])
def test_who_is_held_in_full_only_lets_things_slip_however_short_the_money(held_by: dict[str, float]) -> None:
    position = replace(INDIFFERENT, stress=0.3, load=1.5, **held_by)
    assert P.future_per_trust >= 0.1
    assert chance_of_breaking(position, P) == pytest.approx(chance_of_slipping(1.5, P.slip_per_load))


def test_trust_holds_by_the_worth_of_later_years() -> None:
    """Half of the trust is half of what holds; with no later years it holds nothing."""
    held = [P.future_per_trust * 0.5, 0.0, P.future_per_trust]
    found = [
        chance_of_breaking(replace(INDIFFERENT, trust=trust, horizon=horizon), P)
        for trust, horizon in ((0.5, 1.0), (1.0, 0.0), (0.5, 2.0))
    ]
    assert found == pytest.approx([1.0 - math.exp(-P.temptation * (1.0 - share)) for share in held])


def test_what_slips_comes_on_top_of_what_tempts() -> None:
    tempted = chance_of_breaking(replace(INDIFFERENT, stress=0.1), P)
    slips = chance_of_slipping(2.0, P.slip_per_load)
    both = chance_of_breaking(replace(INDIFFERENT, stress=0.1, load=2.0), P)
    assert 1.0 - both == pytest.approx((1.0 - tempted) * (1.0 - slips))


@given(positions)
def test_it_is_a_chance(position: Position) -> None:
    assert 0.0 <= chance_of_breaking(position, P) <= 1.0


@given(positions, st.sampled_from(["trust", "regard", "bound", "horizon"]), st.floats(0.0, 1.0))
def test_nothing_that_holds_a_body_makes_it_break_more(position: Position, what: str, more: float) -> None:
    held = replace(position, **{what: getattr(position, what) + more})
    assert chance_of_breaking(held, P) <= chance_of_breaking(position, P)


@given(positions, st.sampled_from(["stress", "load"]), st.floats(0.0, 1.0))
def test_nothing_that_presses_on_a_body_makes_it_break_less(position: Position, what: str, more: float) -> None:
    pressed = replace(position, **{what: getattr(position, what) + more})
    assert chance_of_breaking(pressed, P) >= chance_of_breaking(position, P) - 1e-12
