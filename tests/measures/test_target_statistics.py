"""Statistics of small tables, worked by hand."""

from __future__ import annotations

import math

import pytest
from figures_by_hand import DAYS, STAYS, target, tidy
from hypothesis import given
from hypothesis import strategies as st

from abm.measures.statistic import FORMS, months_of
from abm.measures.target_statistics import STATISTICS, RunFigures, statistic_of

FOUR = {"a": 10.0, "b": 20.0, "c": 30.0, "d": 40.0}
LATER = {"a": 40.0, "b": 20.0, "c": 60.0, "d": 80.0}
FIGURES = {
    (DAYS, "2011/12"): FOUR,
    (STAYS, "2011/12"): dict.fromkeys("abcd", 50.0),
    (DAYS, "2012/13"): {name: value * 2.0 for name, value in FOUR.items()},
    (DAYS, "2013/14"): LATER,
    (STAYS, "2013/14"): dict.fromkeys("abcd", 80.0),
}


def found(statistic: str, period: str = "2011/12", figures=None):
    return statistic_of(RunFigures(tidy(figures or FIGURES)), target(statistic, period))


def value(statistic: str, period: str = "2011/12", figures=None) -> float:
    one = found(statistic, period, figures)
    assert one.note == ""
    return one.value


def note(statistic: str, period: str = "2011/12", figures=None) -> str:
    """Why there is no value."""
    one = found(statistic, period, figures)
    assert math.isnan(one.value)
    return one.note


def test_every_statistic_is_counted():
    assert list(STATISTICS) == list(FORMS)


def test_value_is_the_mean_over_units_that_have_one():
    assert value("value") == 25.0
    assert value("value", figures={(DAYS, "2011/12"): {"only": 7.0}}) == 7.0


def test_growth_is_the_yearly_rate_from_the_year_before():
    assert value("growth", "2012/13") == pytest.approx(1.0)  # 25 to 50
    assert value("growth", "2012/13..2013/14") == pytest.approx(math.sqrt(50.0 / 25.0) - 1.0)


def test_a_share_is_mean_over_mean():
    assert value("share_of:emergency_admissions") == 0.5
    assert value("ratio_to:emergency_admissions", "2013/14") == 50.0 / 80.0


def test_a_share_is_of_units_that_have_both():
    uneven = {(DAYS, "2011/12"): FOUR, (STAYS, "2011/12"): {"a": 20.0, "b": 20.0, "e": 1000.0}}
    one = found("share_of:emergency_admissions", figures=uneven)
    assert (one.value, one.note) == (0.75, "3 left out: units that have one of the two measures only")


def test_a_change_of_share_is_the_end_less_the_start():
    assert value("share_change:emergency_admissions", "2011/12..2013/14") == 0.625 - 0.5


def test_quantiles_lie_between_units_by_a_straight_line():
    assert value("quantile:0.5") == 25.0
    assert value("quantile:0.1") == pytest.approx(13.0)
    assert value("p90_p10") == pytest.approx(37.0 / 13.0)


def test_cv_is_the_standard_deviation_of_a_sample_over_the_mean():
    assert value("cv") == pytest.approx(math.sqrt((225 + 25 + 25 + 225) / 3) / 25.0)


def test_max_min():
    assert value("max_min") == 4.0


def test_persistence_is_the_correlation_of_ranks():
    # ranks 1 2 3 4 against 2 1 3 4: 1 - 6 (1 + 1) / (4 x 15)
    assert value("persistence:2") == pytest.approx(0.8)


def test_persistence_leaves_out_who_is_not_there_in_both_years():
    figures = {(DAYS, "2011/12"): FOUR | {"new": 5.0}, (DAYS, "2012/13"): LATER}
    one = found("persistence:1", figures=figures)
    assert one.value == pytest.approx(0.8)
    assert one.note == "1 left out: units that have a value in one of the years only"


def test_correlation_is_of_logs():
    squared = {unit: value**2 for unit, value in FOUR.items()}
    inverse = {unit: 7.0 / value for unit, value in FOUR.items()}
    for other, expected in ((squared, 1.0), (inverse, -1.0)):
        figures = {(DAYS, "2011/12"): FOUR, (STAYS, "2011/12"): other}
        assert value("correlation:emergency_admissions", figures=figures) == pytest.approx(expected)


def test_correlation_by_hand():
    logs = {"a": 0.0, "b": 1.0, "c": 2.0}, {"a": 0.0, "b": 3.0, "c": 3.0}
    one, other = ({unit: math.exp(value) for unit, value in each.items()} for each in logs)
    # deviations -1 0 1 and -2 1 1: 3 over the root of 2 x 6
    expected = 3.0 / math.sqrt(12.0)
    figures = {(DAYS, "2011/12"): one, (STAYS, "2011/12"): other}
    assert value("correlation:emergency_admissions", figures=figures) == pytest.approx(expected)


