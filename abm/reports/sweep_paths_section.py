"""The section on paths over time: a line for each arm, or for each value of the lever that matters most."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from abm.analysis.time_paths import extremes, time_paths
from abm.reports.charts import Chart, LinesLook, lines_with_band, svg_of
from abm.reports.comparison_charts import OVER_TIME
from abm.reports.headline_difference import HeadlineMeasure
from abm.reports.page import Html, figure, heading, join, paragraph
from abm.reports.quantity import is_share, scale_shown, shown_unit
from abm.reports.sweep_effects_section import times_its_half_width
from abm.reports.sweep_reading import SweepReading
from abm.sweeps.lever_design import in_words

FEW_ARMS = 6
FEWEST_PERIODS = 2


def paths_section(reading: SweepReading) -> Html:
    """A chart for each measure that is led with."""
    if len(reading.results.whole.periods) < FEWEST_PERIODS:
        return Html("")
    charts = [chart for headline in reading.leads if (chart := path_chart(reading, headline)) is not None]
    if not charts:
        return Html("")
    return join([heading("Over time"), paragraph(_which_lines(reading)), *(figure(chart, level=3) for chart in charts)])


def _which_lines(reading: SweepReading) -> str:
    if len(reading.results.arms) <= FEW_ARMS:
        return "A line for each arm."
    if reading.factorial is not None:
        return (
            "A line for each value of the lever that changes the measure most clearly in the last year, averaged over "
            "all settings of the other levers. Differences can be clear within samples where the bands overlap, since "
            "bands hold what all arms share."
        )
    return "The comparison arm, and the arms that end lowest and highest: of many arms some end there by luck alone."


def path_groups(reading: SweepReading, headline: HeadlineMeasure) -> dict[str, list[int]]:
    """Places of the arms of each line, by what the line is called."""
    names = reading.results.arm_names
    if len(names) <= FEW_ARMS:
        return {name: [at] for at, name in enumerate(names)}
    factorial = reading.factorial
    if factorial is not None:
        lever = clearest_lever(reading, headline)
        values = factorial.values[factorial.levers.index(lever)]
        return {in_words(value): factorial.arms_at(lever, at).tolist() for at, value in enumerate(values)}
    found = extremes(reading.headlines, headline.measure, str(reading.year)) or ()
    places = [reading.results.arms.index(reading.results.comparison), *found]
    return {names[at]: [at] for at in dict.fromkeys(places)}


def clearest_lever(reading: SweepReading, headline: HeadlineMeasure) -> str:
    """The lever with the difference that stands out most from its interval; the first where none has one."""
    assert reading.factorial is not None
    best, lever = -math.inf, reading.factorial.moved[0]
    for contrast in reading.contrasts:
        one = reading.difference(headline, contrast)
        if one is not None and times_its_half_width(one) > best:
            best, lever = times_its_half_width(one), contrast.lever
    return lever


def path_chart(reading: SweepReading, headline: HeadlineMeasure) -> Chart | None:
    """Lines through the means over samples; bands are their intervals."""
    rows = time_paths(reading.results.whole, headline.measure, path_groups(reading, headline))
    if rows.empty:
        return None
    unit = reading.results.unit_of(headline.measure)
    shown = _within_reach(reading, headline, rows)
    scaled = shown.assign(**{name: shown[name] * scale_shown(unit) for name in ("mean", "low", "high")})
    has_band = bool(scaled["low"].notna().any())
    look = LinesLook(labels=list(dict.fromkeys(scaled["label"])), unit=shown_unit(unit), from_zero=False, band=has_band)
    few, many = int(rows["samples"].min()), int(rows["samples"].max())
    samples = "one sample" if many == 1 else f"{many} samples" if few == many else f"{few} to {many} samples"
    title = OVER_TIME.get(headline.measure, headline.label)
    band = (
        "Bands: its 95% interval (Student's t) over samples, cut off where no such figure can be."
        if has_band
        else "No interval can be given."
    )
    lever = (
        f"Lines are values of {clearest_lever(reading, headline)}. "
        if reading.factorial is not None and len(reading.results.arms) > FEW_ARMS
        else ""
    )
    return Chart(
        name=f"path-{headline.measure.replace('_', '-')}",
        title=title,
        caption=(
            f"England, {shown_unit(unit)}. {lever}Lines: mean of {samples} that have every arm of all lines. {band} "
            "The scale need not start at nothing."
        ),
        table=scaled,
        svg=svg_of(
            lines_with_band(scaled.rename(columns={"low": "min", "high": "max"}), look),
            f"{title}, over time",
            f"{title}: a line for each of {', '.join(look.labels)}.",
        ),
    )


def _within_reach(reading: SweepReading, headline: HeadlineMeasure, rows: pd.DataFrame) -> pd.DataFrame:
    """Limits no further than such a figure can be: a share of one, and nothing negative unless some run has it."""
    figures = reading.results.whole
    own = figures.values[(figures.names["measure"] == headline.measure).to_numpy()]
    lowest = 0.0 if np.nanmin(own) >= 0.0 else -math.inf
    highest = 1.0 if is_share(reading.results.unit_of(headline.measure)) and np.nanmax(own) <= 1.0 else math.inf
    return rows.assign(low=rows["low"].clip(lower=lowest), high=rows["high"].clip(upper=highest))
