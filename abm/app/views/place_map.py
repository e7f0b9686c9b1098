"""The map of places: every council a square, coloured by how it stands or by a measure, and told in words too."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from abm.app.drawing import Drawing
from abm.app.history import History
from abm.app.lever_form import in_words
from abm.app.month_seen import measure_named
from abm.app.views.measure_choice import unit_in_words
from abm.reports.charts import Chart
from abm.reports.ink import readable_on
from abm.reports.quantity import shown_number
from abm.reports.regimes import REGIMES

REGIME = "regime"
"""What the map shows unless a measure is chosen."""
MAP_WIDTH, LARGEST_SQUARE, NAMED_SQUARE = 620, 150, 62
UNJUDGED = "#ffffff"
NOT_JUDGED, NOT_JUDGED_LETTER = "not judged yet", "–"
PALE, DEEP = (237, 244, 250), (8, 69, 148)
"""Ends of a scale of one hue, which grows darker for all eyes."""
YEAR = 12
REGIME_NAMES = {"integrated": "integrated", "stasis": "in stasis", "fragmented": "fragmented", "mixed": "mixed"}
LOOKS = {regime.label: (regime.letter, regime.colour) for regime in REGIMES}
LEGEND = "; ".join(f"{regime.letter} {regime.label}" for regime in REGIMES)


@dataclass(frozen=True)
class Squares:
    """What is written and filled, council by council."""

    letters: list[str]
    words: list[str]
    fills: list[str]


def place_map(history: History, last: int, shown: str, among: list[History] | None = None) -> Chart:
    """The map at position ``last`` of a history, by ``regime`` or the mean of a measure over the year up to it.

    ``among``: the runs that are shown side by side, so that a shade means the same in all.
    """
    by_measure = shown != REGIME
    shades = among or [history]
    squares, table, caption = _by_measure(history, last, shown, shades) if by_measure else _by_regime(history, last)
    title = "How each place stands" if shown == REGIME else in_words(shown)
    when = history.months[last].month.name if history.months else "before the first month"
    description = f"{title}, {when}: a square for each of {len(history.places.names)} councils."
    return Chart(
        name=f"map-{shown}",
        title=f"{title}: {history.name}",
        caption=caption,
        table=table,
        svg=_drawn(history, squares).svg(title, description),
    )


def _by_regime(history: History, last: int) -> tuple[Squares, pd.DataFrame, str]:
    judged = history.regimes(last)
    names = history.places.names
    stands = [NOT_JUDGED] * len(names) if judged is None else [REGIME_NAMES[regime] for regime in judged[1]]
    looks = [LOOKS.get(word, (NOT_JUDGED_LETTER, UNJUDGED)) for word in stands]
    squares = Squares([letter for letter, _ in looks], stands, [colour for _, colour in looks])
    when = (
        "Places are judged by whole financial years once boards and consortia are everywhere: not before March 2014."
        if judged is None
        else f"How each place stood in {judged[0]}, the last whole year."
    )
    table = pd.DataFrame({"council": names, "year": "" if judged is None else judged[0], "stands": stands})
    return squares, table, f"{when} {LEGEND}."


def _by_measure(history: History, last: int, name: str, among: list[History]) -> tuple[Squares, pd.DataFrame, str]:
    measure = measure_named(name)
    names = history.places.names
    values = _values(history, last, name)
    known = np.concatenate([_values(each, last, name) for each in among])
    known = known[~np.isnan(known)]
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 0.0)
    words = ["–" if np.isnan(value) else shown_number(value, measure.unit) for value in values]
    fills = [UNJUDGED if np.isnan(value) else shade(value, low, high) for value in values]
    months = min(YEAR, last + 1)
    of_months = f", mean of the last {months} {'month' if months == 1 else 'months'}" if months else ""
    caption = (
        f"{measure.meaning[:1].upper()}{measure.meaning[1:]} ({unit_in_words(measure.unit)}){of_months}. "
        "The darker, the higher."
    )
    table = pd.DataFrame({"council": names, "value": values})
    return Squares(words, [""] * len(names), fills), table, caption


def _values(history: History, last: int, name: str) -> np.ndarray:
    return history.councils(name, last, YEAR) if history.months else np.full(len(history.places.names), np.nan)


def shade(value: float, low: float, high: float) -> str:
    """A colour that is the darker, the nearer a value is to the highest."""
    weight = 0.0 if high <= low else (value - low) / (high - low)
    mixed = (round(pale + (deep - pale) * weight) for pale, deep in zip(PALE, DEEP, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _drawn(history: History, squares: Squares) -> Drawing:
    places = history.places
    left, bottom = min(places.column), min(places.row)
    columns, rows = max(places.column) - left + 1, max(places.row) - bottom + 1
    side = min(LARGEST_SQUARE, MAP_WIDTH / columns)
    drawing = Drawing(side * columns + 2, side * rows + 2)
    size = side * min(0.34, 1.3 / max(len(letter) for letter in squares.letters))
    for at, name in enumerate(places.names):
        x, y = 1 + side * (places.column[at] - left), 1 + side * (rows - 1 - (places.row[at] - bottom))
        fill = squares.fills[at]
        ink = readable_on(fill)
        told = f"{name}: {squares.words[at] or squares.letters[at]}"
        drawing.rect(x, y, side, side, fill, told=told)
        middle = x + side / 2
        drawing.text(middle, y + side / 2 + size * 0.36, squares.letters[at], size, ink=ink, bold=True)
        if side >= NAMED_SQUARE:
            drawing.text(middle, y + side * 0.18, name, side * min(0.11, 1.5 / len(name)), ink=ink)
            drawing.text(middle, y + side * 0.9, squares.words[at], side * 0.1, ink=ink)
    return drawing
