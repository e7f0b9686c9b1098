"""A trace in words, on a page and in a terminal, from a life made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from html_page import Page
from trace_by_hand import BODIES, READY, by_hand, happened, in_bed, life, night

from abm.people.watch.happening import Kind
from abm.reports.trace_bars import Window, bars_of, focus_of
from abm.reports.trace_page import trace_page, write_trace_page
from abm.reports.trace_text import trace_lines
from abm.reports.trace_words import happening_words, paid_words, parting_words, passages_of, person_words, sum_words
from abm.runs.parting import parting_of
from abm.vocabulary import Destination, Frailty, Payer, Setting

TO_NURSING = {"destination": Destination.NURSING_HOME}


def test_a_wait_says_for_what_how_long_and_whose_delay() -> None:
    waiting = passages_of(by_hand().ways[0])[2]
    assert waiting.when == "11 Apr 2010, 23 days"
    assert waiting.what == (
        "in an acute bed, ready for home, with a care package; "
        "waits 23 days for care at home to start (social care's delay)"
    )
    assert waiting.paid == (
        "Northshire PCT pays the tariff when the stay ends; the council owes the hospital £100 for each of these days"
    )
    assert waiting.happened == (
        "11 Apr 2010: the ward declares them ready",
        "21 Apr 2010: becomes frailer while in a bed that is no longer needed: from moderately frail to severely frail",
    )


def test_a_wait_that_is_not_social_cares_costs_the_council_nothing() -> None:
    way = by_hand().ways[0]
    ill = way.life.spells[1]
    assert paid_words(ill, way) == "Northshire PCT pays the tariff when the stay ends"


@pytest.mark.parametrize(
    ("kind", "before", "after", "known", "words"),
    [
        (
            Kind.REFERRED,
            in_bed(8),
            in_bed(9, **TO_NURSING, next_payer=Payer.SELF),
            {"both_records": True, "threshold": 50.0},
            "discharge team 3 of Old <b>Infirmary</b> decides, with both bodies' records: a nursing home; need seen is "
            "below the 50 hours a week from which Northshire PCT would pay (no NHS continuing healthcare), so the "
            "person is to pay",
        ),
        (
            Kind.REFERRED,
            in_bed(8),
            in_bed(9, **TO_NURSING, next_payer=Payer.NHS, replans=1),
            {"both_records": False, "threshold": 50.0},
            "discharge team 3 of Old <b>Infirmary</b> decides anew, without the other body's records: a nursing home; "
            "need seen reaches the 50 hours a week from which Northshire PCT pays (NHS continuing healthcare)",
        ),
        (
            Kind.REFUSED,
            night(8),
            night(9),
            {"both_records": False, "threshold": 8.0, "seen_hours": 6.25},
            "Northshire council, without the other body's records, sees a need of 6.2 hours a week and refuses help: "
            "not eligible (it helps from 8.0 hours)",
        ),
        (
            Kind.PACKAGE_LAPSED,
            in_bed(20, hours=1),
            in_bed(21, lapsed=1),
            {},
            "their 1 hour of home care a week can be held no longer: the package lapses",
        ),
        (
            Kind.CARE_HOME,
            in_bed(20),
            night(21, setting=Setting.RESIDENTIAL_HOME, payer=Payer.COUNCIL),
            {},
            "moves into a residential home, straight from hospital; the council pays",
        ),
        (
            Kind.DIED,
            in_bed(READY),
            night(READY + 1, setting=Setting.DEAD),
            {},
            "dies in hospital, having been declared ready to leave",
        ),
        (
            Kind.VERIFICATION,
            in_bed(8),
            in_bed(9),
            {},
            "their practice is in Southtown, their home in Northshire: the bodies check whose they are",
        ),
        (
            Kind.DECLARED,
            in_bed(9),
            in_bed(10, ready_day=12),
            {},
            "the ward declares them ready, 2 days before they are",
        ),
        (
            Kind.FRAILER,
            night(1),
            night(2, frailty=Frailty.SEVERE),
            {},
            "becomes frailer: from moderately frail to severely frail",
        ),
    ],
)
def test_what_happened_is_told_from_the_record(kind, before, after, known, words) -> None:
    assert happening_words(happened(kind, before, after, **known), BODIES) == words


@pytest.mark.parametrize("kind", Kind)
def test_everything_that_can_happen_has_words(kind: Kind) -> None:
    after = night(10, setting=Setting.NURSING_HOME, payer=Payer.COUNCIL)
    assert happening_words(happened(kind, in_bed(9), after), BODIES)


def test_who_the_person_is() -> None:
    assert person_words(by_hand()).startswith(
        "Person 42, of Northshire, practice P00007. On 1 Apr 2010: aged 84, moderately frail, living at home alone, "
        "without a carer."
    )


def test_a_life_in_a_sentence() -> None:
    assert sum_words(by_hand().ways[0]) == (
        "0 hospital stays, 28 days in NHS beds, 23 days of them waiting after having been declared ready; "
        "0 days in a care home; alive when the run ends on 13 May 2010."
    )


def test_ways_that_are_alike_are_said_to_be() -> None:
    one, other = by_hand("other").ways
    words = parting_words(parting_of(one.life, other.life), one, other)
    assert words == ["Under other this person's way is the same as under bill_2011."]


def test_ways_that_part_say_what_was_decided_otherwise() -> None:
    one, other = by_hand("other").ways
    first = replace(life().happenings[0], both_records=True)
    informed = replace(other, life=replace(other.life, happenings=(first, *other.life.happenings[1:])))
    words = parting_words(parting_of(one.life, informed.life), one, informed)
    assert words[0].startswith("Nothing differs before 6 Apr 2010.")
    assert "under other, 6 Apr 2010: a crisis; the front door of Old <b>Infirmary</b> decides, with both" in words[1]
    assert words[2] == "They are in the same place with the same care on every day."


def test_what_the_council_makes_of_a_decision_the_same_day_is_not_the_teams() -> None:
    one, other = by_hand("other").ways
    chosen = happened(Kind.REFERRED, in_bed(8), in_bed(9), both_records=True)
    refused = in_bed(9, destination=Destination.HOME)
    lives = [
        replace(way.life, happenings=told)
        for way, told in (
            (one, (chosen,)),
            (
                other,
                (
                    replace(chosen, after=refused),
                    happened(Kind.REFUSED, in_bed(8), refused, both_records=True, threshold=6.0),
                ),
            ),
        )
    ]
    words = parting_words(parting_of(*lives), one, other)
    assert words[1] == (
        "The first decision that differs: under bill_2011: none further; under other, 10 Apr 2010: Northshire council, "
        "with both bodies' records, refuses help: not eligible (it helps from 6.0 hours)."
    )


def test_the_terminal_has_every_passage_and_happening() -> None:
    printed = " ".join(" ".join(trace_lines(by_hand("other"))).split())
    for passage in passages_of(by_hand().ways[0]):
        assert passage.what in printed
        assert all(line in printed for line in passage.happened)


def test_names_are_made_safe_on_the_page() -> None:
    content = trace_page(by_hand("<script>alert(1)</script>"))
    shown = Page(content)
    assert not shown.open
    assert "script" not in shown.tags
    assert "b" not in shown.tags
    assert "<script>alert(1)</script>" in shown.text
    assert "Old <b>Infirmary</b>" in shown.text


def test_the_page_stands_alone_and_is_written(tmp_path) -> None:
    write_trace_page(by_hand("other"), tmp_path / "new" / "one.html")
    shown = Page((tmp_path / "new" / "one.html").read_text(encoding="utf-8"))
    assert not {name for name, _ in shown.attributes} & {"src", "href"}
    assert "waits 23 days for care at home to start (social care's delay)" in shown.text
    assert "Under other this person's way is the same" in shown.text


def test_bars_fill_the_window_without_gaps() -> None:
    trace = by_hand("other")
    whole = Window.whole(trace)
    assert (whole.first_day, whole.last_day) == (0, 42)
    assert focus_of(trace) == Window(0, 42)
    shown = Page(bars_of(trace, whole, "All of it"))
    assert shown.tags.count("g") == 2 * 4
    assert "waits: care at home" in shown.text
    assert "frailer" in shown.text
