from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from comparison_by_hand import COUNCILS, DELAYED, ByHand, write_comparison
from html_page import Page

from abm.measures.regimes import regime_rule
from abm.reports.comparison_results import ComparisonResults
from abm.reports.how_sure import how_sure
from abm.reports.regimes import REGIMES, ends_of_places, map_of_regimes
from abm.reports.report import write_report
from abm.reports.standing import standing_is_read_from
from abm.runs.results_folder import ResultsFolder

ENDS = {"bill": "SSF", "joined": "ISI", "apart": "FFM"}
THREE = ByHand({"bill": 0.0, "joined": -50.0, "apart": 25.0}, ENDS)


def page_of(folder) -> Page:
    page = Page(write_report(folder).read_text(encoding="utf-8"))
    assert page.open == []
    return page


@pytest.fixture(scope="module")
def folder_of_three(tmp_path_factory):
    """Three scenarios with their report, written once: drawing takes most of the time."""
    folder = write_comparison(tmp_path_factory.mktemp("three"), THREE)
    write_report(folder)
    return folder


@pytest.fixture(scope="module")
def three(folder_of_three) -> Page:
    return Page((folder_of_three / "report.html").read_text(encoding="utf-8"))


def results_of(folder) -> ComparisonResults:
    return ComparisonResults.read(ResultsFolder.open(folder), [DELAYED, *standing_is_read_from()])


