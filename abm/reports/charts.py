"""The report's charts, drawn to SVG beforehand, so that a page needs no script and fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd
import vl_convert

from abm.reports.drawable import drawable
from abm.reports.page import text
from abm.reports.quantity import is_share, scale_shown, shown_unit

if TYPE_CHECKING:
    from abm.reports.results import Results

BLACK, BLUE, VERMILLION, GREEN = "#000000", "#0072B2", "#D55E00", "#009E73"
PURPLE, ORANGE, SKY, YELLOW, GREY = "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#BBBBBB"
LINES = (BLUE, VERMILLION, GREEN, BLACK)
"""Of Okabe and Ito's colour-blind-safe palette, those that stand out 3 to 1 from white."""
DASHES = ([1, 0], [7, 3], [2, 2], [10, 3, 2, 3])
"""A line is told by its dashes too, never by colour alone."""
FILLS = (BLUE, ORANGE, SKY, GREEN, YELLOW, VERMILLION, PURPLE, GREY)
"""All of the palette, for areas that a dark edge sets apart."""
NAMED_REASONS = len(FILLS) - 1
OTHER = "Other reasons"
WIDTH, HEIGHT = 640, 260

REASONS = {
    "delayed_days_assessment": "Assessment",
    "delayed_days_public_funding": "Public funding",
    "delayed_days_further_nhs_care": "Further NHS care",
    "delayed_days_residential_home": "Residential home",
    "delayed_days_nursing_home": "Nursing home",
    "delayed_days_home_package": "Care at home",
    "delayed_days_equipment": "Equipment",
    "delayed_days_choice": "Choice",
    "delayed_days_dispute": "Dispute",
    "delayed_days_housing": "Housing",
}
DELAYS_BY_BODY = {
    "delayed_days_nhs": "NHS",
    "delayed_days_social_care": "Social care",
    "delayed_days_both": "Both",
}
ADMISSIONS = {"emergency_admissions": "Emergency admissions, aged 65+"}
OCCUPANCY = {"acute_bed_occupancy": "Acute beds occupied"}
SPEND_BY_BODY = {"spend_nhs": "NHS", "spend_council": "Councils"}
SPREAD = {"delayed_days_per_1000_65plus": "Delayed days per 1,000 people aged 65+"}


@dataclass(frozen=True)
class Chart:
    """A drawn chart, with the words and the table that go with it."""

    name: str
    title: str
    caption: str
    table: pd.DataFrame
    svg: str


@dataclass(frozen=True)
class ChartPlan:
    """A chart that the report has wherever the results hold what it needs."""

    name: str
    title: str
    measures: Mapping[str, str]
    """What it shows, each with its label."""
    draw: Callable[[ChartPlan, Results], Chart | None]

    def unit(self, results: Results) -> str:
        """The unit of what it shows, as a reader sees it."""
        return shown_unit(self._raw_unit(results))

    def scale(self, results: Results) -> float:
        """What values are multiplied with to be in that unit."""
        return scale_shown(self._raw_unit(results))

    def _raw_unit(self, results: Results) -> str:
        return next((results.unit_of(measure) for measure in self.measures if results.unit_of(measure)), "")


def replications_sentence(results: Results) -> str:
    """How many replications a chart rests on, said under every one."""
    if results.replications == 1:
        return "One replication: no interval can be given."
    return f"Mean of {results.replications} replications."


def monthly_lines(plan: ChartPlan, results: Results) -> Chart | None:
    """A line for each measure over the months, with a band over replications."""
    rows = results.by_month(list(plan.measures))
    if rows.empty:
        return None
    scale = plan.scale(results)
    rows = rows.assign(label=rows["measure"].map(plan.measures), value=rows["value"] * scale)
    spread = rows.groupby(["period", "label"])["value"].agg(["mean", "min", "max"]).reset_index()
    look = LinesLook(
        labels=[label for label in plan.measures.values() if label in set(spread["label"])],
        unit=plan.unit(results),
        from_zero=not is_share(results.unit_of(next(iter(plan.measures)))),
        band=results.replications > 1,
    )
    band = "" if results.replications == 1 else " The band runs from the lowest replication to the highest."
    return Chart(
        name=plan.name,
        title=plan.title,
        caption=f"England, {plan.unit(results)} a month. {replications_sentence(results)}{band}",
        table=_periods_table(plan, spread, "Month", with_range=results.replications > 1),
        svg=svg_of(lines_with_band(spread, look), plan.title, f"{plan.title}, by month."),
    )