def test_units_without_a_logarithm_are_left_out_and_said():
    other = FOUR | {"d": 0.0}
    figures = {(DAYS, "2011/12"): FOUR | {"e": 5.0}, (STAYS, "2011/12"): other}
    one = found("correlation:emergency_admissions", figures=figures)
    assert one.value == pytest.approx(1.0)
    assert one.note == "2 left out: units without both measures above nil, which have no logarithm"


def test_autoregression_is_the_slope_on_the_year_before_within_the_span():
    # From every year to the next a unit's log value halves and 2 is added: the slope is a half in both pairs of years.
    logs = {"a": 1.0, "b": 5.0}
    figures = {}
    for year in ("2011/12", "2012/13", "2013/14"):
        figures[DAYS, year] = {unit: math.exp(value) for unit, value in logs.items()}
        logs = {unit: 0.5 * value + 2.0 for unit, value in logs.items()}
    assert value("autoregression", "2011/12..2013/14", figures) == pytest.approx(0.5)
    assert "2 pairs of values are too few" in note("autoregression", "2011/12..2012/13", figures)


def test_change_is_relative():
    assert value("change_from:2011/12", "2013/14") == 1.0
    assert value("change_from:2013/14", "2011/12") == -0.5


def test_seasonality_is_the_month_over_the_mean_month():
    months = [*months_of("2011/12"), *months_of("2012/13")]
    figures = {(DAYS, name): {"a": 20.0 if name.endswith("-12") else 10.0, "b": 2.0} for name in months}
    assert value("seasonality:12", figures=figures) == pytest.approx(22.0 * 12 / (22.0 + 11 * 12.0))
    figures[DAYS, "2012-12"] = {"a": 10.0, "b": 2.0}
    assert value("seasonality:12", "2011/12..2012/13", figures) == pytest.approx(17.0 * 24 / (22.0 + 23 * 12.0))


NOTHING = {(DAYS, "2011/12"): dict.fromkeys("abcd", 0.0), (DAYS, "2012/13"): FOUR}


@pytest.mark.parametrize(
    ("statistic", "period", "figures", "why"),
    [
        ("value", "2014/15", FIGURES, "delayed_days has no value at level council in 2014/15"),
        ("share_of:emergency_admissions", "2012/13", FIGURES, "emergency_admissions has no value"),
        (
            "share_of:emergency_admissions",
            "2011/12",
            {(DAYS, "2011/12"): {"a": 1.0}, (STAYS, "2011/12"): {"b": 1.0}},
            "no unit has both",
        ),
        ("growth", "2012/13", NOTHING, "delayed_days is nil or less in 2011/12 or 2012/13"),
        ("change_from:2011/12", "2012/13", NOTHING, "delayed_days in 2011/12 is nil"),
        ("p90_p10", "2011/12", NOTHING, "the first decile is nil"),
        ("max_min", "2011/12", NOTHING, "the lowest unit is nil"),
        ("cv", "2011/12", NOTHING, "the mean over units is nil"),
        ("cv", "2011/12", {(DAYS, "2011/12"): {"a": 1.0}}, "one unit has no spread"),
        ("persistence:1", "2011/12", NOTHING, "all values are alike"),
        ("autoregression", "2011/12..2012/13", NOTHING, "0 pairs of values are too few, 3 are needed (4 left out"),
        ("correlation:emergency_admissions", "2011/12", FIGURES, "all values are alike"),
    ],
)
def test_what_has_no_value_says_why(statistic, period, figures, why):
    assert why in note(statistic, period, figures)


amounts = st.floats(min_value=0.01, max_value=1e6)


@given(st.lists(st.tuples(amounts, amounts), min_size=4, max_size=12), st.floats(min_value=0.1, max_value=10.0))
def test_statistics_of_relations_do_not_see_units_of_measurement(pairs, scale):
    first = {str(at): pair[0] for at, pair in enumerate(pairs)}
    later = {str(at): pair[1] for at, pair in enumerate(pairs)}
    for statistic in ("correlation:emergency_admissions", "p90_p10", "cv", "max_min"):
        plain, scaled = (
            found(
                statistic,
                figures={
                    (DAYS, "2011/12"): {unit: value * times for unit, value in first.items()},
                    (STAYS, "2011/12"): later,
                },
            ).value
            for times in (1.0, scale)
        )
        assert scaled == pytest.approx(plain, rel=1e-6, abs=1e-6, nan_ok=True)


@given(st.lists(amounts, min_size=4, max_size=12, unique=True), st.randoms())
def test_the_order_of_units_does_not_matter_and_ranks_keep_their_place(values, luck):
    first = {str(at): value for at, value in enumerate(values)}
    later = {unit: 2.0 * value for unit, value in first.items()}  # exact, so that no two become one
    shuffled = list(later.items())
    luck.shuffle(shuffled)
    figures = {(DAYS, "2011/12"): first, (DAYS, "2012/13"): dict(shuffled)}
    assert value("persistence:1", figures=figures) == pytest.approx(1.0)
