"""A table of England's figures in a run: the first reported year, the last full one, and the change between them."""

from __future__ import annotations

from collections.abc import Mapping

from abm.reports import interval
from abm.reports.headline import HeadlineRow, headline_row
from abm.reports.page import Html, body_row, group_row, header_row, interval_cell, table, text
from abm.reports.quantity import shown_unit
from abm.reports.results import Results


def figures_table(results: Results, name: str, groups: Mapping[str, Mapping[str, str]], years: tuple[str, str]) -> Html:
    """``groups``: measures in plain words, by heading; those that the results do not hold are left out."""
    single = years[0] == years[1]
    columns = ["Measure (England)", "Unit", years[0], *([] if single else [years[1], "Change"])]
    numeric = [False, False, *[True] * (len(columns) - 2)]
    rows = []
    for group, labels in groups.items():
        found = [headline_row(results, measure, label, years) for measure, label in labels.items()]
        present = [row for row in found if row is not None]
        if present:
            rows.append(group_row(group, len(columns)))
            rows += [body_row(_cells(row, single=single), numeric) for row in present]
    return table(name, meaning_of_figures(results), header_row(columns, numeric), rows)


def _cells(row: HeadlineRow, *, single: bool) -> list[Html]:
    cells = [text(row.label), text(shown_unit(row.unit)), interval_cell(row.first, row.unit)]
    if single:
        return cells
    return [*cells, interval_cell(row.last, row.unit), interval_cell(row.change, row.unit, signed=True)]


def meaning_of_figures(results: Results) -> str:
    """What a mean and its brackets are, said over every table of them."""
    if results.replications == 1:
        return "One replication, so no interval can be given: run more before reading small differences."
    return (
        f"Mean of {results.replications} replications; in brackets the {interval.MEANING}. Changes are "
        "taken within each replication. Limits are cut off where no such figure can be: counts and shares below 0, "
        f"shares above 100%. {interval.ALIKE}"
    )
