from __future__ import annotations

import math

import pytest

from abm.measures.definitions import MEASURES
from abm.reports.comparison_charts import BETWEEN_PLACES, OVER_TIME
from abm.reports.comparison_results import Difference
from abm.reports.headline_difference import HeadlineDifference, HeadlineMeasure, headline_measures
from abm.reports.interval import Interval

DELAYS = HeadlineMeasure("delays", "Delays", "delayed days", "lower")
AT_HOME = HeadlineMeasure("home", "At home", "of days at home", "higher", ("less", "more"))
SPENDING = HeadlineMeasure("spend", "Spending", "spending", "neither", ("lower", "higher"))


def found(headline: HeadlineMeasure, change: Interval, unit: str = "days", baseline: float = 100.0):
    difference = Difference(5, baseline, baseline + change.mean, change, math.nan)
    return HeadlineDifference(headline, unit, difference)


@pytest.mark.parametrize(
    ("headline", "change", "verdict", "words"),
    [
        (DELAYS, Interval(-12.0, -15.0, -9.0), "Better", "about 12% fewer delayed days (between 9% and 15% fewer)"),
        (DELAYS, Interval(12.0, 9.0, 15.0), "Worse", "about 12% more delayed days (between 9% and 15% more)"),
        (DELAYS, Interval(2.0, -1.0, 5.0), "Unclear", "no clear difference (anywhere between 1% fewer and 5% more)"),
        (DELAYS, Interval(0.0, 0.0, 0.0), "Same", "the same in all 5 pairs of runs"),
        (SPENDING, Interval(-3.0, -4.0, -2.0), "Lower", "about 3% lower spending (between 2% and 4% lower)"),
        (SPENDING, Interval(3.0, 2.0, 4.0), "Higher", "about 3% higher spending (between 2% and 4% higher)"),
    ],
)
def test_a_difference_in_words(headline, change, verdict, words):
    one = found(headline, change)
    assert (one.verdict, one.words) == (verdict, words)


def test_shares_are_told_in_percentage_points():
    one = found(AT_HOME, Interval(0.012, 0.004, 0.02), "share of days", 0.9)
    assert one.words == "about 1.2 percentage points more of days at home (between 0.4 points and 2 points more)"
    assert one.verdict == "Better"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Interval(-2e-5, -3e-5, -1e-5), "less of days at home, by less than 0.01 percentage points"),
        (
            Interval(-9e-5, -0.0003, -1e-5),
            "less of days at home, by less than 0.01 percentage points (between next to nothing and 0.03 points less)",
        ),
        (Interval(1e-5, -2e-5, 0.01), "no clear difference (anywhere between next to nothing and 1 point more)"),
        (Interval(1e-5, -2e-5, 4e-5), "no clear difference (anywhere less than 0.01 points either way)"),
        (Interval(0.01, 0.01, 0.01), "about 1 percentage point more of days at home (in all 5 pairs of runs alike)"),
    ],
)
def test_tiny_differences_are_said_in_words_that_can_be_read(change, words):
    assert found(AT_HOME, change, "share of days", 0.9).words == words


def test_tiny_differences_in_per_cent_and_without_limits():
    assert found(DELAYS, Interval(-0.001, None, None)).words == (
        "fewer delayed days, by less than 0.01% in the only pair of runs, which cannot tell policy from luck"
    )


def test_nothing_falls_by_more_than_the_whole_of_it():
    assert "between 20% and 100% fewer" in found(DELAYS, Interval(-70.0, -120.0, -20.0)).words
    wide = found(AT_HOME, Interval(0.4, -4.0, 5.0), "share of days", 0.5)
    assert "anywhere between 100 points less and 100 points more" in wide.words


def test_one_pair_cannot_tell_policy_from_luck():
    one = found(DELAYS, Interval(-12.0, None, None))
    assert one.verdict == "Unclear"
    assert one.words == "about 12% fewer delayed days in the only pair of runs, which cannot tell policy from luck"


def test_no_difference_in_one_pair_is_neither_more_nor_less():
    words = found(DELAYS, Interval(0.0, None, None)).words
    assert words == "the same in the only pair of runs, which cannot tell policy from luck"


def test_limits_that_lie_close_are_told_apart():
    assert "(between 12.1% and 12.4% fewer)" in found(DELAYS, Interval(-12.2, -12.4, -12.1)).words


def test_more_than_none_is_no_per_cent():
    assert found(DELAYS, Interval(3.0, 2.0, 4.0), baseline=0.0).words == "more delayed days, from none in the baseline"


def test_every_headline_is_a_measure_or_is_known_to_come():
    known = {measure.name for measure in MEASURES}
    assert set(headline_measures()) | set(OVER_TIME) | set(BETWEEN_PLACES) <= known
