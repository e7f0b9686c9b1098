"""The report of a sweep: however far it has got, what was found is said by rule, and nothing in it executes."""

from __future__ import annotations

import base64
import re

import numpy as np
import pandas as pd
import pytest
from html_page import Page
from sweep_by_hand import DELAYED, LISTED, ONE_ARM, SPREAD, SweepByHand, write_sweep

from abm.reports.report import write_report


def page_of(folder) -> Page:
    page = Page(write_report(folder).read_text(encoding="utf-8"))
    assert page.open == []
    return page


@pytest.fixture(scope="module")
def crossed_folder(tmp_path_factory):
    """A whole crossing with its report, written once: drawing takes most of the time."""
    folder = write_sweep(tmp_path_factory.mktemp("crossed"), SweepByHand())
    write_report(folder)
    return folder


@pytest.fixture(scope="module")
def content(crossed_folder) -> str:
    return (crossed_folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def crossed(content) -> Page:
    page = Page(content)
    assert page.open == []
    return page


def test_sections_stand_in_reading_order(crossed):
    order = [
        "Do powers matter?",
        "What was found",
        "How it was done",
        "What levers change, 2013/14",
        "Levers together",
        "How places end",
        "Between places, 2013/14",
        "Over time",
        "How sure this is",
        "What failed",
        "Where it came from",
    ]
    places = [crossed.text.index(words) for words in order]
    assert places == sorted(places)


def test_what_was_found_is_said_from_the_numbers(crossed):
    # Against a level of 340 on average: -50 alone and -80 with one to one, so -65 a tenth of a percent more or less.
    assert "board.powers=joint_sign_off: about 19% fewer delayed days" in crossed.text
    assert "better for older people" in crossed.text
    assert "Days spent at home: no clear difference under any of 3 settings" in crossed.text
    assert "luck alone would make about" in crossed.text


def test_levers_that_do_more_together_are_found(crossed):
    assert re.search(r"board\.powers with alignment\.rule: \d+ of \d+ clear", crossed.text)
    assert "board.powers with competition.monitor_duty: none of" in crossed.text


def test_the_heat_map_is_powers_by_alignment_for_each_rule_of_competition(content):
    chart = content[content.index('<figure id="regime-grid">') :]
    chart = chart[: chart.index("</figure>")]
    assert "board.powers by alignment.rule, for each competition.monitor_duty" in chart
    words = re.findall(r"<text[^>]*>([^<]+)</text>", chart)
    assert words.count("I 100%") == 2
    assert words.count("S 67%") == 6


def test_the_gap_between_places_is_told(crossed):
    assert "Gap (p90-p10)" in crossed.text
    assert "change with board.powers=joint_sign_off" in crossed.text


def test_every_figure_can_be_saved_whole(content):
    figures = re.findall(r"<figure id.*?</figure>", content, re.DOTALL)
    assert len(figures) >= 6
    for figure in figures:
        assert re.search(r'download="[^"]+\.csv" href="data:text/csv', figure)
        assert re.search(r'download="[^"]+\.svg" href="data:image/svg', figure)
        png = re.search(r'download="[^"]+\.png" href="data:image/png;base64,([^"]+)"', figure)
        assert png is not None
        assert base64.b64decode(png.group(1)).startswith(b"\x89PNG")


def test_every_figure_says_over_how_many_and_what_its_interval_is(content):
    captions = re.findall(r"<figcaption>(.*?)</figcaption>", content, re.DOTALL)
    assert all(re.search(r"3 samples|runs a cell", caption) for caption in captions)
    assert all(re.search(r"interval", caption) for caption in captions)


def test_nothing_is_fetched_and_effects_lie_beside_the_report(crossed, crossed_folder):
    assert not {"script", "link", "iframe", "img"} & set(crossed.tags)
    addresses = [value for name, value in crossed.attributes if name in ("href", "src", "xlink:href")]
    assert all(address.startswith(("data:", "#")) for address in addresses)
    identifiers = [value for name, value in crossed.attributes if name == "id"]
    assert len(identifiers) == len(set(identifiers))
    assert DELAYED in (crossed_folder / "effects.csv").read_text(encoding="utf-8")


def test_failed_runs_are_counted_out_of_pairs_and_can_be_run_again(tmp_path):
    # Run 0 is of the comparison arm, which has seven partners in its sample; run 9 is of another arm.
    text = page_of(write_sweep(tmp_path, SweepByHand(failed=frozenset({0, 9})))).text
    assert "2 of 24 runs failed" in text
    assert "2 failed runs took 8 of 21 pairs with them" in text
    assert "BalanceError: 3 people lost (month 2012-03): 2 runs, 000000, 000009." in text
    assert "abm sweep experiment.toml --only 000000" in text
    assert "Traceback: BalanceError" in text


def test_a_sweep_that_goes_on_says_how_far_it_has_got(tmp_path):
    text = page_of(write_sweep(tmp_path, SweepByHand(missing=frozenset(range(9, 24))))).text
    assert "The sweep is not finished: 15 of 24 runs are still to be made." in text
    assert "With one sample policy cannot be told from luck" in text


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (SweepByHand(missing=frozenset(range(24))), "No run has ended well yet"),
        (SweepByHand(failed=frozenset(range(24))), "No run has ended well yet"),
        (SweepByHand(missing=frozenset(range(1, 24))), "No pair yet"),
        (SweepByHand(LISTED, failed=frozenset({0, 2, 4})), "No pair yet"),
        (SweepByHand(failed=frozenset({0, 8, 16})), "board.powers=joint_sign_off: about"),
        (SweepByHand(ONE_ARM), "The experiment has one arm"),
        (SweepByHand(ONE_ARM, level="place"), "The experiment has one arm"),
        (SweepByHand(samples=1), "With one sample policy cannot be told from luck"),
        (SweepByHand(measures=("spend_nhs",), councils=("Aldshire",)), "no figures of two councils or more"),
    ],
)
def test_whatever_is_there_has_a_report(tmp_path, made, said):
    assert said in page_of(write_sweep(tmp_path, made)).text


