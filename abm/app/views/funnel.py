"""The funnel of variation: how far places lie apart, against how much chance alone would part places of their size."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from abm.app.history import History
from abm.app.lever_form import in_words
from abm.app.month_seen import measure_named
from abm.app.views.measure_choice import unit_in_words
from abm.app.views.name_places import name_offsets
from abm.reports.charts import BLUE, VERMILLION, WIDTH, Chart, svg_of
from abm.reports.quantity import scale_shown

YEAR = 12
COUNTED_PER_YEAR = "per 1,000 a year"
"""The unit of measures that count events, whose chance is known."""
LIMITS = {"95% of places by chance": 1.96, "99.8% of places by chance": 3.09}
NAMED_AT_MOST = 20
HEIGHT = 320


def funnel(history: History, last: int, name: str, among: list[History] | None = None) -> Chart:
    """Places by size and a measure over the year up to position ``last``; limits of chance where events are counted.

    ``among``: the runs that are shown side by side, so that they have the same axis.
    """
    measure = measure_named(name)
    people = np.array(history.places.older_people, dtype=np.float64)
    values = history.councils(name, last, YEAR) * scale_shown(measure.unit)
    table = pd.DataFrame({"council": history.places.names, "older people": people, "value": values}).dropna()
    title = f"{in_words(name)}, place by place"
    months = min(YEAR, last + 1)
    unit = unit_in_words(measure.unit)
    chance = measure.unit == COUNTED_PER_YEAR and len(table) > 1
    middle = float((table["value"] * table["older people"]).sum() / max(table["older people"].sum(), 1.0))
    everywhere = [each.councils(name, last, YEAR) * scale_shown(measure.unit) for each in among or [history]]
    layers = [_points(table, unit, np.concatenate(everywhere))]
    layers += [_middle(middle)] if len(table) else []
    if chance:
        layers.insert(0, _limits(middle, people, months / YEAR))
    if len(table) <= NAMED_AT_MOST:
        layers.extend(_names(table, unit))
    caption = (
        f"{measure.meaning[:1].upper()}{measure.meaning[1:]} ({unit}), mean of the last {months} "
        f"{'month' if months == 1 else 'months'}. A circle is a council; the line is all of them together."
    )
    if chance:
        caption += " Between the curves lie 95% and 99.8% of places of that size if nothing but chance parted them."
    else:
        caption += " No limits of chance are drawn: this is not a count of separate events."
    return Chart(
        name=f"funnel-{name}",
        title=f"{title}: {history.name}",
        caption=caption,
        table=table,
        svg=svg_of(alt.layer(*layers), title, f"{title}: a circle for each of {len(table)} councils.", height=HEIGHT),
    )


def _x() -> alt.X:
    return alt.X("older people:Q", title="people aged 65 and over", scale=alt.Scale(zero=False, nice=True, padding=20))


def _points(table: pd.DataFrame, unit: str, everywhere: np.ndarray) -> alt.Chart:
    mark = alt.Chart(table).mark_circle(size=90, color=BLUE, opacity=0.85, stroke="#1a1a1a", strokeWidth=0.6)
    return mark.encode(x=_x(), y=alt.Y("value:Q", title=unit, scale=_scale(everywhere)))


def _scale(values: np.ndarray) -> alt.Scale:
    known = values[~np.isnan(values)]
    if not len(known):
        return alt.Scale(zero=False)
    low, high = float(known.min()), float(known.max())
    room = 0.08 * (high - low) or 1.0
    lowest = max(low - room, 0.0) if low >= 0.0 else low - room
    return alt.Scale(zero=False, domainMin=lowest, domainMax=high + room)


def _names(table: pd.DataFrame, unit: str) -> list[alt.Chart]:
    across, down = _pixels(table["older people"], WIDTH), _pixels(-table["value"], HEIGHT)
    placed = table.assign(offset=name_offsets(table["council"].to_list(), across, down))
    return [
        alt.Chart(names)
        .mark_text(dy=offset, fontSize=11)
        .encode(x=_x(), y=alt.Y("value:Q", title=unit), text="council:N")
        for offset, names in placed.groupby("offset")
    ]


def _pixels(values: pd.Series, length: int) -> list[float]:
    """Where points lie along an axis, near enough to see which names would meet."""
    return ((values - values.min()) * length / max(float(values.max() - values.min()), 1e-9)).to_list()


def _middle(middle: float) -> alt.Chart:
    return alt.Chart(pd.DataFrame({"value": [middle]})).mark_rule(color="#444", strokeWidth=1.2).encode(y="value:Q")


def _limits(middle: float, people: np.ndarray, years: float) -> alt.Chart:
    """Poisson limits, by the normal approximation: rates of thousands of events."""
    sizes = np.linspace(max(people.min() * 0.85, 1.0), people.max() * 1.1, 50)
    rows = [
        pd.DataFrame(
            {
                "older people": sizes,
                "value": np.maximum(0.0, middle + way * z * np.sqrt(middle * 1000.0 / (sizes * years))),
                "limit": label,
                "line": f"{label}{way}",
            }
        )
        for label, z in LIMITS.items()
        for way in (-1.0, 1.0)
    ]
    dashes = alt.Scale(domain=list(LIMITS), range=[[6, 3], [1, 0]])
    mark = alt.Chart(pd.concat(rows, ignore_index=True)).mark_line(color=VERMILLION, strokeWidth=1.2, clip=True)
    return mark.encode(
        x=_x(),
        y="value:Q",
        detail="line:N",
        strokeDash=alt.StrokeDash(
            "limit:N", title=None, scale=dashes, legend=alt.Legend(orient="bottom", labelLimit=260, symbolSize=250)
        ),
    )
