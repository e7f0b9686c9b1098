"""The charts of a sensitivity analysis: a bar with its interval for each factor, measure by measure."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from abm.analysis.factor_index import FactorIndex
from abm.reports.charts import SKY, VERMILLION, svg_of_sized

MOST_BARS = 12
BAR_HEIGHT, PANEL_WIDTH, LABEL_WIDTH, PANELS_IN_A_ROW, TITLE_WIDTH = 18, 190, 260, 2, 40


@dataclass(frozen=True)
class Panel:
    """Bars of one measure."""

    title: str
    axis: str
    indices: Sequence[FactorIndex]
    """The largest first; the first few are drawn."""
    scale: float = 1.0
    """What values are multiplied with to be in the unit that a reader sees."""
    marks: Sequence[FactorIndex] = ()
    """A second figure of the same factors, drawn as a tick."""


def bars_table(panels: Sequence[Panel]) -> pd.DataFrame:
    """What the picture shows, a row a bar."""
    return pd.DataFrame(
        [
            {
                "measure": panel.title,
                "factor": index.factor,
                "value": index.value * panel.scale,
                "low": index.low * panel.scale,
                "high": index.high * panel.scale,
                "tick": next((mark.value * panel.scale for mark in panel.marks if mark.factor == index.factor), None),
            }
            for panel in panels
            for index in panel.indices[:MOST_BARS]
        ]
    )


def bars_svg(panels: Sequence[Panel], title: str) -> str:
    """A panel for each measure, each in an order and on a scale of its own."""
    drawn = [_panel(panel) for panel in panels]
    return svg_of_sized(
        alt.concat(*drawn, columns=PANELS_IN_A_ROW).resolve_scale(x="independent", y="independent"),
        title,
        f"{title}: for each of {', '.join(panel.title for panel in panels)} a bar with its interval for each factor.",
    )


def _panel(panel: Panel) -> alt.LayerChart:
    rows = bars_table([panel])
    y = alt.Y("factor:N", sort=rows["factor"].to_list(), title=None, axis=alt.Axis(labelLimit=LABEL_WIDTH))
    base = alt.Chart(rows).encode(y=y)
    bars = base.mark_bar(color=SKY, stroke="#333", strokeWidth=0.5).encode(x=alt.X("value:Q", title=panel.axis))
    lines = base.mark_rule(color="#1a1a1a", strokeWidth=1.5).encode(x="low:Q", x2="high:Q")
    layers = [bars, lines]
    if panel.marks:
        layers.append(base.mark_tick(color=VERMILLION, thickness=3, size=BAR_HEIGHT - 4).encode(x="tick:Q"))
    words = textwrap.wrap(panel.title, TITLE_WIDTH)
    return alt.layer(*layers).properties(
        width=PANEL_WIDTH, height=BAR_HEIGHT * len(rows), title=alt.TitleParams(words, fontSize=12, anchor="start")
    )
