"""The section on what levers and arms do: pictures of what is led with, and every measure in a table."""

from __future__ import annotations

import math
from collections.abc import Sequence

from abm.analysis.contrast import Contrast
from abm.analysis.lever_slopes import rank_correlations
from abm.reports.charts import Chart
from abm.reports.headline_difference import HeadlineDifference
from abm.reports.headline_section import ENGLAND, ONE_IN_TWENTY, difference_cells
from abm.reports.interval import ALIKE, interval_of_mean
from abm.reports.page import (
    Html,
    body_row,
    figure,
    folded,
    group_row,
    header_row,
    heading,
    interval_cell,
    join,
    paragraph,
    table,
    text,
    with_limits,
)
from abm.reports.quantity import MINUS, shown_unit
from abm.reports.sweep_charts import Dot, caption_of_dots, dots_table, forest_svg
from abm.reports.sweep_reading import SweepReading

MOST_ROWS = 24
"""Settings in a picture; more would not be read."""
MOST_ARMS = 200
"""Arms in the table of arms; all are in effects.csv."""

MEANINGS = {
    "crossed": "Each value of a lever is held against the comparison arm's, within each sample and each setting of the "
    "other levers, and averaged over those settings: what the lever does on average, whatever the others are.",
    "spread": "Levers were spread over their ranges together. A straight line through all arms says what moving one "
    "lever from end to end changes with the others held still; the interval holds what the line does not explain.",
    "listed": "Each arm is held against the comparison arm within each sample: the same draw of the uncertain numbers, "
    "the same luck.",
}


def effects_section(reading: SweepReading) -> Html:
    """What each setting changes; nothing where nothing can be compared, but the levels of an only arm."""
    if reading.year is None:
        return Html("")
    if reading.kind == "one arm" or not reading.contrasts:
        return _levels(reading)
    chart = effects_chart(reading)
    return join(
        [
            heading(f"What {'arms' if reading.kind == 'listed' else 'levers'} change, {reading.year}"),
            paragraph(f"{MEANINGS[reading.kind]} {ENGLAND} {ONE_IN_TWENTY}"),
            figure(chart, level=3) if chart is not None else Html(""),
            *(_table_of(reading, contrast) for contrast in reading.contrasts[:MOST_ROWS]),
            _more(reading),
            _rank_table(reading),
            _arms(reading) if reading.kind != "listed" else Html(""),
        ]
    )


def effects_chart(reading: SweepReading) -> Chart | None:
    """Dots with intervals for what is led with."""
    chosen = chosen_contrasts(reading)
    dots = [
        Dot(headline.label, contrast.name, one)
        for headline in reading.leads
        for contrast in chosen
        if (one := reading.difference(headline, contrast)) is not None
    ]
    rows = dots_table(dots)
    if rows.empty:
        return None
    title = f"Differences in what is looked for first, {reading.year}"
    left_out = len(reading.contrasts) - len(chosen)
    more = f" {left_out} more arms are in effects.csv: drawn are those that differ most clearly." if left_out else ""
    return Chart(
        name="effects",
        title=title,
        caption=(
            f"England, {reading.year}. {caption_of_dots(rows)} Lines: {reading.interval_in_words}; "
            f"{reading.samples_in_words}.{more}"
        ),
        table=rows,
        svg=forest_svg(rows, title),
    )


def chosen_contrasts(reading: SweepReading) -> list[Contrast]:
    """As many as a picture holds: those whose differences stand out most from their intervals, in their order."""
    if len(reading.contrasts) <= MOST_ROWS:
        return reading.contrasts

    def clearness(contrast: Contrast) -> float:
        found = [one for headline in reading.leads if (one := reading.difference(headline, contrast)) is not None]
        return max((times_its_half_width(one) for one in found), default=0.0)

    best = {id(contrast) for contrast in sorted(reading.contrasts, key=clearness, reverse=True)[:MOST_ROWS]}
    return [contrast for contrast in reading.contrasts if id(contrast) in best]


def times_its_half_width(one: HeadlineDifference) -> float:
    """How many half widths of its interval a difference is from nothing; 0 where there is no interval."""
    change = one.difference.change
    if change.low is None or change.high is None or change.high == change.low:
        return 0.0
    return abs(change.mean) / ((change.high - change.low) / 2.0)


