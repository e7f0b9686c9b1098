"""The parts of the page as Solara knows them. Each is drawn by the file of markup beside this one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import solara

Tell = Callable[[Any], None]


@solara.component_vue("sections.vue")
def Sections(parts: dict[str, str], part: str, event_part: Tell) -> None:
    """The heading of the page and its parts."""


@solara.component_vue("controls.vue")
def Controls(
    presets: list[dict[str, str]],
    preset: str,
    name: str,
    beside: str,
    unchanged: str,
    seed: str,
    running: bool,
    busy: bool,
    over: bool,
    done: int,
    total: int,
    status: str,
    warning: str,
    failure: str,
    largest: int,
    event_choose: Tell,
    event_beside: Tell,
    event_seed: Tell,
    event_step: Tell,
    event_run: Tell,
    event_pause: Tell,
    event_reset: Tell,
    event_save: Tell,
    event_load: Tell,
) -> None:
    """The scenario and the buttons of the run."""


@solara.component_vue("levers.vue")
def LeverPanel(
    groups: list[dict[str, Any]],
    values: dict[str, Any],
    given: dict[str, Any],
    wrong: dict[str, str],
    moved: list[str],
    waiting: list[str],
    busy: bool,
    event_move: Tell,
    event_put_back: Tell,
) -> None:
    """Every lever in its group."""


@solara.component_vue("views.vue")
def Views(
    views: dict[str, str],
    view: str,
    choices: list[dict[str, Any]],
    months: list[str],
    at: int,
    latest: bool,
    pictures: list[dict[str, Any]],
    nothing: str,
    failure: str,
    event_show: Tell,
    event_month: Tell,
    event_save: Tell,
) -> None:
    """The view in front."""


@solara.component_vue("sweep.vue")
def Sweep(
    folder: str,
    failure: str,
    name: str,
    question: str,
    runs: int,
    choices: list[dict[str, Any]],
    caption: str,
    across_name: str,
    down_name: str,
    across: list[str],
    cells: list[dict[str, Any]],
    cell_runs: list[str],
    cell_runs_in_all: int,
    effects: list[list[str]],
    event_open: Tell,
    event_choose: Tell,
    event_cell: Tell,
    event_open_run: Tell,
    event_save: Tell,
) -> None:
    """A sweep's results."""


@solara.component_vue("saved_file.vue")
def SavedFile(file: dict[str, str]) -> None:
    """Hands a file to the browser, to be saved."""