@dataclass(frozen=True)
class LinesLook:
    """How lines over time are drawn."""

    labels: list[str]
    """What each line is called, in the order of the legend."""
    unit: str
    from_zero: bool
    """Whether the axis starts at nothing."""
    band: bool
    """Whether each line has a band from its lowest to its highest value."""


def lines_with_band(spread: pd.DataFrame, look: LinesLook) -> alt.LayerChart:
    """A line for each label through ``mean``, from ``min`` to ``max``; ``period`` is a month or a financial year."""
    colours = alt.Scale(domain=look.labels, range=[LINES[at % len(LINES)] for at in range(len(look.labels))])
    dashes = alt.Scale(domain=look.labels, range=[_dashes(at) for at in range(len(look.labels))])
    scale = alt.Scale(zero=look.from_zero)
    legend = legend_below(look.labels, symbol="stroke")
    monthly = spread["period"].str.contains("-", regex=False).all()
    years = alt.X("period:O", title=None, axis=alt.Axis(labelAngle=0))
    base = alt.Chart(_with_dates(spread) if monthly else spread).encode(x=_month_axis() if monthly else years)
    band = base.mark_area(opacity=0.2).encode(
        y=alt.Y("min:Q", scale=scale, title=look.unit),
        y2="max:Q",
        color=alt.Color("label:N", title=None, scale=colours, legend=legend),
    )
    line = base.mark_line(strokeWidth=2, point=not monthly).encode(
        y=alt.Y("mean:Q", scale=scale, title=look.unit),
        color=alt.Color("label:N", title=None, scale=colours, legend=legend),
        strokeDash=alt.StrokeDash("label:N", title=None, scale=dashes, legend=legend),
    )
    return alt.layer(band, line) if look.band else alt.layer(line)


