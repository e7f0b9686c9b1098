"""The measures that a view can show, by the words that a reader knows them by."""

from __future__ import annotations

from abm.app.lever_form import in_words
from abm.measures.definitions import MEASURES
from abm.reports.quantity import shown_unit


def measures_at(level: str) -> dict[str, str]:
    """Measures that exist at a level, each with its name in words; those of single signs and labels left out."""
    return {
        measure.name: in_words(measure.name)
        for measure in MEASURES
        if level in measure.levels and not measure.name.startswith(("regime_", "sign_"))
    }


def unit_in_words(unit: str) -> str:
    """A unit for the end of a sentence or an axis."""
    return shown_unit(unit)
