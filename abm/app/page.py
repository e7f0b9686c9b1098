"""The page that a visitor opens: a visit of their own, and what is drawn of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import solara

from abm.app.parts.levers import Levers
from abm.app.parts.run import RunControls
from abm.app.parts.sweep import SweepResults
from abm.app.parts.views import Views
from abm.app.person_visit import PersonVisit
from abm.app.picture import SavedFile
from abm.app.start import started_with
from abm.app.sweep_visit import SweepVisit
from abm.app.visit import Visit
from abm.app.widgets.components import SavedFile as Saver
from abm.app.widgets.components import Sections

PARTS = {"run": "One run", "sweep": "Sweep results"}
STYLE = Path(__file__).parent / "widgets" / "style.css"


@solara.component
def Layout(children: list[solara.Element]) -> None:
    """Nothing around the page: no bar, no drawer."""
    solara.Style(STYLE)
    with solara.Div(classes=["ju-page"], children=children):
        pass


@solara.component
def Page() -> None:
    """Everything."""
    part, set_part = solara.use_state("run")
    tick = solara.use_reactive(0)
    file, set_file = solara.use_state({"name": "", "number": "0"})
    visit = solara.use_memo(lambda: Visit(started_with().settings), [])
    person = solara.use_memo(PersonVisit, [])
    sweep = solara.use_memo(lambda: SweepVisit(started_with().settings), [])

    def redraw() -> None:
        tick.set(tick.peek() + 1)

    def leave() -> None:
        person.leave()
        visit.leave()

    def begin() -> Callable[[], None]:
        visit.on_change = redraw
        spare = started_with().spare
        ready = None if spare is None else spare.take()
        threading.Thread(target=visit.open, args=(ready,), daemon=True).start()
        return leave

    solara.use_effect(begin, [])
    _ = tick.value

    def save(found: SavedFile) -> None:
        set_file(found.as_sent(tick.peek()))
        redraw()

    def open_run(name: str) -> None:
        if sweep.explorer is not None:
            opened = sweep.explorer.opened(name)
            set_part("run")
            visit.take(opened.scenario, opened.seed)

    with solara.Div():
        Sections(parts=PARTS, part=part, event_part=set_part)
        Saver(file=file)
        if part == "run":
            with solara.Div(classes=["ju-layout"]):
                Levers(visit, tick.value)
                with solara.Div():
                    RunControls(visit, tick.value, save)
                    Views(visit, person, tick.value, save)
        else:
            SweepResults(sweep, tick.value, redraw, save, open_run)
