"""The pictures: drawn from the months a run has lived, with the table behind each."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import numpy as np
import pytest
from small_visits import small_visit

from abm.activity import Stock
from abm.app.month_seen import see_month
from abm.app.views.funnel import funnel
from abm.app.views.measure_choice import measures_at
from abm.app.views.money import NAMES, money
from abm.app.views.people_flow import people_by_station, people_flow
from abm.app.views.place_map import REGIME, place_map
from abm.app.views.relations import TIES, relations
from abm.app.views.time_series import BEFORE, time_series
from abm.measures.table import measure_table

MONTHS = 49


@cache
def lived():
    return small_visit(MONTHS, end="2014-09-30")


def words_of(chart) -> str:
    root = ElementTree.fromstring(chart.svg)
    assert root.attrib["role"] == "img" and root.find("{*}title") is not None and root.find("{*}desc") is not None
    assert "http" not in chart.svg.replace("http://www.w3.org/", "")
    return " ".join(root.itertext())


def test_a_month_seen_has_the_figures_of_the_table_of_measures():
    run = lived().run
    table = measure_table(run.model)
    month = run.history.months[-1].month.name
    rows = table[(table["period"] == month)]
    for measure in ("delayed_days", "emergency_admissions_per_1000_65plus", "trust_mean", "spend_nhs"):
        value = rows[(rows["measure"] == measure) & (rows["level"] == "england")]["value"].item()
        assert run.history.england(measure)[-1] == value
    by_council = rows[(rows["measure"] == "delayed_days") & (rows["level"] == "council")]
    found = dict(zip(run.history.places.names, run.history.councils("delayed_days", MONTHS - 1), strict=True))
    assert by_council.set_index("unit")["value"].to_dict() == found
    assert see_month(run.model).payments == run.history.months[-1].payments


def test_regimes_are_known_a_year_after_the_first_and_told_by_letter_and_word():
    history = lived().run.history
    assert history.regimes(46) is None
    year, stands = history.regimes(MONTHS - 1)
    assert year == "2013/14" and len(stands) == 2
    before, after = place_map(history, 46, REGIME), place_map(history, MONTHS - 1, REGIME)
    assert "not judged yet" in words_of(before)
    assert set(after.table["stands"]) <= {"integrated", "in stasis", "fragmented", "mixed"}
    assert all(word in words_of(after) for word in after.table["stands"])


@pytest.mark.parametrize("measure", ["delayed_days_per_1000_65plus", "days_at_home_share", "shunted_pounds"])
def test_the_map_writes_every_places_figure(measure):
    chart = place_map(lived().run.history, MONTHS - 1, measure)
    assert all(name in words_of(chart) for name in lived().run.history.places.names)
    assert len(chart.table) == 2


def test_a_square_too_small_for_names_tells_them_to_whoever_points_at_it():
    history = lived().run.history
    places = replace(history.places, column=(0, 40), row=(0, 0))
    chart = place_map(replace(history, places=places), MONTHS - 1, REGIME)
    for name, stands in zip(history.places.names, chart.table["stands"], strict=True):
        assert f"<title>{name}: {stands}</title>" in chart.svg and f">{name}</text>" not in chart.svg


def test_everybody_is_somewhere_once():
    for seen in lived().run.history.months:
        people = people_by_station(seen)
        elsewhere = seen.stocks[Stock.ALIVE] - sum(people.values())
        assert min(people.values()) >= 0 and abs(elsewhere) < 1e-6 * seen.stocks[Stock.ALIVE]
    assert "Hospital bed, ready to leave" in words_of(people_flow(lived().run.history, 3))


def test_the_lines_over_time_are_the_run_and_those_beside_and_before():
    visit = lived()
    chart = time_series(visit.run.history, visit.run.history, visit.run.history, "delayed_days", 60)
    assert set(chart.table["run"]) == {"A: bill_2011", "B: bill_2011", BEFORE}
    assert BEFORE in words_of(chart)


@pytest.mark.parametrize("measure", ["emergency_admissions_per_1000_65plus", "days_at_home_share"])
def test_limits_of_chance_stand_only_where_events_are_counted(measure):
    chart = funnel(lived().run.history, MONTHS - 1, measure)
    assert ("by chance" in words_of(chart)) == (measure != "days_at_home_share")


def test_money_adds_up_to_all_that_was_paid():
    visit = lived()
    paid = visit.run.model.ledger.spent(np.arange(len(visit.run.model.ledger.names)), range(MONTHS - 12, MONTHS)).sum()
    table = money(visit.run.history, MONTHS - 1).table
    assert table["£m"].sum() == pytest.approx(paid / 1e8)
    only = money(visit.run.history, MONTHS - 1, "Hospitals").table
    assert set(only["payer"]) == {"Hospitals"} and "Hospitals" in NAMES.values()


@pytest.mark.parametrize("tie", list(TIES))
def test_every_kind_of_tie_can_be_shown_on_any_date(tie):
    run = lived().run
    for month in (run.history.months[0].month.first, run.next_month):
        words_of(relations(run, month, tie))
    around = relations(run, run.next_month, tie, run.history.places.names[0])
    assert len(around.table) <= len(relations(run, run.next_month, tie).table)


@pytest.mark.parametrize("level", ["england", "council"])
def test_every_measure_can_be_drawn(level):
    history = lived().run.history
    for measure in measures_at(level):
        if level == "council":
            place_map(history, MONTHS - 1, measure)
        else:
            history.england(measure)
