"""The charts of a comparison: differences with intervals, scenarios over time, and how places differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd

from abm.reports.charts import LINES, Chart, LinesLook, legend_below, lines_with_band, strip, svg_of
from abm.reports.comparison_results import ComparisonResults
from abm.reports.headline_difference import HeadlineDifference
from abm.reports.quantity import scale_shown, shown_unit

SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
YEARS_FOR_A_LINE = 3
"""Fewer years than this are drawn month by month."""

OVER_TIME = {
    "delayed_days_per_1000_65plus": "Delayed days per 1,000 people aged 65+",
    "emergency_admissions_per_1000_65plus": "Emergency admissions per 1,000 people aged 65+",
    "days_at_home_share": "Older people's days spent at home",
    "unmet_hours_per_1000_65plus": "Hours of need at home that nobody meets, per 1,000",
    "trust_mean": "Trust between organisations",
    "spend_per_older_person": "Spending on each older person's care",
}
BETWEEN_PLACES = {
    "delayed_days_per_1000_65plus": "Delayed days per 1,000 people aged 65+",
    "emergency_admissions_per_1000_65plus": "Emergency admissions per 1,000 people aged 65+",
    "unmet_hours_per_1000_65plus": "Hours of need at home that nobody meets, per 1,000",
}
USUAL = 0.8
"""Share of the limits of intervals that a picture of differences must hold."""
STRIP = "delayed_days_per_1000_65plus"


@dataclass(frozen=True)
class DotsLook:
    """One picture of differences: those told in per cent, or those told in percentage points."""

    name: str
    title: str
    axis: str
    in_points: bool


DOTS = (
    DotsLook("differences-per-cent", "Differences, in per cent of the baseline", "% of the baseline's level", False),
    DotsLook("differences-points", "Differences in shares, in percentage points", "percentage points", True),
)


def difference_dots(
    look: DotsLook, results: ComparisonResults, found: Iterable[tuple[str, HeadlineDifference]]
) -> Chart | None:
    """A dot for each headline and scenario, with its interval, beside a line at no difference."""
    rows = pd.DataFrame([_dot(name, one) for name, one in found if one.is_in_points == look.in_points and one.scale])
    if rows.empty:
        return None
    names = list(dict.fromkeys(rows["scenario"]))
    order = list(dict.fromkeys(rows["measure"]))
    shapes = alt.Scale(domain=names, range=[SHAPES[at % len(SHAPES)] for at in range(len(names))])
    colours = alt.Scale(domain=names, range=[LINES[at % len(LINES)] for at in range(len(names))])
    legend = legend_below(names, symbol="circle")
    edge = _edge(rows)
    drawn = rows.assign(low=rows["low"].clip(-edge, edge), high=rows["high"].clip(-edge, edge))
    base = alt.Chart(drawn).encode(
        y=alt.Y("measure:N", sort=order, title=None, axis=alt.Axis(labelLimit=330, grid=True)),
        yOffset=alt.YOffset("scenario:N", sort=names),
        color=alt.Color("scenario:N", title=None, scale=colours, legend=legend),
    )
    dots = base.mark_point(filled=True, size=70, opacity=1).encode(
        x=alt.X(
            "difference:Q",
            title=f"less than the baseline  ←  {look.axis}  →  more than the baseline",
            scale=alt.Scale(domain=[-edge, edge], nice=False),
        ),
        shape=alt.Shape("scenario:N", title=None, scale=shapes, legend=legend),
    )
    intervals = base.mark_rule(strokeWidth=2).encode(x="low:Q", x2="high:Q")
    nothing = alt.Chart(pd.DataFrame({"at": [0.0]})).mark_rule(color="#1a1a1a", strokeDash=[4, 3]).encode(x="at:Q")
    return Chart(
        name=look.name,
        title=look.title,
        caption=(
            f"Dots: mean difference from {results.baseline.name} in {results.shared_years[-1]}, England. "
            f"{_lines_in_words(results)} Whether more is better depends on the measure: the table above says."
        ),
        table=rows,
        svg=svg_of(
            alt.layer(nothing, intervals, dots),
            look.title,
            f"{look.title}: a dot with its interval for each measure and scenario.",
            height=len(order) * max(22, 16 * len(names)),
        ),
    )


def _lines_in_words(results: ComparisonResults) -> str:
    if results.pairs_in_words == "one pair":
        return "One pair of runs: no interval can be given."
    return (
        f"Lines: its 95% interval over {results.pairs_in_words} of runs with the same luck. A line that crosses the "
        "dashed one means no clear difference; one that runs into the edge goes on beyond it."
    )


def _dot(scenario: str, one: HeadlineDifference) -> dict[str, object]:
    change = one.difference.change
    low, high = (change.mean if limit is None else limit for limit in (change.low, change.high))
    return {
        "scenario": scenario,
        "measure": one.headline.label,
        "difference": one.shown(change.mean),
        "low": one.shown(low),
        "high": one.shown(high),
    }


def _edge(rows: pd.DataFrame) -> float:
    """Where the picture ends on either side, so that a few wide intervals do not hide all the others."""
    limits = rows[["low", "high"]].abs().to_numpy(np.float64)
    furthest = float(rows["difference"].abs().max())
    return max(1.15 * furthest, 1.05 * float(np.quantile(limits, USUAL)), 0.1)


def scenario_lines(measure: str, title: str, results: ComparisonResults) -> Chart | None:
    """A line for each scenario over the years, or over the months where there are few years."""
    yearly = len(results.shared_years) >= YEARS_FOR_A_LINE
    rows = (results.by_year if yearly else results.by_month)([measure])
    if rows.empty:
        return None
    unit = results.results.unit_of(measure)
    rows = rows.assign(value=rows["value"] * scale_shown(unit))
    spread = rows.groupby(["period", "scenario"])["value"].agg(["mean", "min", "max"]).reset_index()
    several = results.replications_in_words != "one replication"
    look = LinesLook(
        labels=[name for name in results.names if name in set(spread["scenario"])],
        unit=shown_unit(unit),
        from_zero=bool(spread["min"].min() < spread["max"].max() / 2.0),
        band=several,
    )
    means = spread.pivot_table(index="period", columns="scenario", values=["mean", "min", "max"], sort=True)
    columns = {"mean": "{}", "min": "{}, lowest", "max": "{}, highest"}
    table = pd.DataFrame(
        {
            pattern.format(name): means[statistic][name]
            for name in look.labels
            for statistic, pattern in columns.items()
            if several or statistic == "mean"
        }
    )
    band = (
        f" The band runs from the lowest replication to the highest: {results.what_varies}, not doubt about what the "
        "model leaves out. Bands may overlap where the difference within pairs is clear."
    )
    cut = "" if look.from_zero else " The scale does not start at nothing."
    return Chart(
        name=f"over-time-{measure.replace('_', '-')}",
        title=title,
        caption=(
            f"England, {shown_unit(unit)}, {'year by year' if yearly else 'month by month'}. "
            f"Lines: mean of {results.replications_in_words}.{band if several else ' No interval can be given.'}{cut}"
        ),
        table=table.rename_axis("Period").reset_index(),
        svg=svg_of(
            lines_with_band(spread.rename(columns={"scenario": "label"}), look),
            f"{title}, by scenario",
            f"{title}: a line for each of {', '.join(look.labels)}.",
        ),
    )


def places_strip(results: ComparisonResults, year: str) -> Chart | None:
    """One tick a council for each scenario, in one year."""
    rows = results.by_year([STRIP], level="council")
    rows = rows[rows["period"] == year]
    if rows.empty:
        return None
    means = rows.groupby(["scenario", "unit"])["value"].mean().reset_index().rename(columns={"scenario": "row"})
    title = f"{BETWEEN_PLACES[STRIP]}, place by place, {year}"
    names = [name for name in results.names if name in set(means["row"])]
    table = means.pivot_table(index="unit", columns="row", values="value")[names].rename_axis("Council")
    return Chart(
        name="places-strip",
        title=title,
        caption=(
            f"{means['unit'].nunique()} councils, one tick each: its mean over {results.replications_in_words}. The "
            "diamond is the median council, the line spans all but the lowest and highest tenth: it is about "
            "differences between places, not about uncertainty."
        ),
        table=table.rename_axis(None, axis="columns").reset_index(),
        svg=svg_of(
            strip(means, BETWEEN_PLACES[STRIP], names),
            title,
            f"{title}: a strip of councils for each of {', '.join(names)}.",
            height=36 * max(len(names), 2),
        ),
    )
