"""The sections on what ``abm discover`` found in a sweep: which combinations lead where, which arms do well anyhow."""

from __future__ import annotations

import math

from abm.analysis.discovery_files import DiscoveryRow, read_discovery, read_regret
from abm.analysis.regret import ArmRegret
from abm.reports.discovery_words import METHODS, discovery_sentence, label_of, regret_sentences
from abm.reports.page import (
    Html,
    body_row,
    bullets,
    folded,
    header_row,
    heading,
    join,
    paragraph,
    table,
    text,
    with_limits,
)
from abm.reports.quantity import shown_number, shown_unit
from abm.reports.sweep_reading import SweepReading

MEANING = (
    "Rules are found by peeling off what matters least (PRIM) and by splitting (CART, a classification tree). Density: "
    "the part of a rule's cases that are of the kind. Coverage: the part of all of the kind that are in the rule. A "
    "rule fits the cases that it was found in better than any others; held out are a fifth of the draws of the "
    "uncertain numbers at a time, on which rules found in the same way without them were tried. All as `abm discover` "
    "last found it."
)
MOST_ROWS = 50


def discovery_section(reading: SweepReading) -> Html:
    """Both parts, of what was looked for; nothing where nobody has looked."""
    found, regret = read_discovery(reading.results.path), read_regret(reading.results.path)
    parts = []
    if found:
        parts += [heading("Which combinations lead where"), paragraph(MEANING), bullets(map(discovery_sentence, found))]
        parts.append(folded("The rules with all their figures", _rules(found)))
    if regret:
        units = dict(reading.results.units)
        parts += [heading("Which settings do well whatever the draw"), bullets(regret_sentences(regret, units))]
        measures = dict.fromkeys(row.measure for row in regret)
        parts += [_arms([row for row in regret if row.measure == name], units.get(name, "")) for name in measures]
    return join(parts)


def _rules(rows: list[DiscoveryRow]) -> Html:
    columns = ["Rule", "For", "Found by", "Density", "Coverage", "Held out: density", "Held out: coverage", "Verdict"]
    numeric = [False, False, False, True, True, True, True, False]
    body = (
        body_row(
            [
                with_limits(row.conditions or "none", f"{row.inside:,} of {row.cases:,} cases"),
                text(f"{row.outcome}, {row.period}"),
                text(METHODS.get(row.method, "")),
                *(text(_two_places(value)) for value in (row.density, row.coverage)),
                *(text(_two_places(value)) for value in (row.held_out_density, row.held_out_coverage)),
                text(row.verdict),
            ],
            numeric,
        )
        for row in rows
    )
    caption = (
        "A rule holds where the 95% interval (Student's t over draws) of what it has beyond luck on draws held out "
        "lies above nothing. Limits are in discovery.csv."
    )
    return table("Rules found", caption, header_row(columns, numeric), body)


def _arms(rows: list[ArmRegret], unit: str) -> Html:
    columns = ["Arm", "Mean", "Mean regret", "Most regret", "Best in"]
    numeric = [False] + [True] * 4
    body = [
        body_row(
            [
                text(row.arm),
                _mean(row, unit),
                text(shown_number(row.regret, unit)),
                text(shown_number(row.most_regret, unit)),
                text(f"{row.best_share:.0%}"),
            ],
            numeric,
        )
        for row in rows[:MOST_ROWS]
    ]
    first = rows[0]
    left = f" {len(rows) - MOST_ROWS} more arms are in regret.csv." if len(rows) > MOST_ROWS else ""
    caption = (
        f"{label_of(first.measure)}, {first.period}, {shown_unit(unit)}; {first.good} is good; over {first.samples:,} "
        "samples that have every arm. Means with their 95% interval (Student's t). Best in: the part of samples in "
        f"which no arm does better; arms that tie share it.{left}"
    )
    return table(label_of(first.measure), caption, header_row(columns, numeric), body)


def _mean(row: ArmRegret, unit: str) -> Html:
    if math.isnan(row.low):
        return text(shown_number(row.mean, unit))
    return with_limits(
        shown_number(row.mean, unit), f"({shown_number(row.low, unit)} to {shown_number(row.high, unit)})"
    )


def _two_places(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.2f}"