def test_what_was_compared_and_what_came_out_stand_first(three):
    text = three.text
    order = [
        "joined and apart compared with bill on 3 councils, each run 3 times.",
        "joined against bill in 2013/14. Delayed days per 1,000 people aged 65+: about",
        "What was compared",
        "How places end",
        "What changes, 2013/14",
        "Over time",
        "Between places",
        "How sure this is",
        "Where it came from",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "what joined stands for" in text


def test_only_settings_that_differ_are_listed_with_what_they_mean(three):
    text = three.text
    assert "front_line.home_first people go home first and are assessed for long-term care there no yes yes" in text
    assert "100; from October 2012: 50 (GBP/day)" in text
    assert "board.powers" not in text


def test_scenarios_with_the_same_settings_are_said_to_be_the_same(tmp_path):
    text = page_of(write_comparison(tmp_path, ByHand({"bill": 0.0, "twin": 0.0}))).text
    assert "All their settings are the same" in text


def test_a_difference_is_said_in_words_with_its_limits(three):
    text = three.text
    # -50, -50.5 and -51 against a mean of 210: -50.5 and half a width of 4.303 x 0.5 / sqrt(3) = 1.24
    assert "Better : about 24% fewer delayed days (between 23% and 25% fewer)" in text
    assert "Worse : about 12% more delayed days" in text


def test_the_favourable_the_unfavourable_and_the_unclear_are_all_said(three, tmp_path):
    text = three.text
    for words in ("Better for older people on", "Worse for older people on", "No clear difference on"):
        assert text.count(words) == 2
    assert "Better for older people on 1: Delayed days" in text
    assert "Worse for older people on none." in page_of(write_comparison(tmp_path / "2", ByHand({"a": 0, "b": 0}))).text


def test_how_places_end_is_there_by_share_and_by_map(three, folder_of_three):
    text = three.text
    assert "How each place ends, 2013/14" in text
    assert "joined +66.7 (all alike) −33.3 (all alike)" in text
    ends = ends_of_places(results_of(folder_of_three), "2013/14")
    found = ends.groupby("scenario", sort=False)["letter"].agg("".join).to_dict()
    assert found == {"bill": "SSF", "joined": "ISI", "apart": "FFM"}
    assert set(ends["share"]) == {1.0}


def test_the_map_is_lettered_and_names_every_council(folder_of_three):
    chart = map_of_regimes(results_of(folder_of_three), "2013/14")
    assert chart is not None
    words = [element.text for element in ET.fromstring(chart.svg).iter("{http://www.w3.org/2000/svg}text")]
    assert [words.count(letter) for letter in "ISFM"] == [2, 3, 3, 1]
    assert all(words.count(council) == 3 for council in COUNCILS)
    assert words.count("100%") == 9


def test_a_place_that_ends_in_two_ways_equally_often_has_both_letters(tmp_path):
    folder = write_comparison(tmp_path, ByHand({"a": 0.0, "b": 1.0}, {"a": "III", "b": "III"}, replications=2))
    results = results_of(folder)
    table = results.results.table
    turned = (table["run"] == "b-001") & (table["unit"] == "Carrow")
    table.loc[turned & (table["measure"] == "stands_integrated_share"), "value"] = 0.0
    table.loc[turned & (table["measure"] == "stands_fragmented_share"), "value"] = 1.0
    ends = ends_of_places(results, "2013/14").set_index(["scenario", "council"])
    both = ends.loc[("b", "Carrow")]
    assert (both["letter"], both["ends"], both["share"]) == ("F/I", "fragmented or integrated", 0.5)
    assert both["colour"] == next(regime.colour for regime in REGIMES if regime.letter == "F")
    chart = map_of_regimes(results, "2013/14")
    assert chart is not None
    assert ">F/I</text>" in chart.svg
    assert "Two letters" in chart.caption
    assert ends.loc[("b", "Bexmouth"), ["letter", "share"]].to_list() == ["I", 1.0]


def test_a_mixed_place_is_called_so_and_counted_under_no_regime(three):
    # one of three places of "apart" fits no regime and goes on as in stasis in the measures
    assert "apart 0 (all alike) 0 (all alike) 66.7 (all alike) 33.3 (all alike)" in three.text
    assert "M, mixed: this year's signs fit none of the three" in three.text


def test_judging_starts_when_the_rule_says(three):
    assert f"Judging starts in {regime_rule().first_year}" in three.text


def test_without_regimes_the_section_says_from_when_on_there_would_be_some(tmp_path):
    text = page_of(write_comparison(tmp_path, ByHand({"bill": 0.0, "joined": -50.0}))).text
    assert f"Judging starts in {regime_rule().first_year}" in text
    assert "These results hold no such year." in text
    assert "How each place ends" not in text
    assert "What changes" in text


def test_a_failed_run_is_told_and_its_partner_is_left_out_of_the_pairs(tmp_path):
    made = ByHand({"bill": 0.0, "joined": -50.0, "apart": 25.0}, failed=frozenset({"joined-001"}))
    page = page_of(write_comparison(tmp_path, made))
    assert "1 of 9 replications failed" in page.text
    assert "joined: 2 of 3 replications ended well, 2 of them in a pair." in page.text
    assert "Means of 2 pairs of runs" in page.text
    assert "Means of 3 pairs of runs" in page.text
    assert "BalanceError: 3 people lost" in page.text


def test_one_replication_has_no_interval_and_says_so(tmp_path):
    made = ByHand({"bill": 0.0, "joined": -50.0}, {"bill": "SSF", "joined": "ISI"}, replications=1)
    text = page_of(write_comparison(tmp_path, made)).text
    assert "One replication, so no interval can be given." in text
    assert "Lines: its 95% interval" not in text
    assert "One pair of runs, so no interval can be given" in text
    assert "in the only pair of runs, which cannot tell policy from luck" in text
    assert "Better :" not in text


@pytest.mark.parametrize("scenario", ["bill", "joined"])
def test_a_scenario_of_which_every_run_failed_still_has_a_report(tmp_path, scenario):
    failed = frozenset(f"{scenario}-{replication:03d}" for replication in range(3))
    page = page_of(write_comparison(tmp_path, ByHand({"bill": 0.0, "joined": -50.0}, failed=failed)))
    assert "nothing can be compared" in page.text


def test_a_comparison_in_which_every_run_failed_still_has_a_report(tmp_path):
    made = ByHand({"a": 0.0, "b": 1.0}, replications=1, failed=frozenset({"a-000", "b-000"}))
    assert "No financial year was run in full" in page_of(write_comparison(tmp_path, made)).text


def test_every_figure_says_how_many_replications(folder_of_three):
    content = (folder_of_three / "report.html").read_text(encoding="utf-8")
    captions = re.findall(r"<figcaption>(.*?)</figcaption>", content, re.DOTALL)
    assert len(captions) >= 7
    assert all("3 replications" in caption or "3 pairs" in caption for caption in captions)


def test_intervals_hold_the_numbers_where_replications_drew_them(folder_of_three):
    results = results_of(folder_of_three)
    runs = results.results.runs
    drawn = replace(
        results, results=replace(results.results, runs=runs.assign(**{"people.crisis_rate": range(len(runs))}))
    )
    assert "luck alone" in how_sure(results) and "which each had one value here" in how_sure(results)
    assert "about luck alone" not in how_sure(drawn) and "a draw from the posterior" in how_sure(drawn)
    assert "What the same luck and numbers were worth" in how_sure(drawn)
    assert (results.what_varies, drawn.what_varies) == ("luck alone", "luck and uncertain numbers")


def test_what_the_same_luck_was_worth_is_said(three):
    text = three.text
    assert "What the same luck was worth" in text
    assert "rest on 3 pairs" in text


def test_nothing_is_fetched_no_script_runs_and_no_identifier_is_shared(three):
    assert not {"script", "link", "iframe", "img"} & set(three.tags)
    addresses = [value for name, value in three.attributes if name in ("href", "src", "xlink:href")]
    assert addresses
    assert all(address.startswith(("data:", "#")) for address in addresses)
    identifiers = [value for name, value in three.attributes if name == "id"]
    assert len(identifiers) == len(set(identifiers))


def test_names_from_a_users_files_are_only_text(tmp_path):
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    made = ByHand(
        {"bill": 0.0, f"=1+1{evil}": -50.0},
        {"bill": "SSF", f"=1+1{evil}": "ISI"},
        councils=(evil, "Kent & Sussex", "C"),
        failed=frozenset({"bill-002"}),
        message=evil,
    )
    page = page_of(write_comparison(tmp_path, made, places=evil, warnings=[evil]))
    assert page.text.count("<script>alert(1)</script>") >= 5
    assert not {"script", "img"} & set(page.tags)
    assert "onerror" not in {name for name, _ in page.attributes}


def test_a_scenario_whose_file_is_gone_is_still_compared(tmp_path):
    folder = write_comparison(tmp_path, THREE)
    (folder / "scenarios" / "1.toml").unlink()
    assert "about 24% fewer delayed days" in page_of(folder).text


def test_scenarios_of_other_lengths_are_compared_in_the_last_year_they_share(tmp_path):
    made = ByHand({"bill": 0.0, "joined": -50.0}, shorter="joined")
    text = page_of(write_comparison(tmp_path, made)).text
    assert "What changes, 2012/13" in text
    assert "2013/14" not in text.replace(f"Judging starts in {regime_rule().first_year}", "")
