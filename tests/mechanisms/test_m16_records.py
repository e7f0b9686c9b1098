"""Sharing of records spreads along ties as far as trust reaches, and what is shared reaches decisions (M16)."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from mechanism_runs import FEW_PEOPLE, flow, places, trusting

from abm.activity import Flow
from abm.scenario.parameter_groups.joint_working import JointWorkingParameters

P = JointWorkingParameters()
BESIDE_OTHERS = 0.42
"""Trust that pays where somebody near already shares, and not where nobody does."""
NO_GAIN = 0.3
"""Trust at which nobody would agree of their own accord, and nobody objects."""
OBJECTION = 0.2


@cache
def sharing(trust: float, *, begun: bool = False, default: bool = False) -> tuple[list[set[int]], list[float], int]:
    """Two years of three councils at a trust that stays; ``begun``: one council and its hospital share already.

    Relations that share at the end of each quarter, share of decisions with both records by year, number of dealings.
    """
    scenario = places(FEW_PEOPLE, "run.relations=trust_fixed", councils=3, abolition="2013-04-01")
    model = trusting(scenario, trust, information_record_sharing="default" if default else "bilateral")
    model.partnerships.dealings[0].records.stands = begun
    dealings = [*model.partnerships.with_pcts, *model.partnerships.dealings]
    stands = []
    while model.running:
        model.step()
        if model.month.index % 3 == 0:
            stands.append({at for at, each in enumerate(dealings) if each.records.stands})
    shares = [
        flow(model, Flow.DECISIONS_WITH_SHARED_RECORD, year, year + 12) / flow(model, Flow.DECISIONS, year, year + 12)
        for year in (0, 12)
    ]
    bodies = [{each.council_id, each.other_id} for each in dealings]
    for earlier, later in pairwise(stands):
        neighbours = set().union(*(bodies[at] for at in earlier))
        if not default:
            assert all(bodies[at] & neighbours for at in later - earlier), (
                "it reaches those who deal with one who shares"
            )
    return stands, shares, len(dealings)


def test_these_trusts_are_on_either_side_of_what_pays() -> None:
    beside_others = P.records_cost * (1.0 - P.records_cost_saved) / P.records_benefit
    assert OBJECTION < P.records_objection < NO_GAIN < beside_others
    assert beside_others < BESIDE_OTHERS < P.records_cost / P.records_benefit


def test_sharing_spreads_along_ties_from_one_council_and_its_hospital() -> None:
    """Checked with nothing saved by neighbours who share: it stays where it began."""
    stands, _, dealings = sharing(BESIDE_OTHERS, begun=True)
    alone, _, _ = sharing(BESIDE_OTHERS)
    assert alone[-1] == set()
    assert 1 < len(stands[0]) < dealings, "one step along ties in a quarter"
    assert len(stands[-1]) == dealings
    sizes = [len(quarter) for quarter in stands]
    assert sizes == sorted(sizes)


def test_it_stays_with_those_who_began_where_it_does_not_pay_others() -> None:
    stands, _, dealings = sharing(NO_GAIN, begun=True)
    assert len(stands[-1]) == 1 < dealings


@pytest.mark.parametrize("default", [False, True])
def test_it_stops_where_trust_falls_below_objection(default: bool) -> None:
    """Checked with an objection that nobody makes."""
    stands, shares, _ = sharing(OBJECTION, begun=True, default=default)
    assert all(quarter == set() for quarter in stands)
    assert shares == [0.0, 0.0]


def test_as_a_default_it_needs_no_gain() -> None:
    stands, shares, dealings = sharing(NO_GAIN, default=True)
    assert len(stands[0]) == len(stands[-1]) == dealings
    assert shares[1] > shares[0] > 0.0


def test_what_is_shared_reaches_decisions() -> None:
    """Checked with sharing that never reaches the people: the share of decisions stays at nothing."""
    _, shares, _ = sharing(BESIDE_OTHERS, begun=True)
    assert sharing(BESIDE_OTHERS)[1] == [0.0, 0.0]
    assert shares[0] > 0.05
    assert shares[1] > 1.5 * shares[0]
