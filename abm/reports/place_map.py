"""A schematic map of places for each scenario: every council a square, coloured and lettered by how it ends."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import pandas as pd

from abm.reports.charts import svg_of_sized
from abm.reports.ink import readable_on

MAP_WIDTH = 290
LARGEST_SQUARE, NAMED_SQUARE = 84, 56
PALEST = 0.3
EDGE = "#1a1a1a"
MAPS_IN_A_ROW = 3


@dataclass(frozen=True)
class MapWords:
    """What the picture is called, for those who do not see it."""

    title: str
    description: str


def map_svg(squares: pd.DataFrame, names: list[str], words: MapWords) -> str:
    """Maps side by side, one a scenario.

    ``squares`` has a row for each scenario and council: scenario, council, column, row, letter, colour, share.
    """
    side = min(LARGEST_SQUARE, MAP_WIDTH // (int(squares["column"].max()) + 1))
    shown = squares.assign(
        fill=[_paler(colour, share) for colour, share in zip(squares["colour"], squares["share"], strict=True)],
        per_cent=[f"{share:.0%}" for share in squares["share"]],
    )
    shown["ink"] = shown["fill"].map(readable_on)
    maps = [_map(shown[shown["scenario"] == name], name, side) for name in names]
    return svg_of_sized(alt.concat(*maps, columns=MAPS_IN_A_ROW), words.title, words.description)


def _map(squares: pd.DataFrame, name: str, side: int) -> alt.LayerChart:
    base = alt.Chart(squares).encode(
        x=alt.X("column:O", axis=None),
        y=alt.Y("row:O", axis=None, sort="descending"),
    )
    layers = [
        base.mark_rect(stroke=EDGE, strokeWidth=0.7).encode(fill=alt.Fill("fill:N", scale=None)),
        _letters(base, side),
    ]
    if side >= NAMED_SQUARE:
        layers += [_words(base, "council:N", side, -0.34, 0.13), _words(base, "per_cent:N", side, 0.34, 0.15)]
    width, height = (side * squares[axis].nunique() for axis in ("column", "row"))
    title = alt.TitleParams(name, fontSize=13, fontWeight="bold", limit=MAP_WIDTH)
    frame = alt.ViewBackground(stroke=None)
    return alt.layer(*layers).properties(width=width, height=height, title=title, view=frame)


def _letters(base: alt.Chart, side: int) -> alt.Chart:
    """Never cut short, unlike names: several letters in a small square are smaller instead."""
    size = 0.34 if side >= NAMED_SQUARE else 0.6
    fonts = alt.condition("length(datum.letter) > 1", alt.value(max(0.6 * size * side, 7)), alt.value(size * side))
    mark = base.mark_text()
    return mark.encode(text="letter:N", size=fonts, color=alt.Color("ink:N", scale=None))


def _words(base: alt.Chart, column: str, side: int, down: float, size: float) -> alt.Chart:
    mark = base.mark_text(dy=down * side, fontSize=max(size * side, 8), limit=side - 4)
    return mark.encode(text=column, color=alt.Color("ink:N", scale=None))


def _paler(colour: str, share: float) -> str:
    """The colour mixed with white: full where every replication ends alike."""
    weight = PALEST + (1.0 - PALEST) * share
    mixed = (round(255 + (int(colour[at : at + 2], 16) - 255) * weight) for at in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in mixed)
