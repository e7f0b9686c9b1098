"""How many samples a half width takes."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abm.analysis.samples_needed import deviation_of, samples_needed
from abm.runs.confidence import half_width


@given(st.floats(0.01, 100.0), st.floats(0.5, 10.0))
def test_it_is_the_fewest_that_do(deviation, half):
    found = samples_needed(deviation, half)
    assert found is not None
    assert half_width(deviation, found) <= half
    assert found == 2 or half_width(deviation, found - 1) > half


def test_what_cannot_be_reached_or_known_has_no_number():
    assert samples_needed(1e6, 1.0) is None
    assert samples_needed(math.nan, 1.0) is None
    assert samples_needed(1.0, 0.0) is None


def test_the_deviation_is_read_back_from_an_interval():
    assert deviation_of(float(half_width(3.5, 6)), 6) == pytest.approx(3.5)
