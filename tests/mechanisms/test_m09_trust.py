"""Trust moves on counted events only, faster down than up, and formal integration multiplies what is counted (M9)."""

from __future__ import annotations

import numpy as np
import pytest
from mechanism_runs import FEW_PEOPLE, places, promises, trusting, two_years_of_trust

from abm.relations.promise import PromiseKind

QUARTERS_OF_A_YEAR = 4


def test_without_a_promise_a_meeting_or_an_exit_trust_does_not_move_by_a_bit() -> None:
    """Checked with trust that fades a little every quarter, which fails here."""
    quiet = moved = 0
    for month in two_years_of_trust():
        still = month.nothing_counted
        for before, after in (month.personal, month.institutional):
            assert np.array_equal(before[still], after[still]), month.month
            moved += int((before[~still] != after[~still]).sum())
        quiet += int(still.sum())
    assert quiet > 0 < moved


def test_trust_moves_in_the_first_months_of_quarters_only() -> None:
    for month in two_years_of_trust():
        if month.month % 3:
            assert month.nothing_counted.all(), month.month


def test_kept_promises_raise_and_broken_ones_lower_the_trust_of_whom_they_were_made_to() -> None:
    """Institutional trust, which nothing but promises moves. Checked with both gain and loss at nothing."""
    raised = lowered = 0
    for month in two_years_of_trust():
        before, after = month.institutional
        only_kept = (month.kept > 0) & (month.broken == 0) & (before < 1.0) & ~month.inherited[:, None]
        only_broken = (month.broken > 0) & (month.kept == 0) & (before > 0.0) & ~month.inherited[:, None]
        assert (after[only_kept] > before[only_kept]).all()
        assert (after[only_broken] < before[only_broken]).all()
        raised += int(only_kept.sum())
        lowered += int(only_broken.sum())
    assert raised > 0 < lowered


@pytest.mark.parametrize("trust", [0.3, 0.45, 0.6, 0.9])
def test_a_kept_then_a_broken_promise_leaves_less_trust_than_before(trust: float) -> None:
    """Checked with a loss no larger than the gain, which fails from ordinary trust down."""
    model = trusting(places(FEW_PEOPLE, councils=1, end="2010-06-30"), trust)
    partnership = model.partnerships.with_pcts[0]
    for kept in (True, False):
        partnership.enter(True, PromiseKind.PLAN, kept)
        model.joint_working.trust_follows()
    assert partnership.trust_of(False) < trust
    assert partnership.trust_of(True) == trust


def test_formal_integration_multiplies_promises() -> None:
    """A pool that the law demands, at poor relations. Checked with a pool that promises nothing beyond itself."""
    scenario = places(FEW_PEOPLE, "joint_working.aligned_gain=0.1", end="2012-06-30", abolition="2013-04-01")
    fallen_due = {}
    for minimum in (0.0, 0.15):
        model = trusting(scenario, 0.2, pooling_mandated_minimum=minimum, pooling_section_75="off").run()
        assert all((each.pool is not None) == (minimum > 0.0) for each in model.partnerships.in_force)
        fallen_due[minimum] = promises(model, first=13)
    p = scenario.parameters.joint_working
    a_quarter = len(model.partnerships.in_force) * 2 * (1 + round(p.pool_promises))
    assert fallen_due[0.15] - fallen_due[0.0] >= a_quarter * QUARTERS_OF_A_YEAR
    assert fallen_due[0.15] > 1.3 * fallen_due[0.0]
