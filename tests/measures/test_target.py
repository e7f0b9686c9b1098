"""Reading of targets files, and the baseline of 2011/12 against the published figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from figures_by_hand import DAYS, STAYS, target, targets_file

from abm.errors import InputError
from abm.measures.target import figures_needed, read_targets
from abm.measures.target_statistics import RunFigures, statistic_of
from abm.runs.run import run
from abm.scenario.period import Period
from abm.scenario.scenario import Scenario

TARGETS = Path(__file__).parents[2].parent / "shared" / "evidence" / "targets.csv"
BY_PLACES = {"T15", "T16", "T17", "T21", "T28", "T29"}
"""Spread between units: eight made-up councils are too few to show England's."""

WRONG = {
    "a word for a number": ({"low": "few"}, "column low", "give a number"),
    "not a number": ({"low": "nan"}, "column low", "give a number"),
    "no end": ({"high": "inf"}, "column high", "give a number"),
    "an interval the wrong way round": ({"low": "3"}, "column low", "above high, 2"),
    "no name": ({"id": " "}, "column id", "give a value"),
    "no such measure": ({"measure": "delayed_day"}, "column measure", "the closest is delayed_days"),
    "nothing like a measure": ({"measure": "qqq"}, "column measure", "see `abm measures`"),
    "no such level": ({"level": "region"}, "column level", "there are england, place"),
    "a level that the measure has not": (
        {"measure": "acute_bed_occupancy", "level": "council"}, "column level", "exists at england, place, trust only",
    ),
    "no such statistic": ({"statistic": "median"}, "column statistic", "use one of value, growth"),
    "an argument too many": ({"statistic": "value:2"}, "column statistic", "write value"),
    "an argument too few": ({"statistic": "share_of"}, "column statistic", "another measure"),
    "no such other measure": ({"statistic": "share_of:delays"}, "column statistic", "no such measure"),
    "another measure elsewhere": (
        {"statistic": "ratio_to:acute_bed_occupancy", "level": "council"}, "column statistic", "trust only",
    ),
    "a quantile of all": ({"statistic": "quantile:1", "level": "council"}, "column statistic", "above 0 and below 1"),
    "a quantile of none": ({"statistic": "quantile:.0", "level": "council"}, "column statistic", "above 0 and below 1"),
    "no years later": ({"statistic": "persistence:0", "level": "council"}, "column statistic", "1 or more"),
    "a thirteenth month": ({"statistic": "seasonality:13"}, "column statistic", "1 to 12"),
    "a year that is none": ({"statistic": "change_from:2011"}, "column statistic", "such as 2011/12"),
    "a spread of one unit": ({"statistic": "cv"}, "column level", "single unit"),
    "a year badly written": ({"period": "2011/13"}, "column period", "such as 2011/12"),
    "a month that is none": ({"period": "2011-13"}, "column period", "such as 2011-04"),
    "a span for a year": ({"period": "2011/12..2012/13"}, "column period", "value is of a financial year"),
    "a year for a span": ({"statistic": "share_change:emergency_admissions"}, "column period", "a span of two years"),
    "a span backwards": (
        {"statistic": "autoregression", "period": "2013/14..2012/13"}, "column period", "a span of two years",
    ),
    "a month for a year": ({"statistic": "growth", "period": "2012-04"}, "column period", "growth is of"),
    "before what is reported": ({"period": "2010/11"}, "column period", "reports years 2011/12 to 2012/13"),
    "after it": ({"period": "2014-04"}, "column period", "reports years 2011/12 to 2012/13"),
    "the year before it": ({"statistic": "growth"}, "column period", "'2010/11' is not usable"),
    "years after it": ({"statistic": "persistence:2", "level": "council"}, "column period", "'2013/14' is not usable"),
    "the year compared with": ({"statistic": "change_from:2009/10"}, "column period", "'2009/10' is not usable"),
}  # fmt: skip


@pytest.mark.parametrize(("row", "where", "remedy"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_one_message_with_its_line(tmp_path: Path, row, where, remedy) -> None:
    file = targets_file(tmp_path / "targets.csv", {}, {"id": "T2"} | row)
    with pytest.raises(InputError) as told:
        read_targets(file, Period(end=date(2013, 3, 31)))
    message = str(told.value)
    assert message.startswith(f"{file}, line 3, {where}: ")
    assert remedy in message
    assert "\n" not in message


FILES = {
    "no file": (None, "name a CSV file"),
    "an empty file": ("", "an empty table"),
    "no rows": ("id,measure,level,statistic,period,low,high,unit,source\n", "an empty table"),
    "a column short": ("id,measure\nT1,delayed_days\n", "column level"),
    "a column too many": (
        "id,measure,level,statistic,period,low,high,unit,source,note\nT,delayed_days,england,value,2011/12,1,2,,,x\n",
        "'note' is not usable; there is no such column",
    ),
    "a cell too many": (
        "id,measure,level,statistic,period,low,high,unit,source\nT,delayed_days,england,value,2011/12,1,2,,P1,P2\n",
        "line 2",
    ),
}


@pytest.mark.parametrize(("text", "told"), FILES.values(), ids=FILES.keys())
def test_a_file_that_is_no_table_of_targets_is_refused(tmp_path: Path, text, told) -> None:
    file = tmp_path / "targets.csv"
    if text is not None:
        file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=told):
        read_targets(file)


def test_two_targets_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 3, column id: 'T1'"):
        read_targets(targets_file(tmp_path / "targets.csv", {}, {}))


def test_a_target_says_what_it_is_made_of(tmp_path: Path) -> None:
    rows = {"statistic": f"share_change:{STAYS}", "period": "2011/12..2013/14"}, {"id": "T2", "statistic": "growth"}
    change, growth = read_targets(targets_file(tmp_path / "targets.csv", *rows))
    assert (change.name, change.argument, change.measures) == ("share_change", STAYS, (DAYS, STAYS))
    assert growth.figures == ((DAYS, "england", "2010/11"), (DAYS, "england", "2011/12"))
    assert figures_needed([change, growth, change]) == (
        (DAYS, "england", "2011/12"),
        (DAYS, "england", "2013/14"),
        (STAYS, "england", "2011/12"),
        (STAYS, "england", "2013/14"),
        (DAYS, "england", "2010/11"),
    )


def test_what_is_for_validation_only_and_the_models_own_classes_are_not_fitted() -> None:
    assert target(source="P079").is_fitted
    assert not target(source="E140 (observed 2016-17: Validate only)").is_fitted
    assert not target(measure="regime_integrated_share").is_fitted


def test_widening_reaches_both_ways() -> None:
    assert target("value").holds(1.0)
    assert not target("value").holds(2.5)
    assert target("value").holds(2.9, 1.5)
    assert target("value").holds(0.7, 1.5)
    assert not target("value").holds(0.6, 1.5)
    assert not target("value").holds(float("nan"))


@pytest.mark.slow
@pytest.mark.real_places
@pytest.mark.skipif(not TARGETS.exists(), reason="the published targets are not beside the checkout")
def test_the_baseline_lies_in_the_region_of_the_published_figures() -> None:
    scenario = Scenario.load("bill_2011").with_settings(["run.end=2014-03-31"])
    figures = RunFigures(run(scenario, seed=1).measures)
    far = {}
    for each in read_targets(TARGETS, scenario.run):
        if int(each.id[1:]) <= 24 and each.id not in BY_PLACES:
            value = statistic_of(figures, each).value
            if not each.holds(value, 1.5):
                far[each.id] = value
    assert far == {}