def test_listed_arms_are_held_against_the_one_compared_with(tmp_path):
    text = page_of(write_sweep(tmp_path, SweepByHand(LISTED))).text
    assert "What arms change, 2013/14" in text
    assert "signed: about 15% fewer delayed days" in text
    assert "Levers together" not in text


CHARGED = """
design = "list"
[[levers.arm]]
name = "as drafted"
set = {}
[[levers.arm]]
name = "charge doubled"
set = { "payment.delayed_day_charge" = 200.0 }
[[levers.arm]]
name = "signed"
set = { "board.powers" = "joint_sign_off" }
"""


def test_arms_that_move_one_quantity_have_elasticities(tmp_path):
    folder = write_sweep(tmp_path, SweepByHand(CHARGED))
    text = page_of(folder).text
    section = text[text.index("Elasticities, 2013/14") : text.index("Between places, 2013/14")]
    assert "payment.delayed_day_charge +100%" in section
    assert "signed" not in section, "a choice has no per cent"
    # ln of 1 less 20 days of 340 over ln 2, a little more in later samples
    assert re.search(r"−0\.0\d+ \(−0\.\d+ to −0\.\d+\)", section)
    effects = pd.read_csv(folder / "effects.csv").query("period == '2013/14' and measure == @DELAYED").set_index("arm")
    row = effects.loc["charge doubled"]
    assert row["changed"] == "payment.delayed_day_charge"
    assert row["elasticity_low"] < row["elasticity"] < row["elasticity_high"] < 0.0
    assert np.isnan(effects.loc["signed", "elasticity"])


def test_no_elasticities_where_no_arm_moves_one_quantity(tmp_path):
    assert "Elasticities" not in page_of(write_sweep(tmp_path, SweepByHand(LISTED))).text


def test_spread_levers_have_slopes_and_ranks(tmp_path):
    text = page_of(write_sweep(tmp_path, SweepByHand(SPREAD))).text
    assert "points spread over the values of the levers" in text
    assert re.search(r"payment\.delayed_day_charge at [\d.]+: about [\d.]+% fewer delayed days", text)
    assert "Rank correlations" in text or "rank correlation" in text
    assert "over 8 arms" in text


def test_runs_of_arms_that_the_experiment_does_not_have_are_told(tmp_path):
    folder = write_sweep(tmp_path, SweepByHand(LISTED))
    file = folder / "experiment.toml"
    file.write_text(file.read_text("utf-8").replace('"signed"', '"renamed"'), encoding="utf-8")
    assert "3 runs are of arms that experiment.toml does not have" in page_of(folder).text


def test_hostile_names_are_only_text(tmp_path):
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    made = SweepByHand(
        LISTED.replace('name = "signed"', f"name = '{evil}'"),
        question=evil,
        councils=(evil, "B", "C"),
        failed=frozenset({5}),
        message=evil,
    )
    page = page_of(write_sweep(tmp_path, made, places=evil, warnings=[evil]))
    assert page.text.count("<script>alert(1)</script>") >= 5
    assert not {"script", "img"} & set(page.tags)
    assert "onerror" not in {name for name, _ in page.attributes}
