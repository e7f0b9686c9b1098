"""The parts of the page as Solara knows them. Each is drawn by the file of markup beside this one.

What a part shows comes as one record made plain (``shown``) where it is more than a few values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import solara

Shown = dict[str, Any]
Tell = Callable[[Any], None]


@solara.component_vue("sections.vue")
def Sections(parts: dict[str, str], part: str, event_part: Tell) -> None:
    """The heading of the page and its parts."""


@solara.component_vue("scenario.vue")
def ScenarioChoice(shown: Shown, event_choose: Tell, event_beside: Tell, event_seed: Tell) -> None:
    """What is run, what beside it, with which luck: a ``ScenarioShown``."""


@solara.component_vue("run.vue")
def RunButtons(
    shown: Shown,
    event_step: Tell,
    event_run: Tell,
    event_pause: Tell,
    event_reset: Tell,
    event_save: Tell,
    event_load: Tell,
) -> None:
    """The buttons of the run and how far it is: a ``RunShown``."""


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


@solara.component_vue("tabs.vue")
def Tabs(tabs: dict[str, str], tab: str, event_show: Tell) -> None:
    """What can be looked at."""


@solara.component_vue("pictures.vue")
def PictureView(
    shown: Shown, pictures: list[dict[str, Any]], event_show: Tell, event_month: Tell, event_save: Tell
) -> None:
    """A view's choices, a ``PicturesShown``, and its pictures."""


@solara.component_vue("person.vue")
def Person(shown: Shown, body: str, event_follow: Tell, event_stop: Tell, event_save: Tell) -> None:
    """Whom to follow, a ``PersonShown``, and their way as HTML."""


@solara.component_vue("sweep.vue")
def Sweep(
    shown: Shown, event_open: Tell, event_choose: Tell, event_cell: Tell, event_open_run: Tell, event_save: Tell
) -> None:
    """A sweep's results: a ``SweepShown``."""


@solara.component_vue("saved_file.vue")
def SavedFile(file: dict[str, str]) -> None:
    """Hands a file to the browser, to be saved."""
