"""The page that a visitor opens: a visit of their own, and what is drawn of it."""

from __future__ import annotations

import threading
import time
from functools import cache
from pathlib import Path
from typing import Any

import solara

from abm.app.lever_form import lever_groups, shown_value
from abm.app.picture import SavedFile, as_shown, saved, saved_scenario
from abm.app.scenario_file import LARGEST
from abm.app.settings import AppSettings
from abm.app.showing import NOT_BEGUN, VIEWS, Showing, charts_of
from abm.app.start import started_with
from abm.app.sweep_visit import SweepVisit
from abm.app.visit import UNCHANGED, Visit
from abm.app.widgets.components import Controls, LeverPanel, Sections, Sweep, Views
from abm.app.widgets.components import SavedFile as Saver
from abm.reports.charts import Chart
from abm.scenario.scenario import Scenario

PARTS = {"run": "Run", "sweep": "Sweep results"}
BETWEEN_MONTHS = 0.03
"""Seconds."""
STYLE = Path(__file__).parent / "widgets" / "style.css"


@cache
def preset_meanings(settings: AppSettings) -> list[dict[str, str]]:
    """Every scenario that can be chosen, with what it stands for."""
    found = [(name, Scenario.load(name)) for name in settings.presets()]
    return [{"name": name, "meaning": scenario.meaning} for name, scenario in found]


@cache
def shown_groups() -> list[dict[str, Any]]:
    """The levers' controls as the page takes them."""
    return [
        {
            "name": group.name,
            "title": group.title,
            "about": group.about,
            "controls": [
                {
                    "name": control.name,
                    "label": control.label,
                    "meaning": control.meaning,
                    "source": control.source,
                    "unit": control.unit,
                    "kind": control.kind,
                    "choices": list(control.choices),
                    "low": None if control.low is None else shown_value(control.low),
                    "high": None if control.high is None else shown_value(control.high),
                    "step": control.step if control.kind == "number" else None,
                    "at_start": control.at_start,
                }
                for control in group.controls
            ],
        }
        for group in lever_groups()
    ]


def live_on(visit: Visit) -> None:
    """Live months one after another while the visitor lets it run, with a moment between for what they press."""
    while visit.is_running:
        visit.step()
        time.sleep(BETWEEN_MONTHS)


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
    sweep = solara.use_memo(lambda: SweepVisit(started_with().settings), [])

    def redraw() -> None:
        tick.set(tick.peek() + 1)

    def begin() -> Any:
        visit.on_change = redraw
        spare = started_with().spare
        ready = None if spare is None else spare.take()
        threading.Thread(target=visit.open, args=(ready,), daemon=True).start()
        return visit.leave

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
                    Pictures(visit, tick.value, save)
        else:
            SweepResults(sweep, tick.value, redraw, save, open_run)


@solara.component
def Levers(visit: Visit, tick: int) -> None:
    """The panel of levers."""
    LeverPanel(
        groups=shown_groups(),
        values={name: shown_value(value) for name, value in visit.levers.items()},
        given=dict(visit.given),
        wrong=dict(visit.wrong),
        moved=sorted(visit.moved),
        waiting=sorted(visit.waits_for_reset),
        busy=visit.is_busy,
        event_move=lambda told: visit.move(told["name"], told["value"]),
        event_put_back=lambda _: visit.put_back(),
    )


@solara.component
def RunControls(visit: Visit, tick: int, save: Any) -> None:
    """Scenario, buttons and how far the run is."""
    run = visit.run

    def go(_: Any) -> None:
        visit.go()
        if visit.is_running:
            threading.Thread(target=live_on, args=(visit,), daemon=True).start()

    Controls(
        presets=preset_meanings(visit.settings),
        preset=visit.preset,
        name=visit.scenario.name,
        beside=visit.beside_choice,
        unchanged=UNCHANGED,
        seed=str(visit.seed if visit.exact_seed is None else visit.exact_seed),
        running=visit.is_running,
        busy=visit.is_busy,
        over=run is None or run.is_over,
        done=0 if run is None else run.months_run,
        total=1 if run is None else run.months_in_all,
        status=status_of(visit),
        warning="" if run is None else " ".join(run.model.health_warnings),
        failure=visit.failure,
        largest=LARGEST,
        event_choose=visit.choose,
        event_beside=visit.set_beside,
        event_seed=visit.set_seed,
        event_step=lambda _: visit.step(),
        event_run=go,
        event_pause=lambda _: visit.pause(),
        event_reset=lambda _: visit.reset(),
        event_save=lambda _: save(saved_scenario(visit.scenario.name, visit.to_toml())),
        event_load=visit.load_toml,
    )


def status_of(visit: Visit) -> str:
    """How far the run is, in words."""
    run = visit.run
    if visit.is_busy or run is None:
        return "Preparing places and people…" if not visit.failure else "No run"
    if run.is_over:
        return f"Finished: {run.months_in_all} months"
    if not run.months_run:
        return f"Ready: begins {run.next_month:%B %Y}"
    return f"Next month: {run.next_month:%B %Y} ({run.months_run} of {run.months_in_all})"


@solara.component
def Pictures(visit: Visit, tick: int, save: Any) -> None:
    """The view in front."""
    showing, set_showing = solara.use_state(Showing())
    run = visit.run
    charts, failure = solara.use_memo(lambda: drawn(visit, showing), [tick, showing])
    months = [] if run is None else run.history.month_names()
    choices = [] if run is None else showing.choices(run)

    Views(
        views=VIEWS,
        view=showing.view,
        choices=[
            {
                "key": choice.key,
                "label": choice.label,
                "value": getattr(showing, choice.key),
                "options": [list(pair) for pair in choice.options.items()],
            }
            for choice in choices
        ],
        months=months,
        at=0 if run is None or not months else showing.last(run),
        latest=showing.at is None,
        pictures=[as_shown(chart) for chart in charts],
        nothing=NOT_BEGUN,
        failure=failure,
        event_show=lambda changes: set_showing(showing.chosen(changes)),
        event_month=lambda at: set_showing(showing.chosen({"at": None if at >= len(months) - 1 else int(at)})),
        event_save=lambda told: save(saved(charts[told["place"]], told["kind"])),
    )


def drawn(visit: Visit, showing: Showing) -> tuple[list[Chart], str]:
    """The pictures, or what went wrong with them: a chart that cannot be drawn must not take the page with it."""
    try:
        return charts_of(visit, showing), ""
    except Exception as error:
        return [], f"This view cannot be drawn: {type(error).__name__}: {error}"


@solara.component
def SweepResults(sweep: SweepVisit, tick: int, redraw: Any, save: Any, open_run: Any) -> None:
    """A sweep's results."""

    def then(work: Any) -> Any:
        def handle(told: Any) -> None:
            work(told)
            redraw()

        return handle

    def choose_cell(told: dict[str, str]) -> None:
        sweep.cell = (told["across"], told["down"])

    def save_heat_map(kind: str) -> None:
        chart = sweep.heat_map()
        if chart is not None:
            save(saved(chart, kind))

    Sweep(
        **sweep.as_shown(),
        event_open=then(sweep.open),
        event_choose=then(sweep.choose),
        event_cell=then(choose_cell),
        event_open_run=open_run,
        event_save=save_heat_map,
    )
