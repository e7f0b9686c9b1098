"""Statistics of a table, and the baseline of 2011/12 against the published figures."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from abm.errors import InputError
from abm.measures.target import Target, read_targets, statistic_of
from abm.runs.run import run
from abm.scenario.scenario import Scenario

TARGETS = Path(__file__).parents[2].parent / "shared" / "evidence" / "targets.csv"
BY_PLACES = {"T15", "T16", "T17", "T21", "T28", "T29"}
"""Spread between units: eight made-up councils are too few to show England's."""


def target(statistic: str, period: str = "2011/12", level: str = "council", measure: str = "days") -> Target:
    return Target("X", measure, level, statistic, period, 1.0, 2.0, "", "")


def table(values: dict[tuple[str, str, str], float], level: str = "council") -> pd.DataFrame:
    rows = [(period, level, unit, measure, value) for (period, unit, measure), value in values.items()]
    return pd.DataFrame(rows, columns=["period", "level", "unit", "measure", "value"])


def test_each_statistic_on_figures_worked_by_hand() -> None:
    days = {("2011/12", unit, "days"): value for unit, value in zip("abc", (10.0, 20.0, 30.0), strict=True)}
    other = {("2011/12", unit, "all"): 40.0 for unit in "abc"}
    later = {("2013/14", unit, "days"): value * 1.21 for (_, unit, _), value in days.items()}
    all_later = {("2013/14", unit, "all"): 40.0 for unit in "abc"}
    figures = table(days | other | later | all_later)
    assert statistic_of(figures, target("value")) == 20.0
    assert statistic_of(figures, target("share_of:all")) == 0.5
    assert statistic_of(figures, target("quantile:0.5")) == 20.0
    assert statistic_of(figures, target("p90_p10")) == pytest.approx(28.0 / 12.0)
    assert statistic_of(figures, target("growth", "2012/13..2013/14")) == pytest.approx(0.1)
    assert statistic_of(figures, target("share_change:all", "2011/12..2013/14")) == pytest.approx(0.105)


def test_seasonality_is_the_month_over_the_mean_month() -> None:
    months = [f"2011-{m:02d}" for m in range(4, 13)] + [f"2012-{m:02d}" for m in range(1, 4)]
    figures = table({(name, "a", "days"): 24.0 if name.endswith("-12") else 12.0 for name in months})
    assert statistic_of(figures, target("seasonality:12")) == pytest.approx(24.0 / 13.0)


@pytest.mark.parametrize("bad", [target("median"), target("value", measure="nothing"), target("value", "1999/00")])
def test_what_does_not_exist_is_an_error_not_a_pass(bad: Target) -> None:
    with pytest.raises(InputError):
        statistic_of(table({("2011/12", "a", "days"): 1.0}), bad)


def test_a_targets_file_with_a_word_for_a_number_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "targets.csv"
    file.write_text("id,measure,level,statistic,period,low,high,unit,source\nT,m,england,value,2011/12,x,2,,\n")
    with pytest.raises(InputError, match="low"):
        read_targets(file)
    with pytest.raises(InputError):
        read_targets(tmp_path / "none.csv")


def test_widening_reaches_both_ways() -> None:
    assert target("value").holds(1.0)
    assert not target("value").holds(2.5)
    assert target("value").holds(2.9, 1.5)
    assert target("value").holds(0.7, 1.5)
    assert not target("value").holds(0.6, 1.5)


@pytest.mark.slow
@pytest.mark.real_places
@pytest.mark.skipif(not TARGETS.exists(), reason="the published targets are not beside the checkout")
def test_the_baseline_lies_in_the_region_of_the_published_figures() -> None:
    result = run(Scenario.load("bill_2011").with_settings(["run.end=2014-03-31"]), seed=1)
    far = {}
    for each in read_targets(TARGETS):
        if int(each.id[1:]) <= 24 and each.id not in BY_PLACES:
            value = statistic_of(result.measures, each)
            if not each.holds(value, 1.5):
                far[each.id] = value
    assert far == {}
