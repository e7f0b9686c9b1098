"""The charts of a validation: runs beside every target's interval, and fans of the years that are forecast."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from abm.analysis.validation import HeldTarget
from abm.reports.charts import BLACK, BLUE, GREEN, VERMILLION, Chart, legend_below, svg_of, svg_of_sized
from abm.reports.quantity import scale_shown, shown_unit

ROW_HEIGHT, WIDTH = 18, 560
REACH = 2.0
"""How many widths of its interval beyond it a row of the chart shows; what lies further is put at the edge."""
WITHIN, OUTSIDE = "mean within", "mean outside"
LINES = {
    "median": ("Scenario", BLUE, [1, 0]),
    "last_level": ("Last year's level", VERMILLION, [7, 3]),
    "trend": ("Linear trend", GREEN, [2, 2]),
    "observed": ("Observed", BLACK, [1, 0]),
}
"""Lines of a fan by column: what each is called, its colour and its dashes."""
VALUES = ["mean", "low90", "low50", "high50", "high90", *LINES]


def target_rows(held: list[HeldTarget]) -> pd.DataFrame:
    """A row for each target that has a mean: where runs lie, in widths of its interval from its lower end."""
    rows = []
    for one in held:
        low, high = one.target.low, one.target.high
        width = high - low or abs(low) or 1.0
        limits = (one.mean if np.isnan(limit) else limit for limit in (one.low, one.high))
        places = ((value - low) / width for value in (one.mean, *limits))
        rows.append((one.target.id, WITHIN if one.is_within else OUTSIDE, *places))
    return pd.DataFrame(rows, columns=["target", "reading", "mean", "low", "high"]).dropna()


def targets_chart(held: list[HeldTarget], runs: int) -> Chart | None:
    """Every target's interval as the same grey band, runs beside it; nothing where no run has any."""
    rows = target_rows(held)
    if rows.empty:
        return None
    title = "Where runs lie beside each target"
    return Chart(
        name="targets",
        title=title,
        caption=(
            f"Grey: each target's interval, all drawn as wide. Dot: mean of {_runs(runs)}; line: nine in ten of them. "
            f"What lies more than {REACH:g} widths outside is drawn at the edge. The table has the places in widths."
        ),
        table=rows,
        svg=svg_of_sized(
            _beside_targets(rows).properties(width=WIDTH, height=ROW_HEIGHT * len(rows)),
            title,
            f"{title}: a row for each of {len(rows)} targets.",
        ),
    )


def _beside_targets(rows: pd.DataFrame) -> alt.LayerChart:
    shown = rows.assign(**{name: rows[name].clip(-REACH, 1.0 + REACH) for name in ("mean", "low", "high")})
    base = alt.Chart(shown.assign(start=0.0, end=1.0)).encode(
        y=alt.Y("target:N", sort=shown["target"].to_list(), title=None)
    )
    x = alt.X(
        "mean:Q",
        title="widths of the interval, from its lower end at 0 to its upper end at 1",
        scale=alt.Scale(domain=[-REACH, 1.0 + REACH], nice=False),
    )
    readings = [WITHIN, OUTSIDE]
    look = {"title": None, "legend": legend_below(readings)}
    colour = alt.Color("reading:N", scale=alt.Scale(domain=readings, range=[BLUE, VERMILLION]), **look)
    shape = alt.Shape("reading:N", scale=alt.Scale(domain=readings, range=["circle", "diamond"]), **look)
    band = base.mark_bar(color="#dddddd", height=ROW_HEIGHT - 4).encode(x="start:Q", x2="end:Q")
    runs = base.mark_rule(strokeWidth=2, color=BLUE).encode(x="low:Q", x2="high:Q")
    dots = base.mark_point(filled=True, opacity=1, size=70).encode(x=x, color=colour, shape=shape)
    return alt.layer(band, runs, dots)


def fan_chart(rows: pd.DataFrame, label: str, unit: str) -> Chart:
    """The fan of one measure of one unit over the years, with what was observed and simple forecasts beside it.

    ``rows``: of the table of forecasts, in order of the years.
    """
    level, measure = (str(rows[name].iloc[0]) for name in ("level", "measure"))
    runs = int(rows["runs"].max())
    scaled = rows.assign(**{name: rows[name] * scale_shown(unit) for name in VALUES})
    title = f"{label}, year by year"
    bands = f"Dark band: the middle half of {runs} runs; light band: nine in ten." if runs > 1 else "One run: no band."
    simple = " Simple forecasts know the years up to 2013/14 alone." if rows["trend"].notna().any() else ""
    return Chart(
        name=f"fan-{level}-{measure.replace('_', '-')}",
        title=title,
        caption=f"{shown_unit(unit)}. {bands} Line: median.{simple} The scale need not start at nothing.",
        table=scaled.drop(columns=["measure", "level", "unit"]),
        svg=svg_of(_fan(scaled, shown_unit(unit)), title, f"{title}: a fan of {_runs(runs)}."),
    )


def _fan(rows: pd.DataFrame, unit: str) -> alt.LayerChart:
    def height(of: str) -> alt.Y:
        return alt.Y(of, title=unit, scale=alt.Scale(zero=False))

    year = alt.X("period:O", title=None, axis=alt.Axis(labelAngle=0))
    base = alt.Chart(rows).encode(x=year)
    light = base.mark_area(color=BLUE, opacity=0.2).encode(y=height("low90:Q"), y2="high90:Q")
    dark = base.mark_area(color=BLUE, opacity=0.35).encode(y=height("low50:Q"), y2="high50:Q")
    long = rows.melt("period", list(LINES), "line", "value").dropna(subset=["value"])
    long = long.assign(line=long["line"].map({column: name for column, (name, *_) in LINES.items()}))
    there = {name: (colour, dash) for name, colour, dash in LINES.values() if name in set(long["line"])}
    scales = [alt.Scale(domain=list(there), range=[look[at] for look in there.values()]) for at in (0, 1)]
    legend = legend_below(list(there), symbol="stroke")
    lines = alt.Chart(long).mark_line(strokeWidth=2, point=True)
    return alt.layer(
        light,
        dark,
        lines.encode(
            x=year,
            y=height("value:Q"),
            color=alt.Color("line:N", title=None, scale=scales[0], legend=legend),
            strokeDash=alt.StrokeDash("line:N", title=None, scale=scales[1], legend=legend),
        ),
    )


def _runs(count: int) -> str:
    return "one run" if count == 1 else f"{count} runs"
