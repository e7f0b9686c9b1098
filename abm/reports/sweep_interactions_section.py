"""The section on levers together: whether what one does depends on where another stands."""

from __future__ import annotations

import math
from dataclasses import dataclass

import altair as alt
import pandas as pd

from abm.analysis.contrast import setting_name
from abm.analysis.factorial import Interaction
from abm.reports.charts import DASHES, LINES, Chart, legend_below, svg_of
from abm.reports.headline_difference import HeadlineDifference, HeadlineMeasure
from abm.reports.interval import ALIKE
from abm.reports.page import (
    Html,
    body_row,
    bullets,
    figure,
    folded,
    header_row,
    heading,
    interval_cell,
    join,
    paragraph,
    table,
    text,
)
from abm.reports.quantity import scale_shown, shown_unit
from abm.reports.sweep_effects_section import times_its_half_width
from abm.reports.sweep_reading import SweepReading, headline_difference
from abm.sweeps.lever_design import in_words

MOST_ROWS = 60


@dataclass(frozen=True, eq=False)
class Told:
    """One interaction in one measure."""

    interaction: Interaction
    headline: HeadlineMeasure
    one: HeadlineDifference

    @property
    def is_clear(self) -> bool:
        """Whether its interval does not reach nothing."""
        change = self.one.difference.change
        return change.low is not None and change.high is not None and (change.low > 0.0 or change.high < 0.0)


def interactions_section(reading: SweepReading) -> Html:
    """Which pairs of levers matter most together; nothing where no levers are crossed."""
    if reading.factorial is None or reading.year is None or len(reading.factorial.moved) < 2:
        return Html("")
    told = interactions_told(reading)
    if not told:
        return join([heading("Levers together"), paragraph("No sample has all the runs that this needs yet.")])
    chart = together_chart(reading, told)
    return join(
        [
            heading("Levers together"),
            paragraph(
                "Whether what one lever does depends on where another stands: what a setting changes with the other "
                "lever moved, less what it changes with the other lever as in the comparison arm. Nothing means that "
                "the two add up."
            ),
            bullets(_by_pair(told)),
            figure(chart, level=3) if chart is not None else Html(""),
            _table_of(reading, told),
        ]
    )


def interactions_told(reading: SweepReading) -> list[Told]:
    """Every interaction in each measure that is led with, as far as any sample has what it needs."""
    assert reading.factorial is not None
    found = []
    for interaction in reading.factorial.interactions(reading.headlines):
        for headline in reading.leads:
            at = reading.headlines.position(headline.measure, str(reading.year))
            unit = reading.results.unit_of(headline.measure)
            one = None
            if at is not None:
                one = headline_difference(headline, unit, interaction.differences, at, ("sample", "samples"))
            if one is not None:
                found.append(Told(interaction, headline, one))
    return found


def _by_pair(told: list[Told]) -> list[str]:
    pairs: dict[tuple[str, str], list[Told]] = {}
    for each in told:
        pairs.setdefault(each.interaction.levers, []).append(each)

    def weight(found: list[Told]) -> tuple[float, float]:
        share = math.fsum(each.is_clear for each in found) / len(found)
        return share, max(times_its_half_width(each.one) for each in found)

    ranked = sorted(pairs.items(), key=lambda pair: weight(pair[1]), reverse=True)
    said = []
    for levers, found in ranked:
        clear = [each for each in found if each.is_clear]
        names = f"{levers[0]} with {levers[1]}"
        if not clear:
            said.append(f"{names}: none of {len(found)} clear; as far as these runs can tell the two add up.")
            continue
        strongest = max(clear, key=lambda each: times_its_half_width(each.one))
        more = "more" if strongest.one.difference.change.mean > 0.0 else "less"
        said.append(
            f"{names}: {len(clear)} of {len(found)} clear (luck alone would make about one in twenty). Clearest: "
            f"{strongest.headline.label}, {strongest.interaction.setting} with {strongest.interaction.other_setting} "
            f"comes out {more} than the two apart would."
        )
    return said


