"""The section on differences between places: how far apart councils lie, and what widens or narrows that."""

from __future__ import annotations

from abm.analysis.contrast import Contrast
from abm.analysis.figures import Figures
from abm.analysis.places_spread import CV, P90_P10, places_spread
from abm.reports.charts import Chart
from abm.reports.comparison_charts import BETWEEN_PLACES
from abm.reports.headline_difference import HeadlineDifference, HeadlineMeasure
from abm.reports.interval import ALIKE, interval_of_mean
from abm.reports.page import (
    Html,
    body_row,
    figure,
    group_row,
    header_row,
    heading,
    interval_cell,
    join,
    paragraph,
    table,
    text,
)
from abm.reports.quantity import shown_unit
from abm.reports.sweep_charts import Dot, caption_of_dots, dots_table, forest_svg
from abm.reports.sweep_effects_section import MOST_ROWS
from abm.reports.sweep_reading import SweepReading, headline_difference

MOST_MEASURES = 3
ALSO = {"shunted_share": "Pounds shunted per pound of care", "days_at_home_share": "Days spent at home"}


def places_section(reading: SweepReading) -> Html:
    """The gap between places by setting; why there is none where there is none."""
    if reading.year is None:
        return Html("")
    measures = [name for name in BETWEEN_PLACES | ALSO if name in reading.results.units][:MOST_MEASURES]
    councils = reading.results.figures("council", measures) if measures else None
    last = None if councils is None else councils.of_period(reading.year)
    parts = [heading(f"Between places, {reading.year}")]
    spread = None if last is None else places_spread(last, P90_P10)
    if last is None or spread is None or not len(spread.names) or last.names["unit"].nunique() < 2:
        return join([*parts, paragraph("These results hold no figures of two councils or more to hold apart.")])
    relative = places_spread(last, CV)
    chart = _chart(reading, spread)
    count = last.names["unit"].nunique()
    return join(
        [
            *parts,
            paragraph(
                f"How far apart {count} councils lie. The gap is the ninth decile over councils less the first; the "
                "relative spread is their standard deviation in per cent of their mean. Narrower is no gain by itself: "
                "it says nothing of the level."
            ),
            figure(chart, level=3) if chart is not None else Html(""),
            _table(reading, spread, relative),
        ]
    )


def _headline(measure: str) -> HeadlineMeasure:
    label = (BETWEEN_PLACES | ALSO)[measure]
    return HeadlineMeasure(measure, label, "gap between places", "neither", ("narrower", "wider"))


def _of(reading: SweepReading, contrast: Contrast, spread: Figures, measure: str) -> HeadlineDifference | None:
    at = spread.position(measure, str(reading.year))
    if at is None:
        return None
    counted = reading.counted if contrast.lever else ("sample", "samples")
    return headline_difference(_headline(measure), reading.results.unit_of(measure), contrast.differences, at, counted)


def _chart(reading: SweepReading, spread: Figures) -> Chart | None:
    found = reading.contrasts_of(spread)[:MOST_ROWS]
    dots = [
        Dot(one.headline.label, contrast.name, one)
        for measure in dict.fromkeys(spread.names["measure"])
        for contrast in found
        if (one := _of(reading, contrast, spread, measure)) is not None
    ]
    rows = dots_table(dots)
    if rows.empty:
        return None
    title = f"What widens or narrows the gap between places, {reading.year}"
    return Chart(
        name="places-gap",
        title=title,
        caption=(
            f"Difference in the gap between the ninth and the first decile of councils; right of the dashed line is "
            f"wider. {caption_of_dots(rows)} Lines: {reading.interval_in_words}; {reading.samples_in_words}."
        ),
        table=rows,
        svg=forest_svg(rows, title),
    )


def _table(reading: SweepReading, spread: Figures, relative: Figures) -> Html:
    """The comparison arm's own gap, then every contrast's change in it."""
    columns = ["Measure and setting", "Unit", "Gap (p90-p10)", "Relative spread (CV)"]
    numeric = [False, False, True, True]
    arm = reading.results.arms.index(reading.results.comparison)
    gaps, ratios = (reading.contrasts_of(figures)[:MOST_ROWS] for figures in (spread, relative))
    rows: list[Html] = []
    for at, measure in enumerate(spread.names["measure"]):
        unit = reading.results.unit_of(measure)
        rows.append(group_row(_headline(measure).label, len(columns)))
        own = [
            interval_cell(interval_of_mean(figures.values[at, arm].tolist()), what)
            for figures, what in ((spread, unit), (relative, "share"))
        ]
        rows.append(
            body_row(
                [text(f"comparison arm: {reading.results.comparison.name}"), text(shown_unit(unit)), *own], numeric
            )
        )
        for contrast, ratio in zip(gaps, ratios, strict=True):
            gap = _of(reading, contrast, spread, measure)
            cv = _of(reading, ratio, relative, measure)
            cells = [
                text("no pair") if one is None else interval_cell(one.difference.change, what, signed=True)
                for one, what in ((gap, unit), (cv, "share"))
            ]
            rows.append(body_row([text(f"change with {contrast.name}"), text(shown_unit(unit)), *cells], numeric))
    caption = (
        f"{reading.year}. First the comparison arm's own spread with the 95% interval of its mean over samples, then "
        f"changes with the {reading.interval_in_words}; relative spreads in % and their changes in percentage points. "
        f"{ALIKE}"
    )
    return table("How far apart places are", caption, header_row(columns, numeric), rows)
