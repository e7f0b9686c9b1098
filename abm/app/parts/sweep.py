"""A sweep's results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import solara

from abm.app.picture import SavedFile, saved
from abm.app.sweep_visit import SweepVisit
from abm.app.widgets.components import Sweep


@solara.component
def SweepResults(
    sweep: SweepVisit,
    tick: int,
    redraw: Callable[[], None],
    save: Callable[[SavedFile], None],
    open_run: Callable[[str], None],
) -> None:
    """The folder, the choices, the heat map and what follows from it."""

    def then(work: Callable[[Any], None]) -> Callable[[Any], None]:
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
        shown=asdict(sweep.as_shown()),
        event_open=then(sweep.open),
        event_choose=then(sweep.choose),
        event_cell=then(choose_cell),
        event_open_run=open_run,
        event_save=save_heat_map,
    )