def together_chart(reading: SweepReading, told: list[Told]) -> Chart | None:
    """The clearest interaction: the measure over the values of one lever, a line for each value of the other."""
    strongest = max(told, key=lambda each: times_its_half_width(each.one))
    one, other = strongest.interaction.levers
    unit = reading.results.unit_of(strongest.headline.measure)
    rows, samples = _levels(reading, strongest, scale_shown(unit))
    if not samples:
        return None
    order, labels = list(dict.fromkeys(rows["value"])), list(dict.fromkeys(rows["label"]))
    title = f"{strongest.headline.label}: {one} with {other}, {reading.year}"
    colours = alt.Scale(domain=labels, range=[LINES[at % len(LINES)] for at in range(len(labels))])
    dashes = alt.Scale(domain=labels, range=[list(DASHES[at % len(DASHES)]) for at in range(len(labels))])
    legend = legend_below(labels, symbol="stroke")
    base = alt.Chart(rows).encode(
        x=alt.X("value:N", sort=order, title=one, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("mean:Q", title=shown_unit(unit), scale=alt.Scale(zero=False)),
        color=alt.Color("label:N", title=None, scale=colours, legend=legend),
    )
    lines = base.mark_line(point=True).encode(
        strokeDash=alt.StrokeDash("label:N", title=None, scale=dashes, legend=legend)
    )
    return Chart(
        name="levers-together",
        title=title,
        caption=(
            "England. The clearest of all pairs: lines that run alongside each other would mean that the two add up. "
            f"Means over all settings of the other levers and over {samples} sample{'' if samples == 1 else 's'} "
            "that have every arm. No interval is drawn: means share their luck, so that their own intervals would hide "
            "what is clear within samples; the table below has the interval of every interaction."
        ),
        table=rows,
        svg=svg_of(lines, title, f"{title}: a line for each of {', '.join(labels)}."),
    )


def _levels(reading: SweepReading, told: Told, scale: float) -> tuple[pd.DataFrame, int]:
    """Columns label, value, mean; and the samples that they rest on."""
    factorial = reading.factorial
    at = reading.headlines.position(told.headline.measure, str(reading.year))
    assert factorial is not None and at is not None
    one, other = told.interaction.levers
    means, samples = factorial.cell_means(reading.headlines.values[at], one, other)
    rows = [
        {"label": setting_name(other, label), "value": in_words(value), "mean": float(means[first, second]) * scale}
        for second, label in enumerate(factorial.values[factorial.levers.index(other)])
        for first, value in enumerate(factorial.values[factorial.levers.index(one)])
    ]
    return pd.DataFrame(rows), samples


def _table_of(reading: SweepReading, told: list[Told]) -> Html:
    columns = ["Setting", "with", *(headline.label for headline in reading.leads)]
    numeric = [False, False] + [True] * len(reading.leads)
    by_interaction: dict[Interaction, dict[str, Told]] = {}
    for each in told:
        by_interaction.setdefault(each.interaction, {})[each.headline.measure] = each
    rows = []
    for interaction, found in list(by_interaction.items())[:MOST_ROWS]:
        cells = [
            text("not known yet")
            if (own := found.get(headline.measure)) is None
            else interval_cell(own.one.difference.change, own.one.unit, signed=True)
            for headline in reading.leads
        ]
        rows.append(body_row([text(interaction.setting), text(interaction.other_setting), *cells], numeric))
    units = "; ".join(f"{one.label}: {shown_unit(reading.results.unit_of(one.measure))}" for one in reading.leads)
    left = len(by_interaction) - len(rows)
    caption = (
        f"Differences of differences, England, {reading.year}, averaged over the settings of all other levers; in "
        f"brackets the 95% interval (Student's t) over {reading.samples_in_words}. {ALIKE} Units: {units}."
        + (f" {left} more are left out." if left else "")
    )
    name = "Every two settings together"
    return folded(f"{name} ({len(rows)})", table(name, caption, header_row(columns, numeric), rows))
