"""Why places end as they do: the seven signs in a comparison's report."""

from __future__ import annotations

import pytest
from comparison_by_hand import ByHand, write_comparison

from abm.measures.definitions import MEASURES
from abm.measures.regimes import regime_rule
from abm.reports.comparison_results import ComparisonResults
from abm.reports.signs_section import (
    MEASURED_BY,
    SUM,
    in_its_unit,
    percent,
    sign_measures,
    signed,
    sum_of_signs,
    turns,
    verdict_in_words,
)
from abm.reports.standing import standing_is_read_from
from abm.runs.results_folder import ResultsFolder


@pytest.fixture
def results(tmp_path) -> ComparisonResults:
    made = ByHand({"bill": 0.0, "apart": 1.0}, {"bill": "SMS", "apart": "FFF"})
    return ComparisonResults.read(ResultsFolder.open(write_comparison(tmp_path, made)), [SUM, *standing_is_read_from()])


def test_every_sign_of_the_rule_has_its_measure_and_every_measure_exists() -> None:
    assert list(MEASURED_BY) == [sign.name for sign in regime_rule().signs]
    assert set(sign_measures()) <= {measure.name for measure in MEASURES}


def test_small_shares_keep_a_decimal() -> None:
    assert [percent(0.004), percent(-0.0049), percent(0.4), percent(0.0)] == ["0.4%", "-0.5%", "40%", "0%"]


def test_a_sign_that_turns_the_other_way_says_so() -> None:
    rule = regime_rule()
    plan, shunting, prevention = (rule.signs[rule.position(name)] for name in ("plan_moved", "shunting", "prevention"))
    assert turns(plan) == ("40% or more", "10% or less")
    assert turns(shunting) == ("1.0% or less", "5.0% or more")
    assert turns(prevention) == ("+1.0 points or more", "−0.5 points or less")
    assert in_its_unit(prevention, 0.0) == "0.0 points"


def test_nothing_has_no_sign() -> None:
    assert [signed(-2), signed(4), signed(0), signed(-0.01, ".1f")] == ["−2", "+4", "0", "0.0"]


def test_the_sum_of_signs_is_told_with_the_lowest_and_highest_place(results) -> None:
    told = sum_of_signs(results, results.baseline, "2013/14")
    assert told.startswith("+1.0 ")
    assert "(0 to +2)" in told


def test_the_verdict_counts_places_and_calls_mixed_what_fits_no_regime(results) -> None:
    bill, apart = results.scenarios
    assert verdict_in_words(results, bill, "2013/14") == ["67% in stasis", "33% mixed"]
    assert verdict_in_words(results, apart, "2013/14") == ["100% fragmented"]
