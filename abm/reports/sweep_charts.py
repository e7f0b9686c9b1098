"""The charts of a sweep: differences with intervals measure by measure, two levers together, and paths over time."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd

from abm.reports.charts import BLUE, svg_of_sized
from abm.reports.headline_difference import HeadlineDifference

PANEL_WIDTH, ROW_HEIGHT, PANELS_IN_A_ROW, LABEL_WIDTH, TITLE_WIDTH = 200, 20, 3, 260, 30
ROUNDING = 1e-9
"""Below this a panel holds no difference at all."""
CLEAR, UNCLEAR = "clear: the interval does not reach no difference", "no clear difference"


@dataclass(frozen=True)
class Dot:
    """One difference in the picture."""

    panel: str
    row: str
    one: HeadlineDifference


def dots_table(dots: Sequence[Dot]) -> pd.DataFrame:
    """What a picture of differences shows, a row a dot, in per cent of the level held against or in points."""
    rows = []
    for dot in dots:
        change = dot.one.difference.change
        low, high = (change.mean if limit is None else limit for limit in (change.low, change.high))
        scale = dot.one.scale or float("nan")
        rows.append(
            {
                "measure": dot.panel,
                "setting": dot.row,
                "in": "percentage points" if dot.one.is_in_points else "% of the level held against",
                "difference": change.mean * scale,
                "low": low * scale,
                "high": high * scale,
                "samples": dot.one.difference.pairs,
                "reading": CLEAR if dot.one.verdict not in ("Unclear", "Same") else UNCLEAR,
            }
        )
    return pd.DataFrame(rows).dropna(subset=["difference"]) if rows else pd.DataFrame()


def forest_svg(rows: pd.DataFrame, title: str) -> str:
    """A panel for each measure, each on a scale of its own; a dot with its interval for each setting."""
    order = list(dict.fromkeys(rows["setting"]))
    panels = list(dict.fromkeys(rows["measure"]))
    drawn = [
        _panel(rows[rows["measure"] == name], order, labels=at % PANELS_IN_A_ROW == 0) for at, name in enumerate(panels)
    ]
    return svg_of_sized(
        alt.concat(*drawn, columns=PANELS_IN_A_ROW).resolve_scale(x="independent"),
        title,
        f"{title}: for each of {', '.join(panels)} a dot with its interval for each of {len(order)} settings.",
    )


def _panel(rows: pd.DataFrame, order: list[str], *, labels: bool) -> alt.LayerChart:
    axis = alt.Axis(labelLimit=LABEL_WIDTH, grid=True) if labels else alt.Axis(labels=False, ticks=False, grid=True)
    furthest = float(np.nanmax(np.abs(rows[["low", "high", "difference"]].to_numpy(np.float64))))
    edge = 1.05 * furthest if furthest > ROUNDING else 1.0
    x = alt.X(
        "difference:Q",
        title="percentage points" if rows["in"].iloc[0] == "percentage points" else "per cent",
        scale=alt.Scale(domain=[-edge, edge], nice=False),
        axis=alt.Axis(tickCount=5, format=".2~r"),
    )
    base = alt.Chart(rows).encode(
        y=alt.Y("setting:N", sort=order, scale=alt.Scale(domain=order), title=None, axis=axis)
    )
    intervals = base.mark_rule(strokeWidth=2, color=BLUE).encode(x="low:Q", x2="high:Q")
    fill = alt.condition(f"datum.reading === '{CLEAR}'", alt.value(BLUE), alt.value("#ffffff"))
    dots = base.mark_point(size=70, opacity=1, filled=True, stroke=BLUE, strokeWidth=1.5).encode(x=x, fill=fill)
    nothing = alt.Chart(pd.DataFrame({"at": [0.0]})).mark_rule(color="#1a1a1a", strokeDash=[4, 3]).encode(x="at:Q")
    words = textwrap.wrap(str(rows["measure"].iloc[0]), TITLE_WIDTH)
    return alt.layer(nothing, intervals, dots).properties(
        width=PANEL_WIDTH, height=ROW_HEIGHT * len(order), title=alt.TitleParams(words, fontSize=12, anchor="start")
    )


def caption_of_dots(rows: pd.DataFrame) -> str:
    """How to read a picture of differences."""
    return (
        "Filled dots are clear differences: their line does not reach the dashed one, no difference. Hollow dots are "
        "not clear. Every panel has a scale of its own; "
        + (
            "shares are in percentage points, all else "
            if "percentage points" in set(rows["in"])
            else "differences are "
        )
        + "in per cent of the level that is held against."
    )
