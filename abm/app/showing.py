"""What a visitor looks at: a view with its choices, and the pictures that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from abm.app.history import History
from abm.app.live_run import LiveRun
from abm.app.views.funnel import funnel
from abm.app.views.measure_choice import measures_at
from abm.app.views.money import ALL, NAMES, money
from abm.app.views.people_flow import people_flow
from abm.app.views.place_map import REGIME, place_map
from abm.app.views.relations import EVERYWHERE, TIES, relations
from abm.app.views.time_series import time_series
from abm.app.visit import Visit
from abm.dates import Month
from abm.reports.charts import Chart

VIEWS = {
    "map": "Map of places",
    "time": "Over time",
    "people": "People",
    "network": "Relationships",
    "funnel": "Variation",
    "money": "Money",
}
"""Pictures of a run, by key: what the tab says."""
PERSON = "person"
TABS = VIEWS | {PERSON: "One person"}
"""Everything that may be in front."""
BEFORE_THE_FIRST = ("map", "network")
SIDE_BY_SIDE = ("map",)
"""Views whose pictures can still be read at half the width; of other views one lies below the other."""
MOST_PLACES_AT_ONCE = 40
DELAY = "delayed_days_per_1000_65plus"
NOT_BEGUN = "Nothing has happened yet. Step lives one month, Run goes on until you pause."


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen for a view."""

    key: str
    label: str
    options: dict[str, str]


@dataclass(frozen=True)
class Showing:
    """The view in front and what is chosen for each."""

    view: str = "map"
    measure: str = DELAY
    """For the lines and the funnel."""
    mapped: str = DELAY
    """For the map: a measure, or the regime."""
    tie: str = "trust"
    around: str = EVERYWHERE
    payer: str = ALL
    at: int | None = None
    """The month shown, by position; the latest unless one is chosen."""

    def last(self, run: LiveRun) -> int:
        """The position of the month that is shown."""
        latest = len(run.history) - 1
        return latest if self.at is None else min(self.at, latest)

    def choices(self, run: LiveRun) -> list[Choice]:
        """What can be chosen for the view in front."""
        match self.view:
            case "map":
                return [Choice("mapped", "Colour by", {REGIME: "How places stand"} | measures_at("council"))]
            case "time":
                return [Choice("measure", "Measure", measures_at("england"))]
            case "funnel":
                return [Choice("measure", "Measure", measures_at("council"))]
            case "network":
                around = {name: name for name in places_around(run.history)}
                return [Choice("tie", "Lines are", TIES), Choice("around", "Around", around)]
            case "money":
                return [Choice("payer", "Paid by", {name: name for name in (ALL, *NAMES.values())})]
        return []

    def value_of(self, choice: Choice) -> str:
        """What is chosen, or the first where that is not to be had in this run."""
        value = str(getattr(self, choice.key))
        return value if value in choice.options else next(iter(choice.options))

    def chosen(self, changes: dict[str, Any]) -> Showing:
        """With other choices; unknown ones raise."""
        return Showing(**({name: getattr(self, name) for name in self.__dataclass_fields__} | changes))


def places_around(history: History) -> list[str]:
    """Whom the network can be drawn around; of many places not all at once, as nobody could tell the lines apart."""
    names = list(history.places.names)
    return names if len(names) > MOST_PLACES_AT_ONCE else [EVERYWHERE, *names]


def charts_of(visit: Visit, showing: Showing) -> list[Chart]:
    """The pictures: one of the run, one of the run beside it, or both in one.

    Before the first month there are places and relations to be seen, and nothing else.
    """
    run = visit.run
    if run is None or not (len(run.history) or showing.view in BEFORE_THE_FIRST):
        return []
    if showing.view == "time":
        beside = None if visit.beside is None else visit.beside.history
        return [time_series(run.history, beside, visit.previous, showing.measure, run.months_in_all)]
    runs = [run] if visit.beside is None else [run, visit.beside]
    among = [each.history for each in runs]
    return [_chart_of(each, showing, among) for each in runs]


def _chart_of(run: LiveRun, showing: Showing, among: list[History]) -> Chart:
    last = showing.last(run)
    match showing.view:
        case "people":
            return people_flow(run.history, last)
        case "network":
            when = Month(last + 1).first
            possible = places_around(run.history)
            around = showing.around if showing.around in possible else possible[0]
            return relations(run, when, showing.tie, around)
        case "funnel":
            measure = showing.measure if showing.measure in measures_at("council") else DELAY
            return funnel(run.history, last, measure, among)
        case "money":
            return money(run.history, last, showing.payer)
    return place_map(run.history, last, showing.mapped, among)
