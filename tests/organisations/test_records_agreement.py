"""Sharing records: agreed where both gain or the law says so, rolled out step by step, and given up (M16)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abm.organisations.records_agreement import RecordsAgreement, SharingCase
from abm.scenario.parameter_groups.joint_working import JointWorkingParameters

P = JointWorkingParameters()
TRUST_THAT_PAYS = P.records_cost / P.records_benefit
TRUST_THAT_PAYS_BESIDE_OTHERS = P.records_cost * (1.0 - P.records_cost_saved) / P.records_benefit
A_LITTLE = 0.001
shares = st.floats(0.0, 1.0)


def stands_after(trust: float, *, stood: bool = False, neighbours: bool = False, by_default: bool = False) -> bool:
    """Whether there is an agreement after a review."""
    agreement = RecordsAgreement(0.3, stands=stood)
    agreement.review(SharingCase(trust, neighbours, by_default), P)
    return agreement.stands


def test_bodies_agree_where_the_gain_at_their_trust_exceeds_the_cost() -> None:
    assert not stands_after(TRUST_THAT_PAYS - A_LITTLE)
    assert stands_after(TRUST_THAT_PAYS + A_LITTLE)


def test_it_is_easier_where_a_partner_already_shares() -> None:
    trust = TRUST_THAT_PAYS_BESIDE_OTHERS + A_LITTLE
    assert P.records_objection < trust < TRUST_THAT_PAYS, "otherwise this test says nothing"
    assert not stands_after(trust)
    assert stands_after(trust, neighbours=True)


def test_where_sharing_is_the_rule_it_takes_an_objection_to_stay_out() -> None:
    assert stands_after(P.records_objection + A_LITTLE, by_default=True)
    assert not stands_after(P.records_objection - A_LITTLE, by_default=True)


def test_an_agreement_outlives_its_gain_and_ends_with_an_objection() -> None:
    between = 0.5 * (P.records_objection + TRUST_THAT_PAYS_BESIDE_OTHERS)
    assert not stands_after(between), "nobody would begin at this trust"
    assert stands_after(between, stood=True)
    assert not stands_after(P.records_objection - A_LITTLE, stood=True)


@pytest.mark.parametrize(
    ("stands", "both", "by_consent", "step"),
    [
        (True, True, True, P.records_rollout),
        (True, True, False, P.records_default_rollout),
        (True, False, True, 0.0),
        (False, True, True, -P.records_lapse),
    ],
)
def test_a_quarter_rolls_out_stands_still_or_falls_apart(
    stands: bool, both: bool, by_consent: bool, step: float
) -> None:
    agreement = RecordsAgreement(0.5, stands)
    agreement.roll_out(both, by_consent, P)
    assert agreement.coverage == pytest.approx(0.5 + step)


@given(shares, st.lists(st.tuples(shares, st.booleans(), st.booleans(), st.booleans()), max_size=60))
def test_coverage_stays_a_share(start: float, quarters: list[tuple[float, bool, bool, bool]]) -> None:
    agreement = RecordsAgreement(start)
    for trust, neighbours, by_default, both in quarters:
        agreement.review(SharingCase(trust, neighbours, by_default), P)
        agreement.roll_out(both, not by_default, P)
        assert 0.0 <= agreement.coverage <= 1.0


def test_an_agreement_kept_to_covers_everybody_in_the_end_and_a_lapsed_one_nobody() -> None:
    agreement = RecordsAgreement(0.0, stands=True)
    for _ in range(2 + round(1.0 / P.records_rollout)):
        agreement.roll_out(True, True, P)
    assert agreement.coverage == 1.0
    agreement.stands = False
    for _ in range(2 + round(1.0 / P.records_lapse)):
        agreement.roll_out(True, True, P)
    assert agreement.coverage == 0.0
