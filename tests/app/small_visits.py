"""Places small enough to run in a moment."""

from __future__ import annotations

from abm.app.settings import AppSettings
from abm.app.visit import Visit

SMALL = (
    "geography.places=region",
    "geography.councils=2",
    "population.sample=0.02",
    "run.end=2012-09-30",
)


def small_settings(**others) -> AppSettings:
    return AppSettings(laid_on_top=SMALL, **others)


def small_visit(months: int = 0, end: str = "2012-09-30") -> Visit:
    visit = Visit(AppSettings(laid_on_top=(*SMALL[:-1], f"run.end={end}")))
    visit.open()
    for _ in range(months):
        visit.step()
    return visit
