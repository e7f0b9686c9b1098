"""The views of a run: tabs, and the one in front."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import solara

from abm.app.parts.person import OnePerson
from abm.app.person_visit import PersonVisit
from abm.app.picture import SavedFile, as_shown, saved
from abm.app.showing import NOT_BEGUN, PERSON, SIDE_BY_SIDE, TABS, Showing, charts_of
from abm.app.visit import Visit
from abm.app.widgets.components import PictureView, Tabs
from abm.reports.charts import Chart


@dataclass(frozen=True)
class PicturesShown:
    """What can be chosen for the view in front, and what is said in place of pictures."""

    view: str
    choices: list[dict[str, Any]]
    months: list[str]
    side_by_side: bool
    at: int
    """Which of the months is shown."""
    latest: bool
    """Whether the view goes on with the run."""
    nothing: str
    failure: str

    @classmethod
    def of(cls, visit: Visit, showing: Showing, failure: str) -> PicturesShown:
        """Of the run as far as it is."""
        run = visit.run
        months = [] if run is None else run.history.month_names()
        return cls(
            view=showing.view,
            choices=[
                {
                    "key": choice.key,
                    "label": choice.label,
                    "value": showing.value_of(choice),
                    "options": [list(pair) for pair in choice.options.items()],
                }
                for choice in ([] if run is None else showing.choices(run))
            ],
            months=months,
            side_by_side=showing.view in SIDE_BY_SIDE,
            at=0 if run is None or not months else showing.last(run),
            latest=showing.at is None,
            nothing=NOT_BEGUN,
            failure=failure,
        )


@solara.component
def Views(visit: Visit, person: PersonVisit, tick: int, save: Callable[[SavedFile], None]) -> None:
    """Tabs, and below them pictures or one person's way."""
    showing, set_showing = solara.use_state(Showing())
    with solara.Div(classes=["ju-views"]):
        Tabs(tabs=TABS, tab=showing.view, event_show=lambda view: set_showing(showing.chosen({"view": view})))
        if showing.view == PERSON:
            OnePerson(visit, person, tick, save)
        else:
            Pictures(visit, showing, set_showing, tick, save)


@solara.component
def Pictures(
    visit: Visit,
    showing: Showing,
    set_showing: Callable[[Showing], None],
    tick: int,
    save: Callable[[SavedFile], None],
) -> None:
    """What can be chosen for a view, and its pictures."""
    charts, failure = solara.use_memo(lambda: drawn(visit, showing), [tick, showing])
    latest = 0 if visit.run is None else len(visit.run.history) - 1
    PictureView(
        shown=asdict(PicturesShown.of(visit, showing, failure)),
        pictures=[as_shown(chart) for chart in charts],
        event_show=lambda changes: set_showing(showing.chosen(changes)),
        event_month=lambda at: set_showing(showing.chosen({"at": None if at >= latest else int(at)})),
        event_save=lambda told: save(saved(charts[told["place"]], told["kind"])),
    )


def drawn(visit: Visit, showing: Showing) -> tuple[list[Chart], str]:
    """The pictures, or what went wrong with them: a chart that cannot be drawn must not take the page with it."""
    try:
        return charts_of(visit, showing), ""
    except Exception as error:
        return [], f"This view cannot be drawn: {type(error).__name__}: {error}"
