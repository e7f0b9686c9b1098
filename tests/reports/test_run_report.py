from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from html_page import Page
from results_by_hand import UNITS, write_folder

from abm.errors import InputError
from abm.reports.charts import CHARTS
from abm.reports.report import write_report
from abm.runs.results_folder import SCENARIO
from abm.scenario.scenario import Scenario


def page_of(folder) -> Page:
    page = Page(write_report(folder).read_text(encoding="utf-8"))
    assert page.open == []
    return page


def test_the_answer_comes_first_what_was_run_and_what_came_out(tmp_path):
    page = page_of(write_folder(tmp_path, replications=3, period="April 2010 to March 2014"))
    answer = page.text.index("The scenario toy was run on 3 councils, April 2010 to March 2014, in 3 replications.")
    change = page.text.index("From 2011/12 to 2012/13, for England, emergency admissions per 1,000")
    assert answer < change < page.text.index("Headline figures")
    assert "went from 2,001 to 2,201" in page.text


def test_several_replications_have_a_mean_an_interval_and_what_it_means(tmp_path):
    page = page_of(write_folder(tmp_path, replications=3))
    assert "2,001 (1,999 to 2,003)" in page.text
    assert "Mean of 3 replications; in brackets the 95% confidence interval" in page.text


def test_one_replication_has_no_interval_and_says_so(tmp_path):
    page = page_of(write_folder(tmp_path, replications=1))
    assert "One replication, so no interval can be given" in page.text
    assert "(1,999" not in page.text
    assert "Mean of" not in page.text


def test_a_year_that_was_not_run_in_full_is_left_out(tmp_path):
    assert "2013/14" not in page_of(write_folder(tmp_path)).text


def test_every_caption_says_how_many_replications(tmp_path):
    content = write_report(write_folder(tmp_path, replications=3)).read_text(encoding="utf-8")
    captions = re.findall(r"<figcaption>(.*?)</figcaption>", content, re.DOTALL)
    assert len(captions) >= 6
    assert all("3 replications" in caption for caption in captions)


def test_nothing_is_fetched_and_no_script_runs(tmp_path):
    page = page_of(write_folder(tmp_path))
    assert not {"script", "link", "iframe", "img"} & set(page.tags)
    addresses = [value for name, value in page.attributes if name in ("href", "src", "xlink:href")]
    assert addresses
    assert all(address.startswith(("data:", "#")) for address in addresses)


def test_names_from_a_users_tables_are_only_text(tmp_path):
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    page = page_of(
        write_folder(
            tmp_path,
            councils=(evil, "Kent & Sussex", "C"),
            failed=evil,
            scenario=evil,
            places=evil,
            warnings=[evil],
        )
    )
    assert page.text.count("<script>alert(1)</script>") >= 5
    assert not {"script", "img"} & set(page.tags)
    assert "onerror" not in {name for name, _ in page.attributes}


def test_a_smaller_sample_is_warned_of_before_any_figure(tmp_path):
    warning = "only 2% of people were simulated"
    page = page_of(write_folder(tmp_path, warnings=[warning]))
    assert page.text.index(f"Warning: {warning}") < page.text.index("Headline figures")


def test_failed_replications_are_counted_and_can_be_replayed(tmp_path):
    page = page_of(write_folder(tmp_path, replications=2, failed="BalanceError: 3 people lost"))
    assert "1 of 3 replications failed" in page.text
    assert "BalanceError: 3 people lost" in page.text
    assert "abm run toy --seed 1" in page.text
    assert "Mean of 2 replications" in page.text


def test_missing_measures_are_named_and_their_charts_left_out(tmp_path):
    page = page_of(write_folder(tmp_path, measures=("delayed_days",)))
    assert "emergency_admissions_per_1000_65plus" in page.text
    assert "Charts that these results do not allow" in page.text
    assert "svg" not in page.tags


def test_a_folder_in_which_everything_failed_still_has_a_report(tmp_path):
    page = page_of(write_folder(tmp_path, replications=0, failed="ValueError: x"))
    assert "No financial year was run in full" in page.text
    assert "ValueError: x" in page.text
    assert "but no replication was completed." in page.text


def test_what_the_figures_are_good_for_stands_above_them(tmp_path):
    page = page_of(write_folder(tmp_path))
    headline = page.text.index("Headline figures")
    assert page.text.index("not fitted") < headline
    assert page.text.index("2010/11 prices") < headline


def test_what_was_set_is_read_from_the_folder(tmp_path):
    folder = write_folder(tmp_path)
    assert "What was set" not in page_of(folder).text
    document = {"name": "toy", "levers": {"front_line": {"home_first": True}}}
    (folder / SCENARIO).write_text(Scenario.from_dict(document).to_toml(), encoding="utf-8")
    text = page_of(folder).text
    assert text.index("What was set") < text.index("front_line.home_first") < text.index("Provenance")


def test_provenance_stands_at_the_foot(tmp_path):
    page = page_of(write_folder(tmp_path, version="9.9", libraries={"numpy": "8.8"}))
    assert page.text.index("Provenance") < page.text.index("9.9") < page.text.index("numpy 8.8")


def test_pictures_say_what_they_are_and_share_no_identifier(tmp_path):
    content = write_report(write_folder(tmp_path)).read_text(encoding="utf-8")
    pictures = [ET.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", content, re.DOTALL)]
    drawable = [plan for plan in CHARTS if set(plan.measures) & set(UNITS)]
    assert len(pictures) == len(drawable)
    for picture in pictures:
        names = [child.tag.rpartition("}")[2] for child in picture][:2]
        assert names == ["title", "desc"]
        assert picture.get("role") == "img"
    identifiers = re.findall(r'\bid="([^"]+)"', content)
    assert len(identifiers) == len(set(identifiers))


def test_the_report_replaces_an_older_one_and_leaves_nothing_else(tmp_path):
    folder = write_folder(tmp_path)
    before = {path.name for path in folder.iterdir()}
    write_report(folder)
    write_report(folder)
    assert {path.name for path in folder.iterdir()} == before | {"report.html", "ro-crate-metadata.json"}


def test_a_folder_without_results_is_refused(tmp_path):
    with pytest.raises(InputError):
        write_report(tmp_path)
