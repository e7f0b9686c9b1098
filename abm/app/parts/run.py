"""The scenario, the buttons of the run, and how far it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import solara

from abm.app.picture import SavedFile, saved_scenario
from abm.app.room import PREPARING
from abm.app.scenario_file import LARGEST
from abm.app.settings import AppSettings
from abm.app.visit import UNCHANGED, Visit
from abm.app.widgets.components import RunButtons, ScenarioChoice
from abm.scenario.scenario import Scenario

BETWEEN_MONTHS = 0.03
"""Seconds."""


@dataclass(frozen=True)
class ScenarioShown:
    """What is run, and what beside it."""

    presets: list[dict[str, str]]
    """Every scenario that can be chosen: name and meaning."""
    preset: str
    """The one chosen; empty for one from a file or a sweep."""
    name: str
    beside: str
    unchanged: str
    """What stands for the scenario as it came, among what may be beside."""
    seed: str
    busy: bool

    @classmethod
    def of(cls, visit: Visit) -> ScenarioShown:
        """As the visitor has it in hand."""
        return cls(
            presets=preset_meanings(visit.settings),
            preset=visit.preset,
            name=visit.scenario.name,
            beside=visit.beside_choice,
            unchanged=UNCHANGED,
            seed=str(visit.seed_shown),
            busy=visit.is_busy,
        )


@dataclass(frozen=True)
class RunShown:
    """How far the run is, and what is to be said of it."""

    running: bool
    busy: bool
    over: bool
    done: int
    total: int
    """Months."""
    status: str
    warning: str
    failure: str
    largest: int
    """Characters of a scenario that may be loaded."""

    @classmethod
    def of(cls, visit: Visit) -> RunShown:
        """As it stands now."""
        run = visit.run
        return cls(
            running=visit.is_running,
            busy=visit.is_busy,
            over=run is None or run.is_over,
            done=0 if run is None else run.months_run,
            total=1 if run is None else run.months_in_all,
            status=status_of(visit),
            warning="" if run is None else " ".join(run.model.health_warnings),
            failure=visit.failure,
            largest=LARGEST,
        )


@cache
def preset_meanings(settings: AppSettings) -> list[dict[str, str]]:
    """Every scenario that can be chosen, with what it stands for."""
    found = [(name, Scenario.load(name)) for name in settings.presets()]
    return [{"name": name, "meaning": scenario.meaning} for name, scenario in found]


def status_of(visit: Visit) -> str:
    """How far the run is, in words."""
    run = visit.run
    if visit.doing:
        return visit.doing
    if run is None:
        return "No run" if visit.failure else PREPARING
    if run.is_over:
        return f"Finished: {run.months_in_all} months"
    if not run.months_run:
        return f"Ready: begins {run.next_month:%B %Y}"
    return f"Next month: {run.next_month:%B %Y} ({run.months_run} of {run.months_in_all})"


def live_on(visit: Visit) -> None:
    """Live months one after another while the visitor lets it run, with a moment between for what they press."""
    while visit.is_running:
        visit.step()
        time.sleep(BETWEEN_MONTHS)


@solara.component
def RunControls(visit: Visit, tick: int, save: Callable[[SavedFile], None]) -> None:
    """What is run, and the run's buttons."""

    def go(_: Any) -> None:
        visit.go()
        if visit.is_running:
            threading.Thread(target=live_on, args=(visit,), daemon=True).start()

    with solara.Div(classes=["ju-controls"]):
        ScenarioChoice(
            shown=asdict(ScenarioShown.of(visit)),
            event_choose=visit.choose,
            event_beside=visit.set_beside,
            event_seed=visit.set_seed,
        )
        RunButtons(
            shown=asdict(RunShown.of(visit)),
            event_step=lambda _: visit.step(),
            event_run=go,
            event_pause=lambda _: visit.pause(),
            event_reset=lambda _: visit.reset(),
            event_save=lambda _: save(saved_scenario(visit.scenario.name, visit.to_toml())),
            event_load=visit.load_toml,
        )
