"""An effect that hangs on one number is found to; one that hangs on none is not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from abm.analysis.dependence import strongest_dependence

SAMPLES = 40


@pytest.fixture
def drawn() -> pd.DataFrame:
    """Thirty numbers, evenly drawn."""
    chance = np.random.default_rng(1)
    return pd.DataFrame(chance.random((SAMPLES, 30)), columns=[f"people.n{at}" for at in range(30)])


def test_what_an_effect_hangs_on_is_found_with_both_its_sides(drawn: pd.DataFrame) -> None:
    luck = np.random.default_rng(2).normal(0.0, 0.1, SAMPLES)
    found = strongest_dependence(drawn["people.n7"].to_numpy() - 0.5 + luck, drawn)
    assert found is not None
    assert found.number == "people.n7"
    assert found.rank_correlation > 0.8
    assert found.where_low == pytest.approx(-0.25, abs=0.1)
    assert found.where_high == pytest.approx(0.25, abs=0.1)
    assert found.is_beyond_luck and found.turns


def test_the_strongest_of_many_is_luck_where_nothing_matters(drawn: pd.DataFrame) -> None:
    found = strongest_dependence(np.random.default_rng(3).normal(5.0, 1.0, SAMPLES), drawn)
    assert found is not None
    assert abs(found.rank_correlation) > 0.2
    assert not found.is_beyond_luck and not found.turns


def test_halves_are_of_equal_size_however_often_a_number_has_its_least_value(drawn: pd.DataFrame) -> None:
    often_least = pd.DataFrame({"people.n": np.maximum(drawn["people.n1"], 0.7)})
    found = strongest_dependence(often_least["people.n"].to_numpy(), often_least)
    assert found is not None and np.isfinite(found.where_low) and found.where_low < found.where_high


def test_a_sign_turns_only_where_both_halves_are_clear(drawn: pd.DataFrame) -> None:
    effects = np.where(drawn["people.n7"] > drawn["people.n7"].median(), 1.0, 0.0)
    luck = np.random.default_rng(4).normal(-0.001, 0.05, SAMPLES)
    found = strongest_dependence(effects + luck, drawn)
    assert found is not None and found.number == "people.n7" and not found.turns


def test_pairs_that_are_missing_are_left_out(drawn: pd.DataFrame) -> None:
    effects = drawn["people.n7"].to_numpy().copy()
    effects[:10] = np.nan
    found = strongest_dependence(effects, drawn)
    assert found is not None and found.number == "people.n7" and found.rank_correlation == pytest.approx(1.0)


def test_nothing_is_said_of_too_few_samples_or_of_an_effect_that_never_varies(drawn: pd.DataFrame) -> None:
    assert strongest_dependence(np.arange(5.0), drawn.iloc[:5]) is None
    assert strongest_dependence(np.full(SAMPLES, 2.0), drawn) is None
    assert strongest_dependence(np.arange(float(SAMPLES)), drawn[["people.n1"]] * 0.0) is None
