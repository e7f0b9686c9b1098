"""The section on targets: how many are within, each with its interval and where runs lie, and what to know of them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from abm.analysis.validation import Validation, kinds_of
from abm.analysis.validation_files import written_cells
from abm.reports.page import (
    Html,
    body_row,
    bullets,
    element,
    figure,
    group_row,
    header_row,
    heading,
    join,
    paragraph,
    table,
    text,
    with_limits,
)
from abm.reports.validation_charts import targets_chart

COLUMNS = ("Target", "Statistic", "Period", "Interval", "Mean of runs", "Within", "Near", "From")
NUMERIC = (False, False, False, True, True, False, False, False)
MEANING = (
    "Within: the mean over runs lies in the target's interval. Near: it lies within a factor of 1.5 of it. Below each "
    "mean: where nine in ten of the runs lie, over luck and, where they were drawn, over uncertain numbers. Figures "
    "are in the targets' own units, those of England scaled to its older people."
)


def counts_in_words(validation: Validation) -> str:
    """How many targets are within, those that may be fitted and the others apart."""
    return f"{'; '.join(f'{words} are within their interval' for words, _ in kinds_of(validation.table()))}."


def validation_section(validation: Validation) -> Html:
    """Chart, table and notes; one sentence where no run ended well."""
    if validation.runs == 0:
        return join([heading("Targets"), paragraph("No run ended well, so there is nothing to hold against targets.")])
    chart = targets_chart(list(validation.held), validation.runs)
    return join(
        [
            heading("Targets"),
            Html("") if chart is None else figure(chart, level=3),
            _table(validation),
            _notes(validation),
        ]
    )


def _table(validation: Validation) -> Html:
    rows = []
    for words, held in kinds_of(validation.table()):
        rows.append(group_row(f"{words} are within", len(COLUMNS)))
        rows += [body_row(_cells(row), NUMERIC) for row in held.to_dict("records")]
    return table("Targets", MEANING, header_row(COLUMNS, NUMERIC), rows)


def _cells(row: Mapping[Hashable, Any]) -> Sequence[Html]:
    name, measure, statistic, period, interval, mean, runs, within, near = written_cells(row)
    return [
        with_limits(name, measure),
        text(statistic),
        text(period),
        with_limits(interval, row["unit"]),
        with_limits(mean, runs),
        element("strong", text(within)),
        text(near),
        text(row["source"]),
    ]


def _notes(validation: Validation) -> Html:
    notes = [f"{one.target.id}: {one.note}." for one in validation.held if one.note]
    return join([heading("To know of these", 3), bullets(notes)]) if notes else Html("")