def _dashes(place: int) -> list[int]:
    """Once colours come round again, they come with other dashes."""
    return DASHES[(place + place // len(LINES)) % len(DASHES)]


def stacked_reasons(plan: ChartPlan, results: Results) -> Chart | None:
    """Delayed days by month, the reasons one upon the other; the smallest reasons together."""
    rows = results.by_month(list(plan.measures))
    if rows.empty:
        return None
    means = rows.groupby(["period", "measure"])["value"].mean().reset_index()
    labels = _largest_first(means, plan.measures)
    means["label"] = means["measure"].map(plan.measures)
    means["shown"] = means["label"].where(means["label"].isin(labels), OTHER)
    stacked = means.groupby(["period", "shown"])["value"].sum().reset_index()
    order = [*labels, OTHER] if OTHER in set(stacked["shown"]) else labels
    stacked["order"] = stacked["shown"].map({label: place for place, label in enumerate(order)})
    colours = alt.Scale(domain=order, range=list(FILLS[: len(order)]))
    drawn = (
        alt.Chart(_with_dates(stacked))
        .mark_area(stroke="#333", strokeWidth=0.5)
        .encode(
            x=_month_axis(),
            y=alt.Y("value:Q", title=plan.unit(results), stack="zero"),
            color=alt.Color("shown:N", title=None, scale=colours, legend=legend_below(order)),
            order=alt.Order("order:Q"),
        )
    )
    together = [label for label in plan.measures.values() if label in set(means["label"]) and label not in labels]
    return Chart(
        name=plan.name,
        title=plan.title,
        caption=(
            f"England, {plan.unit(results)} a month. {replications_sentence(results)} Reasons run "
            "from the largest at the bottom to the smallest at the top"
            + (f"; together as other reasons: {', '.join(together).lower()}." if together else ".")
            + " The table has every reason."
        ),
        table=_periods_table(plan, means.rename(columns={"value": "mean"}), "Month", with_range=False),
        svg=svg_of(drawn, plan.title, f"{plan.title}, stacked areas over the months."),
    )


def reason_bars(plan: ChartPlan, results: Results) -> Chart | None:
    """Each reason's days in the first reported year and in the last full one."""
    years = results.compared_years()
    rows = results.by_year(list(plan.measures))
    if years is None or rows.empty:
        return None
    rows = rows[rows["period"].isin(years)].assign(label=rows["measure"].map(plan.measures))
    means = rows.groupby(["label", "period"])["value"].mean().reset_index()
    order = means[means["period"] == years[1]].sort_values("value", ascending=False)["label"].to_list()
    shown_years = list(dict.fromkeys(years))
    single = len(shown_years) == 1
    title = f"Reasons for delay, {years[0]}" if single else plan.title
    alone = f" {years[0]} is the only year run in full, so there is no other to set beside it." if single else ""
    drawn = (
        alt.Chart(means)
        .mark_bar(stroke="#333", strokeWidth=0.5)
        .encode(
            y=alt.Y("label:N", sort=order, title=None, axis=alt.Axis(labelLimit=240)),
            x=alt.X("value:Q", title=f"{plan.unit(results)} a year"),
            yOffset=alt.YOffset("period:N", sort=shown_years),
            color=alt.Color(
                "period:N",
                title=None,
                scale=alt.Scale(domain=shown_years, range=[SKY, BLUE][-len(shown_years) :]),
                legend=legend_below(shown_years),
            ),
        )
    )
    return Chart(
        name=plan.name,
        title=title,
        caption=f"England, {plan.unit(results)} a year. {replications_sentence(results)}{alone}",
        table=means.pivot_table(index="label", columns="period", values="value")
        .reindex(order)
        .rename_axis("Reason")
        .rename_axis(None, axis="columns")
        .reset_index(),
        svg=svg_of(drawn, title, f"{title}: bars for {' and '.join(shown_years)}."),
    )


def yearly_bars(plan: ChartPlan, results: Results) -> Chart | None:
    """Each measure beside the others, year by year, with the range over replications."""
    rows = results.by_year(list(plan.measures))
    if rows.empty:
        return None
    rows = rows.assign(label=rows["measure"].map(plan.measures), value=rows["value"] * plan.scale(results))
    spread = rows.groupby(["period", "label"])["value"].agg(["mean", "min", "max"]).reset_index()
    labels = [label for label in plan.measures.values() if label in set(spread["label"])]
    colours = alt.Scale(domain=labels, range=list(FILLS))
    base = alt.Chart(spread).encode(
        x=alt.X("period:N", title=None, axis=alt.Axis(labelAngle=0)),
        xOffset=alt.XOffset("label:N", sort=labels),
    )
    bars = base.mark_bar(stroke="#333", strokeWidth=0.5).encode(
        y=alt.Y("mean:Q", title=plan.unit(results)),
        color=alt.Color("label:N", title=None, scale=colours, legend=legend_below(labels)),
    )
    ranges = base.mark_rule(strokeWidth=1.5).encode(y="min:Q", y2="max:Q")
    several = results.replications > 1
    return Chart(
        name=plan.name,
        title=plan.title,
        caption=(
            f"England, {plan.unit(results)} a year. {replications_sentence(results)}"
            + (" The thin line on a bar runs from the lowest replication to the highest." if several else "")
        ),
        table=_periods_table(plan, spread, "Year", with_range=several),
        svg=svg_of(alt.layer(bars, ranges) if several else bars, plan.title, f"{plan.title}, bars by year."),
    )


def council_strip(plan: ChartPlan, results: Results) -> Chart | None:
    """One tick a council and year, with the median and the two tenths at either end."""
    rows = results.by_year(list(plan.measures), level="council")
    if rows.empty:
        return None
    means = rows.groupby(["period", "unit"])["value"].mean().reset_index()
    table = means.pivot_table(index="unit", columns="period", values="value").rename_axis("Council")
    count = means["unit"].nunique()
    councils = "1 council" if count == 1 else f"{count} councils"
    ticks_said = "one tick a year" if count == 1 else "one tick each"
    return Chart(
        name=plan.name,
        title=plan.title,
        caption=(
            f"{councils}, {ticks_said}; the diamond is the median council, the line spans all but "
            f"the lowest and highest tenth. {replications_sentence(results)} The line is about differences "
            "between places, not about uncertainty."
        ),
        table=table.rename_axis(None, axis="columns").reset_index(),
        svg=svg_of(
            strip(means.rename(columns={"period": "row"}), next(iter(plan.measures.values()))),
            plan.title,
            f"{plan.title}: a strip of {councils} for each year.",
            height=36 * max(means["period"].nunique(), 2),
        ),
    )


def strip(values: pd.DataFrame, axis_title: str, order: list[str] | None = None) -> alt.LayerChart:
    """A tick for each ``value`` of a ``row``, with the median and a line without the tenths at either end."""
    quantiles = values.groupby("row")["value"].quantile(np.array([0.1, 0.5, 0.9])).unstack().reset_index()
    quantiles.columns = ["row", "low", "median", "high"]
    rows = alt.Y("row:N", title=None, sort=order or "ascending")
    ticks = (
        alt.Chart(values)
        .mark_tick(color=BLUE, opacity=0.6, thickness=1.5, size=22)
        .encode(x=alt.X("value:Q", title=axis_title), y=rows)
    )
    span = alt.Chart(quantiles).mark_rule(color=VERMILLION, strokeWidth=2).encode(x="low:Q", x2="high:Q", y=rows)
    middle = alt.Chart(quantiles).mark_point(color=VERMILLION, filled=True, size=80, opacity=1, shape="diamond")
    return alt.layer(ticks, span, middle.encode(x="median:Q", y=rows))


def _largest_first(means: pd.DataFrame, labels: Mapping[str, str]) -> list[str]:
    """The labels that get a colour of their own, by size over the whole run."""
    totals = means.groupby("measure")["value"].sum().sort_values(ascending=False, kind="stable")
    named = totals.index.to_list()
    return [labels[measure] for measure in (named if len(named) <= len(FILLS) else named[:NAMED_REASONS])]


def _periods_table(plan: ChartPlan, spread: pd.DataFrame, period: str, *, with_range: bool) -> pd.DataFrame:
    """A row a period, a column a label; lowest and highest replication beside each mean."""
    names = {"mean": "{}"} | ({"min": "{}, lowest", "max": "{}, highest"} if with_range else {})
    columns = {
        pattern.format(label): spread[spread["label"] == label].set_index("period")[statistic]
        for label in plan.measures.values()
        if label in set(spread["label"])
        for statistic, pattern in names.items()
    }
    return pd.DataFrame(columns).sort_index().rename_axis(period).reset_index()


def _with_dates(rows: pd.DataFrame) -> pd.DataFrame:
    """The month as a date without a time zone, so that it is drawn the same in every zone."""
    return rows.assign(month=rows["period"] + "-01T00:00:00")


def _month_axis() -> alt.X:
    return alt.X("month:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True, tickCount=8))


def legend_below(labels: list[str], symbol: str = "square") -> alt.Legend | None:
    """A legend below the chart, where it costs no width; none where there is nothing to tell apart."""
    if len(labels) == 1:
        return None
    return alt.Legend(orient="bottom", columns=4, labelLimit=220, symbolType=symbol, symbolSize=250, symbolOpacity=1)


def svg_of(drawn: Any, title: str, description: str, *, height: int = HEIGHT) -> str:
    """The chart as SVG with a title and a description for those who do not see it."""
    return svg_of_sized(drawn.properties(width=WIDTH, height=height), title, description)


def svg_of_sized(drawn: Any, title: str, description: str) -> str:
    """The same of a chart that has its size, or is made of several that have theirs."""
    plain = drawn.configure(aria=False, font="sans-serif")
    plain = plain.configure_axis(labelFontSize=12, titleFontSize=12, titleFontWeight="normal", gridColor="#e5e5e5")
    svg = vl_convert.vegalite_to_svg(drawable(plain.configure_legend(labelFontSize=12).to_dict()))
    return _with_words(svg, title, description)


def _with_words(svg: str, title: str, description: str) -> str:
    """Say what the picture is, to those who hear the page."""
    key = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    named = f'<title id="{key}-title">{text(title)}</title>'
    described = f'<desc id="{key}-desc">{text(description)}</desc>'
    start = f'<svg role="img" aria-labelledby="{key}-title {key}-desc" '
    opening, rest = svg.removeprefix("<svg ").split(">", maxsplit=1)
    return f"{start}{opening}>{named}{described}{rest}"


CHARTS: tuple[ChartPlan, ...] = (
    ChartPlan("delays-by-reason", "Days of delay, by reason", REASONS, stacked_reasons),
    ChartPlan("reasons-compared", "Reasons for delay, first and last year", REASONS, reason_bars),
    ChartPlan("delays-by-body", "Days of delay, by responsible body", DELAYS_BY_BODY, monthly_lines),
    ChartPlan("admissions", "Emergency admissions", ADMISSIONS, monthly_lines),
    ChartPlan("occupancy", "Occupancy of acute beds", OCCUPANCY, monthly_lines),
    ChartPlan("spend", "Spend, by body", SPEND_BY_BODY, yearly_bars),
    ChartPlan("spread", "Days of delay, council by council", SPREAD, council_strip),
)
"""Every chart of the report, in its order."""
