"""A measure over the months: the run, the run beside it, and faint behind them the run before."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from abm.app.history import History
from abm.app.lever_form import in_words
from abm.app.month_seen import measure_named
from abm.app.views.measure_choice import unit_in_words
from abm.dates import Month
from abm.reports.charts import BLUE, VERMILLION, Chart, svg_of
from abm.reports.quantity import scale_shown

BEFORE = "the run before"
FAINT = "#767676"
"""As faint as a line may be that stands out 3 to 1 from white."""


def time_series(now: History, beside: History | None, before: History | None, name: str, months_in_all: int) -> Chart:
    """A measure of England over the months."""
    measure = measure_named(name)
    lines = _lines(now, beside, before)
    frames = []
    for label, history, _, _ in lines:
        values = history.england(name) * scale_shown(measure.unit)
        frames.append(pd.DataFrame({"month": history.month_names(), "run": label, "value": values}))
    table = pd.concat(frames, ignore_index=True).dropna()
    title = in_words(name)
    labels = [label for label, *_ in lines]
    shown = table.assign(when=table["month"] + "-01T00:00:00", width=np.where(table["run"] == BEFORE, 1.5, 2.5))
    scale = alt.Scale(domain=[_date_time(Month(0)), _date_time(Month(months_in_all))])
    legend = alt.Legend(orient="bottom", columns=3, labelLimit=260, symbolType="stroke", symbolSize=300)
    drawn = (
        alt.Chart(shown)
        .mark_line()
        .encode(
            x=alt.X("when:T", title=None, scale=scale, axis=alt.Axis(format="%Y", tickCount="year")),
            y=alt.Y("value:Q", title=unit_in_words(measure.unit), scale=alt.Scale(zero=False)),
            color=alt.Color(
                "run:N",
                title=None,
                scale=alt.Scale(domain=labels, range=[colour for _, _, colour, _ in lines]),
                legend=legend,
            ),
            strokeDash=alt.StrokeDash(
                "run:N", title=None, scale=alt.Scale(domain=labels, range=[dash for *_, dash in lines]), legend=legend
            ),
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
        )
    )
    return Chart(
        name=f"time-{name}",
        title=title,
        caption=f"England: {measure.meaning} ({unit_in_words(measure.unit)}), by month.",
        table=table,
        svg=svg_of(drawn, title, f"{title} over {len(now)} months.", height=300),
    )


def _lines(now: History, beside: History | None, before: History | None) -> list[tuple[str, History, str, list[int]]]:
    lines = [(f"A: {now.name}", now, BLUE, [1, 0])]
    if beside is not None:
        lines.append((f"B: {beside.name}", beside, VERMILLION, [7, 3]))
    if before is not None:
        lines.insert(0, (BEFORE, before, FAINT, [2, 3]))
    return lines


def _date_time(month: Month) -> alt.DateTime:
    return alt.DateTime(year=month.first.year, month=month.first.month)
