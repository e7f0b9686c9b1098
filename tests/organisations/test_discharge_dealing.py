"""What a council and a hospital promise each other at the ward's door, and how both see whether it was so."""

from __future__ import annotations

import pytest
from one_council import begun

from abm.organisations.discharge_dealing import DischargeDealing, QuarterlyRate
from abm.relations.promise import PromiseKind

A_LITTLE = 1e-6


def test_a_quarter_is_held_against_the_same_quarter_a_year_before() -> None:
    rate = QuarterlyRate()
    found = []
    for quarter in range(8):
        for month in range(3):
            rate.add(10.0 * (1 + quarter) + month, 100.0)
        found.append(rate.close(quarter % 4))
    assert found[:4] == [None] * 4, "nothing is known of the year before the first"
    for quarter, pair in enumerate(found[4:]):
        assert pair == pytest.approx(((30.0 * (5 + quarter) + 3.0) / 300.0, (30.0 * (1 + quarter) + 3.0) / 300.0))


def test_a_quarter_in_which_nobody_left_has_no_rate() -> None:
    rate = QuarterlyRate()
    rate.add(1.0, 10.0)
    assert rate.close(0) is None
    assert rate.close(0) is None, "this year nobody"
    rate.add(1.0, 10.0)
    assert rate.close(0) is None, "last year nobody"


def settled(
    trust: float = 0.0, delay: float | None = None, returns: float | None = None
) -> dict[tuple[bool, PromiseKind], bool]:
    """Which promises were kept, by whether the council made them, in a quarter with such rates over those before."""
    model = begun()
    dealing = model.partnerships.dealings[0]
    s = model.surroundings
    s.network.personal_trust[:] = s.network.institutional_trust[:] = trust
    dealing.council.delay_of_quarter = None if delay is None else (delay, 1.0)
    dealing.trust.returns_of_quarter = None if returns is None else (returns, 1.0)
    dealing.settle()
    assert isinstance(dealing, DischargeDealing)
    found = {}
    for is_council in (True, False):
        for kind in PromiseKind:
            at = dealing.relation, dealing.side_of(is_council), kind
            kept, broken = int(s.promises.kept[at]), int(s.promises.broken[at])
            assert kept + broken <= 1
            if kept + broken:
                found[(is_council, kind)] = kept == 1
    return found


def test_where_nothing_is_known_nothing_was_promised() -> None:
    assert settled() == {}


def test_waits_a_little_longer_than_a_year_before_are_borne_with_and_more_is_a_broken_promise() -> None:
    tolerance = begun().surroundings.parameters.relations.discharge_tolerance
    for beyond, kept in ((-A_LITTLE, True), (A_LITTLE, False)):
        assert settled(delay=1.0 + tolerance + beyond) == {(True, PromiseKind.DISCHARGE): kept}


def test_readmissions_likewise_are_the_hospitals_promise() -> None:
    tolerance = begun().surroundings.parameters.relations.readmission_tolerance
    for beyond, kept in ((-A_LITTLE, True), (A_LITTLE, False)):
        assert settled(returns=1.0 + tolerance + beyond) == {(False, PromiseKind.READINESS): kept}


def test_friends_promise_more_and_so_may_break_more() -> None:
    p = begun().surroundings.parameters.relations
    assert p.discharge_ambition > 0.0
    wait = 1.0 + p.discharge_tolerance - A_LITTLE
    assert settled(0.0, delay=wait) == {(True, PromiseKind.DISCHARGE): True}
    assert settled(1.0, delay=wait) == {(True, PromiseKind.DISCHARGE): False}
