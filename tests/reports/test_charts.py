from __future__ import annotations

import base64
import re
import xml.etree.ElementTree as ET

import altair as alt
import pandas as pd
import pytest
from results_by_hand import UNITS, write_folder

from abm.reports.charts import (
    CHARTS,
    FILLS,
    LINES,
    NAMED_REASONS,
    OTHER,
    REASONS,
    ChartPlan,
    stacked_reasons,
    svg_of,
)
from abm.reports.page import figure
from abm.reports.results import Results
from abm.runs.results_folder import ResultsFolder

BY_NAME = {plan.name: plan for plan in CHARTS}


def results(folder, **made) -> Results:
    return Results.read(ResultsFolder.open(write_folder(folder, **made)), list(UNITS))


def drawn(plan: ChartPlan, of: Results):
    chart = plan.draw(plan, of)
    assert chart is not None
    return chart


def contrast_with_white(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_lines_stand_out_from_white():
    assert all(contrast_with_white(colour) >= 3.0 for colour in LINES)


def test_a_line_chart_has_its_means_and_its_range_in_the_table(tmp_path):
    table = drawn(BY_NAME["delays-by-body"], results(tmp_path, replications=3)).table
    first = table.iloc[0]
    assert first["Month"] == "2011-04"
    assert first[["NHS", "NHS, lowest", "NHS, highest"]].to_list() == [5001.0, 5000.0, 5002.0]
    assert len(table) == 24


def test_one_replication_has_no_band(tmp_path):
    chart = drawn(BY_NAME["delays-by-body"], results(tmp_path, replications=1))
    assert "band" not in chart.caption
    assert list(chart.table.columns) == ["Month", "NHS", "Social care", "Both"]


def test_shares_are_drawn_in_per_cent(tmp_path):
    chart = drawn(BY_NAME["occupancy"], results(tmp_path))
    assert chart.table["Acute beds occupied"].iloc[0] == pytest.approx(80.0)
    assert "%" in chart.caption


def test_more_reasons_than_colours_are_drawn_together_but_listed_apart(tmp_path, monkeypatch):
    every_reason = {**UNITS, **dict.fromkeys(REASONS, "days")}
    monkeypatch.setattr("results_by_hand.UNITS", every_reason)
    folder = ResultsFolder.open(write_folder(tmp_path, measures=tuple(every_reason)))
    chart = drawn(BY_NAME["delays-by-reason"], Results.read(folder, list(every_reason)))
    assert len(chart.table.columns) == 1 + len(REASONS)
    assert OTHER in chart.svg
    assert sum(label in chart.svg for label in REASONS.values()) == NAMED_REASONS
    assert len(FILLS) == NAMED_REASONS + 1


def test_as_many_reasons_as_colours_need_no_others(tmp_path):
    assert OTHER not in drawn(BY_NAME["delays-by-reason"], results(tmp_path)).svg


def test_bars_compare_the_first_year_with_the_last_full_one(tmp_path):
    table = drawn(BY_NAME["reasons-compared"], results(tmp_path)).table
    assert list(table.columns) == ["Reason", "2011/12", "2012/13"]
    assert table["Reason"].to_list() == ["Care at home", "Choice", "Assessment"]


def test_every_council_is_in_the_strip(tmp_path):
    chart = drawn(BY_NAME["spread"], results(tmp_path, councils=("Ald", "Bex", "Car")))
    assert chart.table["Council"].to_list() == ["Ald", "Bex", "Car"]
    assert "3 councils" in chart.caption


def test_spend_is_drawn_by_body_and_year(tmp_path, monkeypatch):
    spend = BY_NAME["spend"]
    monkeypatch.setattr("results_by_hand.UNITS", dict.fromkeys(spend.measures, "£ million"))
    folder = ResultsFolder.open(write_folder(tmp_path, replications=2, measures=tuple(spend.measures)))
    chart = drawn(spend, Results.read(folder, list(spend.measures)))
    assert chart.table["Year"].to_list() == ["2011/12", "2012/13"]
    assert "lowest replication to the highest" in chart.caption


def test_what_is_not_measured_is_not_drawn(tmp_path):
    of = results(tmp_path, measures=("delayed_days",))
    assert [plan.draw(plan, of) for plan in CHARTS] == [None] * len(CHARTS)


def test_the_table_and_the_picture_can_be_saved_and_the_table_runs_no_formula(tmp_path):
    chart = drawn(BY_NAME["spread"], results(tmp_path, councils=("=1+1", "B", "C")))
    saved = dict(re.findall(r'download="([^"]+)" href="data:[^,]+,([^"]+)"', figure(chart)))
    csv = base64.b64decode(saved["spread.csv"]).decode("utf-8")
    assert csv.splitlines()[1].startswith("'=1+1,")
    assert base64.b64decode(saved["spread.svg"]).decode("utf-8") == chart.svg


def test_the_same_results_give_the_same_picture(tmp_path):
    of = results(tmp_path)
    plan = ChartPlan("x", "Delays", REASONS, stacked_reasons)
    assert drawn(plan, of).svg == drawn(plan, of).svg


def test_the_words_of_a_picture_are_only_text():
    points = alt.Chart(pd.DataFrame({"x": [1.0], "name": ["</text><script>1</script>"]}))
    svg = svg_of(points.mark_text().encode(x="x:Q", text="name:N"), "a < b", "c & <d>")
    assert "<script" not in svg
    words = [child.text for child in ET.fromstring(svg)][:2]
    assert words == ["a < b", "c & <d>"]


def test_one_full_year_is_not_called_the_first_and_last(tmp_path):
    of = results(tmp_path)
    only = Results(of.table[of.table["period"] < "2012-04"], of.units, of.runs, of.provenance)
    chart = drawn(BY_NAME["reasons-compared"], only)
    assert chart.title == "Reasons for delay, 2011/12"
    assert "2011/12 is the only year run in full" in chart.caption


def test_one_council_is_not_councils(tmp_path):
    assert drawn(BY_NAME["spread"], results(tmp_path, councils=("Ald",))).caption.startswith("1 council, ")


def test_money_is_drawn_in_billions(tmp_path, monkeypatch):
    spend = BY_NAME["spend"]
    monkeypatch.setattr("results_by_hand.UNITS", dict.fromkeys(spend.measures, "GBP"))
    folder = ResultsFolder.open(write_folder(tmp_path, measures=tuple(spend.measures)))
    chart = drawn(spend, Results.read(folder, list(spend.measures)))
    assert chart.table["NHS"].iloc[0] == pytest.approx(1000.0 / 1e9)
    assert "£bn a year" in chart.caption
