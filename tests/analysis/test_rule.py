"""A rule holds where all its restrictions do, and keeps none that bring nothing."""

import numpy as np
import pandas as pd
import pytest
from made_cases import BOX_POWERS, in_the_box, settings

from abm.analysis.rule import Restriction, Rule, quality

POWERS = Restriction("board.powers", BOX_POWERS)
TRUST = Restriction("trust", low=0.5)
IDLE = Restriction("relations.number_1", low=0.01)


def test_a_rule_holds_where_all_restrictions_do():
    made = settings(500)
    np.testing.assert_array_equal(Rule((POWERS, TRUST)).holds(made), in_the_box(made))
    assert Rule(()).holds(made).all()
    between = Restriction("trust", low=0.25, high=0.5).holds(pd.DataFrame({"trust": [0.2, 0.25, 0.5, 0.6]}))
    assert between.tolist() == [False, True, True, False]


def test_a_restriction_that_brings_nothing_goes_and_the_others_stay():
    made = settings(500)
    assert Rule((IDLE, POWERS, TRUST)).without_idle(made, in_the_box(made)) == Rule((POWERS, TRUST))


def test_quality_is_what_a_rule_holds_beyond_luck():
    wanted = np.array([True, True, False, False])
    assert quality(wanted, wanted) == pytest.approx(0.25)
    assert quality(np.array([True, False, True, False]), wanted) == 0.0
    assert quality(np.ones(4, bool), wanted) == 0.0


def test_words():
    assert Rule((POWERS, TRUST)).in_words == (
        "board.powers is joint_sign_off or place_budget and trust is at least 0.5"
    )
    assert Restriction("trust", high=0.25).in_words == "trust is at most 0.25"
    assert Restriction("trust", low=0.1, high=0.2).in_words == "trust is 0.1 to 0.2"
