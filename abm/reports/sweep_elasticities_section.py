"""The section on elasticities: per cent for per cent, for arms that change one quantity and nothing else."""

from __future__ import annotations

from abm.analysis.elasticity import Elasticity
from abm.reports.headline_difference import HeadlineMeasure
from abm.reports.interval import ALIKE, Interval
from abm.reports.page import (
    Html,
    body_row,
    group_row,
    header_row,
    heading,
    interval_cell,
    join,
    paragraph,
    table,
    text,
)
from abm.reports.quantity import MINUS
from abm.reports.sweep_reading import SweepReading

MOST_ARMS = 12
"""Columns of the table; more would not be read, and all are in effects.csv."""
MEANING = (
    "By how many per cent a figure moves for each per cent by which the arm moves one quantity: the form in which "
    "studies of supply, spending and charges report what they find. Both are logarithms, taken within samples, so that "
    "a large change can be held beside a small one."
)


def elasticities_section(reading: SweepReading) -> Html:
    """What each such arm says of every headline; nothing where no arm changes one quantity only."""
    if reading.year is None or not reading.elasticities:
        return Html("")
    shown = reading.elasticities[:MOST_ARMS]
    columns = ["Measure (England)", *(one.arm for one in shown)]
    numeric = [False] + [True] * len(shown)
    rows = [body_row([text("what is changed"), *(text(_changed(one)) for one in shown)], numeric)]
    for group, headlines in reading.groups.items():
        rows.append(group_row(group, len(columns)))
        rows += [body_row([text(one.label), *_cells(reading, one, shown)], numeric) for one in headlines]
    caption = f"{reading.year}; in brackets the {reading.interval_in_words}; {reading.samples_in_words}. {ALIKE}"
    return join(
        [
            heading(f"Elasticities, {reading.year}"),
            paragraph(MEANING),
            table("Elasticities", caption, header_row(columns, numeric), rows),
        ]
    )


def _changed(one: Elasticity) -> str:
    by = 100.0 * (one.change.after / one.change.before - 1.0)
    return f"{one.change.lever} {by:+.3g}%".replace("-", MINUS)


def _cells(reading: SweepReading, headline: HeadlineMeasure, shown: list[Elasticity]) -> list[Html]:
    at = reading.headlines.position(headline.measure, str(reading.year))
    return [text("not kept") if at is None else _cell(one, at) for one in shown]


def _cell(one: Elasticity, at: int) -> Html:
    pairs, mean = int(one.found.pairs[at]), float(one.found.difference[at])
    if not pairs:
        return text("none: it is not above nought")
    limits = (float(one.found.low[at]), float(one.found.high[at])) if pairs > 1 else (None, None)
    return interval_cell(Interval(mean, *limits), "", signed=True)
