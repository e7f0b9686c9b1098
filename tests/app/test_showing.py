"""What a visitor looks at, without a browser."""

from __future__ import annotations

import pytest
from small_visits import small_settings, small_visit

import abm.app.showing
from abm.app.showing import VIEWS, Showing, charts_of
from abm.app.visit import UNCHANGED, Visit


@pytest.mark.parametrize("view", list(VIEWS))
def test_before_the_first_month_there_are_places_and_relations(view):
    assert len(charts_of(small_visit(), Showing(view=view))) == (view in ("map", "network"))


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_view_shows_both_runs_and_any_month(view):
    visit = small_visit(4)
    visit.set_beside(UNCHANGED)
    showing = Showing(view=view)
    pictures = charts_of(visit, showing)
    assert len(pictures) == (1 if view == "time" else 2)
    assert all(chart.svg.startswith("<svg") and len(chart.table.columns) for chart in pictures)
    earlier = charts_of(visit, showing.chosen({"at": 1}))
    assert (earlier[0].svg == pictures[0].svg) == (view == "time")
    for choice in showing.choices(visit.run):
        last = list(choice.options)[-1]
        assert charts_of(visit, showing.chosen({choice.key: last}))


def test_unknown_choices_are_refused():
    with pytest.raises(TypeError):
        Showing().chosen({"nonsense": 1})


def test_the_network_of_many_places_is_drawn_around_one(monkeypatch):
    run = small_visit(1).run
    everything = charts_of_network(run)
    monkeypatch.setattr(abm.app.showing, "MOST_PLACES_AT_ONCE", 1)
    tie, around = Showing(view="network").choices(run)
    assert list(around.options) == list(run.history.places.names)
    assert Showing(view="network").value_of(around) == run.history.places.names[0]
    assert Showing(tie="joint_money").value_of(tie) == "joint_money"
    assert 0 < charts_of_network(run) < everything


def charts_of_network(run) -> int:
    visit = Visit(small_settings())
    visit.run = run
    return len(charts_of(visit, Showing(view="network"))[0].table)
