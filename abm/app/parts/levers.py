"""The panel of levers."""

from __future__ import annotations

from functools import cache
from typing import Any

import solara

from abm.app.lever_form import lever_groups, shown_value
from abm.app.visit import Visit
from abm.app.widgets.components import LeverPanel


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


@solara.component
def Levers(visit: Visit, tick: int) -> None:
    """Every lever in its group, as it is in hand."""
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
