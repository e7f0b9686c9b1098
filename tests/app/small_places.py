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


def small_visit(months: int = 0) -> Visit:
    visit = Visit(small_settings())
    visit.open()
    for _ in range(months):
        visit.step()
    return visit
