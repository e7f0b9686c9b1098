"""Trust moves on counted events only: slowly up, quickly down, and with the leaders who held it (M9, M10)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_networks import in_a_row

from abm.randomness import keyed_uniform
from abm.relations.network import RelationshipNetwork
from abm.relations.trust import TrustRules, hand_over, leaders_leave, meet, repeated, settle_promises
from abm.scenario.parameter_groups.relations import RelationsParameters

P = RelationsParameters()
RULES = TrustRules(
    gain=P.trust_gain,
    loss=min(1.0, P.trust_gain * P.trust_loss_ratio),
    forgiven=P.benefit_of_doubt,
    meeting=P.meeting_gain,
    newcomer=P.newcomer_trust,
)
STRICT = replace(RULES, forgiven=0.0)
"""Nothing is taken for an accident."""
shares = st.floats(0.0, 1.0)
counts = st.integers(0, 12)


def by_who_promised(first: int, second: int) -> np.ndarray:
    """Promises of the only relation there is."""
    return np.array([[first, second]], dtype=np.int64)


def after(
    kept: tuple[int, int], broken: tuple[int, int], start: float = 0.5, rules: TrustRules = STRICT
) -> RelationshipNetwork:
    """Two organisations after a quarter of promises."""
    network = in_a_row(2, start, start)
    settle_promises(network, by_who_promised(*kept), by_who_promised(*broken), rules)
    return network


# --- promises ------------------------------------------------------------------------------------------------------


def test_a_kept_promise_closes_a_part_of_the_distance_to_full_trust() -> None:
    assert after((0, 1), (0, 0), 0.4).personal_trust[0, 0] == pytest.approx(0.4 + RULES.gain * 0.6)
    assert after((0, 2), (0, 0), 0.4).personal_trust[0, 0] == pytest.approx(1.0 - 0.6 * (1.0 - RULES.gain) ** 2)


def test_a_broken_promise_takes_a_part_of_the_trust_there_is() -> None:
    assert after((0, 0), (0, 1), 0.4).personal_trust[0, 0] == pytest.approx(0.4 * (1.0 - RULES.loss))
    assert after((0, 0), (0, 3), 0.4).personal_trust[0, 0] == pytest.approx(0.4 * (1.0 - RULES.loss) ** 3)


def test_only_the_side_that_was_promised_something_changes_its_trust() -> None:
    network = after((2, 0), (0, 1))
    assert (network.personal_trust[0, 1], network.personal_trust[0, 0]) == (
        pytest.approx(1.0 - 0.5 * (1.0 - RULES.gain) ** 2),
        pytest.approx(0.5 * (1.0 - RULES.loss)),
    )
    assert np.array_equal(network.personal_trust, network.institutional_trust), "both parts of trust see promises"


def test_at_middling_trust_one_broken_promise_undoes_several_kept_ones() -> None:
    gained = after((1, 0), (0, 0)).trust_at(0, 1) - 0.5
    lost = 0.5 - after((0, 0), (1, 0)).trust_at(0, 1)
    assert lost == pytest.approx(P.trust_loss_ratio * gained)
    assert after((round(P.trust_loss_ratio) - 1, 0), (1, 0)).trust_at(0, 1) < 0.5


def test_who_trusts_takes_part_of_a_broken_promise_for_an_accident() -> None:
    """In proportion to the trust of the one who was let down, both parts of it together; kept promises are as ever."""
    for trust in (0.0, 0.4, 1.0):
        lost = trust * RULES.loss * (1.0 - RULES.forgiven * trust)
        assert after((0, 0), (0, 1), trust, RULES).trust_at(0, 0) == pytest.approx(trust - lost)
        kept = after((0, 1), (0, 0), trust, RULES)
        assert np.array_equal(kept.personal_trust, after((0, 1), (0, 0), trust).personal_trust)
    uneven = in_a_row(2, 0.8, 0.2)
    uneven.personal_trust[0, 1] = uneven.institutional_trust[0, 1] = 0.0
    settle_promises(uneven, by_who_promised(0, 0), by_who_promised(0, 1), RULES)
    factor = 1.0 - RULES.loss * (1.0 - 0.5 * RULES.forgiven)
    assert uneven.personal_trust[0, 0] == pytest.approx(0.8 * factor)
    assert uneven.institutional_trust[0, 0] == pytest.approx(0.2 * factor)


def test_promises_are_added_to_the_networks_account_and_other_relations_are_left_alone() -> None:
    network = in_a_row(3)
    kept, broken = np.array([[3, 1], [0, 0]]), np.array([[0, 2], [0, 0]])
    for _ in range(2):
        settle_promises(network, kept, broken, RULES)
    assert np.array_equal(network.promises_kept, 2 * kept)
    assert np.array_equal(network.promises_broken, 2 * broken)
    assert (network.personal_trust[1] == 0.5).all()
    assert (network.institutional_trust[1] == 0.5).all()


@given(shares, shares, counts, counts, shares, st.floats(1.0, 10.0), shares)
def test_trust_stays_between_nothing_and_full(
    personal: float, institutional: float, kept: int, broken: int, gain: float, ratio: float, forgiven: float
) -> None:
    network = in_a_row(2, personal, institutional)
    rules = replace(RULES, gain=gain, loss=min(1.0, gain * ratio), forgiven=forgiven)
    settle_promises(network, by_who_promised(kept, broken), by_who_promised(broken, kept), rules)
    for trust in (network.personal_trust, network.institutional_trust):
        assert ((trust >= 0.0) & (trust <= 1.0)).all()


@given(shares, counts, counts, counts)
def test_more_kept_never_lowers_trust_and_more_broken_never_raises_it(
    start: float, kept: int, broken: int, more: int
) -> None:
    usual = after((kept, 0), (broken, 0), start, RULES).trust_at(0, 1)
    assert after((kept + more, 0), (broken, 0), start, RULES).trust_at(0, 1) >= usual - 1e-12
    assert after((kept, 0), (broken + more, 0), start, RULES).trust_at(0, 1) <= usual + 1e-12


def settled(start: float, broken_share: float, rules: TrustRules) -> float:
    """Mean trust after long, where promises fall due one at a time and such a share is broken by chance."""
    network = in_a_row(2, start, start)
    seen = []
    for quarter in range(6000):
        kept = int(keyed_uniform(1, 2, 3, quarter) >= broken_share)
        settle_promises(network, by_who_promised(kept, 0), by_who_promised(1 - kept, 0), rules)
        seen.append(network.trust_at(0, 1))
    return float(np.mean(seen[1000:]))


@pytest.mark.parametrize("broken_share", [0.0, 0.1, 0.25, 0.5])
@pytest.mark.parametrize("start", [0.05, 0.95])
def test_trust_settles_where_the_share_of_broken_promises_says_wherever_it_began(
    broken_share: float, start: float
) -> None:
    """One promise at a time and nothing forgiven: at (1 - q) / (1 - q + ratio q); what is forgiven lifts it."""
    ratio = RULES.loss / RULES.gain
    settles_at = (1.0 - broken_share) / (1.0 - broken_share + ratio * broken_share)
    found = settled(start, broken_share, STRICT)
    assert found == pytest.approx(settles_at, abs=0.02)
    assert settled(start, broken_share, RULES) > found or broken_share == 0.0


@given(st.lists(st.tuples(st.floats(0.5, 1.0), st.integers(0, 9)), min_size=1, max_size=6))
def test_each_factor_of_a_table_is_raised_to_its_count(table: list[tuple[float, int]]) -> None:
    factors, times = (np.array(column) for column in zip(*table, strict=True))
    assert repeated(factors, times) == pytest.approx(np.array([factor**n for factor, n in table]))


def test_no_promise_is_a_factor_of_exactly_one() -> None:
    assert repeated(np.full((2, 2), 0.3), np.zeros((2, 2), dtype=np.int64)).tolist() == [[1.0, 1.0], [1.0, 1.0]]


# --- meetings and leaders ------------------------------------------------------------------------------------------


def test_a_meeting_raises_personal_trust_both_ways_where_it_was_held_and_nothing_else() -> None:
    network = in_a_row(4, 0.3, 0.3)
    meet(network, np.array([1]), RULES)
    assert network.personal_trust[1] == pytest.approx(np.full(2, 0.3 + RULES.meeting * 0.7))
    assert (network.personal_trust[[0, 2]] == 0.3).all()
    assert (network.institutional_trust == 0.3).all()


def test_nobody_met_is_nothing_changed() -> None:
    network = in_a_row(3)
    meet(network, np.array([], dtype=np.int64), RULES)
    assert (network.personal_trust == 0.5).all()


def left_after(start: float, retained: float, gone: tuple[int, ...] = (1,)) -> RelationshipNetwork:
    """Four organisations in a row, of which some lose their leaders."""
    network = in_a_row(4, start, start)
    who = np.isin(np.arange(4), gone)
    leaders_leave(network, who, np.full(3, retained), RULES)
    return network


def test_personal_trust_in_both_directions_falls_to_a_newcomers_in_all_of_a_leavers_relations() -> None:
    network = left_after(0.9, 0.0)
    assert network.personal_trust == pytest.approx(np.array([[RULES.newcomer] * 2] * 2 + [[0.9, 0.9]]))
    assert (network.institutional_trust == 0.9).all(), "what is institutional stays"


def test_a_joint_post_carries_part_of_it_on() -> None:
    network = left_after(0.9, 0.6)
    assert network.personal_trust[0] == pytest.approx(np.full(2, RULES.newcomer + 0.6 * (0.9 - RULES.newcomer)))


@given(shares, shares)
def test_who_leaves_takes_trust_and_never_brings_any(start: float, retained: float) -> None:
    personal = left_after(start, retained).personal_trust
    assert (personal <= start).all()
    assert (personal[:2] >= min(start, RULES.newcomer)).all()


def test_where_nobody_leaves_nothing_changes() -> None:
    assert (left_after(0.9, 0.0, gone=()).personal_trust == 0.9).all()


# --- successors ----------------------------------------------------------------------------------------------------


@given(shares, shares, shares, shares)
def test_successors_take_over_the_carried_part_of_what_their_predecessors_had(
    own: float, personal: float, institutional: float, carried: float
) -> None:
    network = in_a_row(3, own, own)
    before = np.array([[[personal, 0.25], [institutional, 0.75]]])
    hand_over(network, np.array([1]), before, carried)
    for found, old in (
        (network.personal_trust[1, 0], personal),
        (network.personal_trust[1, 1], 0.25),
        (network.institutional_trust[1, 0], institutional),
        (network.institutional_trust[1, 1], 0.75),
    ):
        assert found == pytest.approx((1.0 - carried) * own + carried * old)
    assert (network.personal_trust[0] == own).all()
