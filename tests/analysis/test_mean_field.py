"""Co-operation as a mean field agrees with the relations layer alone, and the equations say what the rules say."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abm.analysis.mean_field import (
    Circumstances,
    Rules,
    Trust,
    a_quarter,
    chance_of_breaking,
    chance_that_either_leaves,
    flow,
    path,
    path_in_continuous_time,
    resting_points,
    where_quarters_lead,
)
from abm.analysis.well_mixed import WellMixed
from abm.organisations import promise_keeping
from abm.organisations.regard import regard_for
from abm.scenario.parameters import Parameters

PARAMETERS = Parameters()
RULES = Rules.of(PARAMETERS)
QUARTERS = 40
shares = st.floats(0.0, 1.0)


@given(shares, st.floats(0.0, 0.3), st.floats(0.0, 3.0), st.floats(0.0, 0.5), st.floats(0.5, 2.0))
def test_the_chance_of_breaking_is_the_rules(trust, stress, load, bound, horizon):
    now = Circumstances(promises=1, stress=stress, load=load, bound=bound, horizon=horizon)
    regard = regard_for(trust, PARAMETERS.organisations.regard_per_trust)
    position = promise_keeping.Position(trust, regard, stress, load, bound, horizon)
    by_program = promise_keeping.chance_of_breaking(position, PARAMETERS.relations)
    assert float(chance_of_breaking(trust, now, RULES)) == pytest.approx(by_program, abs=1e-12)


@given(shares, st.integers(0, 6), st.floats(0.0, 0.2))
def test_a_quarter_is_the_mean_over_all_ways_that_promises_may_go(trust, promises, stress):
    now = Circumstances(promises=promises, stress=stress)
    broken = float(chance_of_breaking(trust, now, RULES))
    left = 1.0 - RULES.loss * (1.0 - RULES.forgiven * trust)
    expected = math.fsum(
        math.comb(promises, so_many)
        * broken**so_many
        * (1.0 - broken) ** (promises - so_many)
        * (1.0 - (1.0 - trust) * (1.0 - RULES.gain) ** (promises - so_many))
        * left**so_many
        for so_many in range(promises + 1)
    )
    after = a_quarter(Trust.alike(trust), now, RULES)
    assert after.institutional == pytest.approx(np.full((1, 2), expected), abs=1e-12)


@pytest.mark.parametrize("start", [0.1, 0.45, 0.8])
@pytest.mark.parametrize("stress", [0.0, 0.05])
def test_many_ties_of_a_well_mixed_network_follow_the_mean_field(start, stress):
    now = Circumstances(promises=4, stress=stress)
    network = WellMixed(PARAMETERS, bodies=30, trust=start, seed=1).path(now, QUARTERS)
    mean = path(Trust.alike(start), [now] * QUARTERS, RULES)
    assert np.abs(network - mean).max() < 0.02
    assert network[-1] == pytest.approx(where_quarters_lead(start, now, RULES).trust, abs=0.03)


def test_they_do_so_where_leaders_leave_and_meet():
    now = Circumstances(promises=4, stress=0.02, meet=0.5)
    leaves = 0.075
    networks = [WellMixed(PARAMETERS, 30, 0.45, seed).path(now, QUARTERS, leader_leaves=leaves) for seed in range(3)]
    mean = path(Trust.alike(0.45), [replace(now, leaders_leave=1.0 - (1.0 - leaves) ** 2)] * QUARTERS, RULES)
    assert np.abs(np.mean(networks, axis=0) - mean).max() < 0.03
    without_leaving = path(Trust.alike(0.45), [now] * QUARTERS, RULES)
    assert np.abs(np.mean(networks, axis=0) - without_leaving).max() > 0.08, "what leaders take away is seen"


def test_a_network_under_other_rules_does_not_follow():
    """The agreement is not of two lines that go the same way whatever the rules."""
    now = Circumstances(promises=4, stress=0.02)
    network = WellMixed(PARAMETERS, 30, 0.45, 1).path(now, QUARTERS)
    other = path(Trust.alike(0.45), [now] * QUARTERS, replace(RULES, loss=RULES.loss / 2.0))
    assert np.abs(network - other).max() > 0.1


def test_small_steps_are_continuous_time():
    now = Circumstances(promises=4, stress=0.03, leaders_leave=0.1, meet=0.3)
    apart = []
    for parts in (1, 20):
        smaller = replace(RULES, gain=RULES.gain / parts, loss=RULES.loss / parts, meeting=RULES.meeting / parts)
        each = replace(now, leaders_leave=0.1 / parts)
        steps = path(Trust.alike(0.4), [each] * QUARTERS * parts, smaller)
        apart.append(np.abs(steps - path_in_continuous_time(0.4, QUARTERS * parts, each, smaller)).max())
    assert apart[1] < 0.004
    assert apart[0] > 0.04


@settings(max_examples=25, deadline=None)
@given(st.floats(0.0, 0.3), st.floats(0.0, 0.5), st.floats(0.0, 1.0))
def test_nothing_moves_at_a_resting_point_and_every_path_ends_at_a_stable_one(stress, leaves, meet):
    now = Circumstances(promises=5, stress=stress, leaders_leave=leaves, meet=meet)
    points = resting_points(now, RULES)
    assert points
    ends = path_in_continuous_time(0.6, 400, now, RULES)[-1]
    stable = [each.trust for each in points if each.is_stable]
    assert min(abs(ends - trust) for trust in stable) < 1e-3


def test_flow_is_a_replicator_equation():
    now = Circumstances(promises=4, stress=0.02)
    for trust in (0.2, 0.5, 0.8):
        broken = float(chance_of_breaking(trust, now, RULES))
        keeping = 4 * RULES.gain * (1.0 - broken) / trust
        breaking = 4 * RULES.loss * (1.0 - RULES.forgiven * trust) * broken / (1.0 - trust)
        assert flow(trust, trust, now, RULES) == pytest.approx([trust * (1.0 - trust) * (keeping - breaking)] * 2)


def test_a_side_moves_by_what_the_other_side_does():
    only_first_promises = Circumstances(promises=np.array([[4.0, 0.0]]))
    after = a_quarter(Trust.alike(0.5), only_first_promises, RULES)
    assert after.institutional[0, 0] == pytest.approx(0.5)
    assert after.institutional[0, 1] > 0.5


def test_either_of_two_leaders():
    assert chance_that_either_leaves(0.3, 4.0) == pytest.approx(1.0 - math.exp(-0.15))