def _table_of(reading: SweepReading, contrast: Contrast) -> Html:
    columns = ["Measure (England)", "Unit", "Held against", "With it", "Difference", "In words"]
    numeric = [False, False, True, True, True, False]
    rows: list[Html] = []
    verdicts: list[str] = []
    for group, headlines in reading.groups.items():
        found = [one for headline in headlines if (one := reading.difference(headline, contrast)) is not None]
        if found:
            rows.append(group_row(group, len(columns)))
            rows += [body_row(difference_cells(one), numeric) for one in found]
            verdicts += [one.verdict for one in found]
    counts = "; ".join(
        f"{words} {verdicts.count(verdict)}"
        for verdict, words in (("Better", "better on"), ("Worse", "worse on"), ("Unclear", "no clear difference on"))
    )
    name = f"{contrast.name} against {contrast.against}"
    caption = f"{reading.year}; in brackets the {reading.interval_in_words}. {ALIKE}"
    return folded(f"{name}: {counts}", table(name, caption, header_row(columns, numeric), rows))


def _more(reading: SweepReading) -> Html:
    hidden = len(reading.contrasts) - MOST_ROWS
    if hidden <= 0:
        return Html("")
    return paragraph(f"Tables of {hidden} more settings are left out here; every arm is in effects.csv.")


def _arms(reading: SweepReading) -> Html:
    """Every arm against the one compared with, for what is led with."""
    columns = ["Arm", "Samples", *(headline.label for headline in reading.leads)]
    numeric = [False] + [True] * (len(columns) - 1)
    chosen = reading.arm_contrasts[:MOST_ARMS]
    if not chosen:
        return Html("")
    rows = [body_row(_armdifference_cells(reading, contrast), numeric) for contrast in chosen]
    units = "; ".join(f"{one.label}: {shown_unit(reading.results.unit_of(one.measure))}" for one in reading.leads)
    left = len(reading.arm_contrasts) - len(chosen)
    caption = (
        f"Mean difference from {reading.results.comparison.name}, {reading.year}; in brackets the 95% interval "
        f"(Student's t) over the samples that both have. {ALIKE} Units: {units}. Every kept figure of every year is in "
        f"effects.csv{f', with {left} more arms' if left else ''}."
    )
    name = "Every arm against the comparison arm"
    return folded(f"{name} ({len(chosen)} arms)", table(name, caption, header_row(columns, numeric), rows))


def _armdifference_cells(reading: SweepReading, contrast: Contrast) -> list[Html]:
    found = [reading.difference(headline, contrast) for headline in reading.leads]
    pairs = max((one.difference.pairs for one in found if one is not None), default=0)
    cells = [
        text("no pair") if one is None else interval_cell(one.difference.change, one.unit, signed=True) for one in found
    ]
    return [text(contrast.name), text(pairs), *cells]


def _rank_table(reading: SweepReading) -> Html:
    if reading.kind != "spread":
        return Html("")
    results = reading.results
    ranks = rank_correlations(reading.headlines, results.arms, results.comparison)
    if not ranks:
        return Html("")
    columns = ["Lever", *(headline.label for headline in reading.leads)]
    at = [reading.headlines.position(headline.measure, str(reading.year)) for headline in reading.leads]
    rows = [
        body_row(
            [text(lever), *(text(_rank(float(found[place]) if place is not None else float("nan"))) for place in at)],
            [False] + [True] * len(at),
        )
        for lever, found in ranks.items()
    ]
    caption = (
        "Spearman's rank correlation over arms of each lever that is a number with each measure: 1 rises throughout, "
        f"-1 falls throughout, 0 neither; over {reading.samples_in_words}, no interval."
    )
    return table("Rank correlations", caption, header_row(columns, [False] + [True] * len(at)), rows)


def _rank(value: float) -> str:
    return "nothing varies" if math.isnan(value) else f"{value:+.2f}".replace("-", MINUS)


def _levels(reading: SweepReading) -> Html:
    """What there is when nothing can be compared: the level of each headline in every arm that has runs."""
    found = reading.headlines
    arms = [at for at, arm in enumerate(reading.results.arms) if reading.results.done_by_arm[arm.name]][:MOST_ROWS]
    columns = ["Measure (England)", "Unit", *(reading.results.arms[at].name for at in arms)]
    numeric = [False, False] + [True] * len(arms)
    rows: list[Html] = []
    for group, headlines in reading.groups.items():
        rows.append(group_row(group, len(columns)))
        for headline in headlines:
            at = found.position(headline.measure, str(reading.year))
            unit = reading.results.unit_of(headline.measure)
            if at is not None:
                cells: Sequence[Html] = [
                    interval_cell(interval_of_mean(found.values[at, arm].tolist()), unit) for arm in arms
                ]
                rows.append(body_row([with_limits(headline.label, ""), text(shown_unit(unit)), *cells], numeric))
    caption = (
        "Means over the samples that each arm has; in brackets their 95% interval (Student's t) where there are two."
    )
    return join([heading(f"Levels, {reading.year}"), table("Levels", caption, header_row(columns, numeric), rows)])
