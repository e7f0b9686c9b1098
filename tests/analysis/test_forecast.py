"""Fans and skill of small tables, worked by hand; what is observed is made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from figures_by_hand import DAYS, STAYS
from hypothesis import given
from hypothesis import strategies as st
from observed_by_hand import observed_file

from abm.analysis.forecast import HEADLINES, Forecast, crps, forecast_figures
from abm.analysis.observed import read_observed
from abm.runs.measures_file import MeasuresFile
from abm.runs.results_folder import MEASURES, RUNS
from abm.scenario.period import Period

RUN = Period(end=date(2016, 3, 31))
SHORT = Period(end=date(2014, 3, 31))


def written(folder: Path, runs: list[dict[tuple[str, str, str], float]]) -> Path:
    """Runs with values by measure, year and unit; a unit without a name is England."""
    with MeasuresFile(folder / MEASURES) as file:
        for at, values in enumerate(runs):
            rows = [
                (year, "council" if unit else "england", unit or "England", measure, value)
                for (measure, year, unit), value in values.items()
            ]
            file.append(str(at), pd.DataFrame(rows, columns=["period", "level", "unit", "measure", "value"]))
    names = [str(at) for at in range(len(runs))]
    pd.DataFrame({"run": names, "status": "done"}).to_parquet(folder / RUNS)
    return folder


def test_only_runs_that_go_beyond_what_was_known_forecast():
    assert forecast_figures(SHORT, []) == ()
    figures = forecast_figures(RUN, [])
    assert len(figures) == len(HEADLINES) * 5
    assert {level for _, level, _ in figures} == {"england"}


def test_what_is_observed_is_kept_too(tmp_path):
    council = {"level": "council", "unit": "Aldshire", "measure": STAYS}
    years = {"2012/13": 1.0, "2013/14": 1.0, "2014/15": 1.0}
    rows = [council | {"period": year} for year in years]
    observed = read_observed(observed_file(tmp_path / "o.csv", years, *rows), RUN)
    more = set(forecast_figures(RUN, observed)) - set(forecast_figures(RUN, []))
    assert more == {(STAYS, "council", "2014/15")}


def test_a_fan_has_the_quantiles_of_runs(tmp_path):
    folder = written(tmp_path, [{(DAYS, "2014/15", ""): float(value)} for value in range(21)])
    forecast = Forecast.read(folder, RUN, [])
    (row,) = forecast.figures.to_dict("records")
    assert (row["measure"], row["level"], row["period"], row["runs"]) == (DAYS, "england", "2014/15", 21)
    assert [row[name] for name in ("low90", "low50", "median", "high50", "high90")] == [1.0, 5.0, 10.0, 15.0, 19.0]
    assert row["mean"] == 10.0
    assert np.isnan(row["observed"])
    assert forecast.skill.empty


def test_skill_is_the_share_of_a_simple_forecasts_error_that_runs_save(tmp_path):
    # Known: 10, 12, 14, so that the level is 14 and the trend 16 and 18. What came: 17 and 19.
    years = {"2011/12": 10.0, "2012/13": 12.0, "2013/14": 14.0, "2014/15": 17.0, "2015/16": 19.0}
    observed = read_observed(observed_file(tmp_path / "o.csv", years), RUN)
    runs = [{(DAYS, "2014/15", ""): value, (DAYS, "2015/16", ""): 20.0} for value in (16.0, 20.0)]
    forecast = Forecast.read(written(tmp_path, runs), RUN, observed)
    (skill,) = forecast.skill.to_dict("records")
    # Of 16 and 20 against 17: mean distance 2 less half of the mean distance among them (half of 2): 1. Of 20, 20: 1.
    assert skill["error"] == pytest.approx(1.0)
    assert (skill["error_last_level"], skill["error_trend"]) == (4.0, pytest.approx(1.0))
    assert skill["skill_last_level"] == pytest.approx(0.75)
    assert skill["skill_trend"] == pytest.approx(0.0)
    assert (skill["years"], skill["figures"], skill["without_runs"]) == ("2014/15..2015/16", 2, 0)
    assert (skill["in50"], skill["in90"]) == (0.5, 0.5)  # 17 is the lower quartile of 16 and 20; 19 is not 20
    later = forecast.figures.set_index("period").loc[["2014/15", "2015/16"]]
    assert later["last_level"].to_list() == [14.0, 14.0]
    assert later["trend"].to_list() == pytest.approx([16.0, 18.0])
    assert later["in90"].to_list() == ["yes", "no"]


def test_units_count_alike_and_those_of_no_run_are_said(tmp_path):
    rows = [
        {"level": "council", "unit": unit, "period": year, "value": str(value)}
        for unit in ("Aldshire", "Nowhere")
        for year, value in (("2012/13", 10.0), ("2013/14", 10.0), ("2014/15", 12.0))
    ]
    observed = read_observed(observed_file(tmp_path / "o.csv", {}, *rows), RUN)
    folder = written(tmp_path, [{(DAYS, "2014/15", "Aldshire"): 11.0, (DAYS, "2014/15", "Bexmouth"): 0.0}])
    forecast = Forecast.read(folder, RUN, observed)
    (skill,) = forecast.skill.to_dict("records")
    assert (skill["figures"], skill["without_runs"]) == (1, 1)
    assert (skill["error"], skill["skill_last_level"]) == (pytest.approx(1.0), pytest.approx(0.5))
    assert np.isnan(skill["in90"])  # one run has no band


def test_a_simple_forecast_without_error_cannot_be_beaten(tmp_path):
    years = {"2012/13": 10.0, "2013/14": 10.0, "2014/15": 10.0}
    observed = read_observed(observed_file(tmp_path / "o.csv", years), RUN)
    (skill,) = Forecast.read(written(tmp_path, [{(DAYS, "2014/15", ""): 9.0}]), RUN, observed).skill.to_dict("records")
    assert np.isnan(skill["skill_last_level"])


numbers = st.floats(min_value=-1e3, max_value=1e3)


@given(st.lists(numbers, min_size=1, max_size=12), numbers)
def test_the_score_is_distance_less_half_of_spread(runs, observed):
    runs = np.array(runs)
    by_definition = np.abs(runs - observed).mean() - np.abs(runs[:, None] - runs[None, :]).mean() / 2.0
    assert crps(runs, observed) == pytest.approx(by_definition, abs=1e-6)
