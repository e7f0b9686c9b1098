"""The section on how places end: shares of places with their intervals, the map, and the years before."""

from __future__ import annotations

from abm.reports.comparison_results import ComparedScenario, ComparisonResults
from abm.reports.interval import Interval
from abm.reports.page import (
    Html,
    body_row,
    bullets,
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
from abm.reports.regimes import REGIMES, last_year_of_regimes, map_of_regimes, regimes_over_years
from abm.reports.signs_section import why_places_end_so


def how_places_end(results: ComparisonResults) -> Html:
    """The shares of places in each regime, and the map; nothing where the results do not hold them."""
    year = last_year_of_regimes(results)
    if year is None:
        return Html("")
    drawn = [map_of_regimes(results, year), regimes_over_years(results)]
    meanings = [f"{regime.letter}, {regime.label}: {regime.meaning}." for regime in REGIMES]
    return join(
        [
            heading("How places end"),
            paragraph("A place is judged each year by what its organisations do, never by how its hospitals are used."),
            bullets(meanings),
            _regimes_table(results, year),
            *(figure(chart, level=3) for chart in drawn if chart is not None),
            why_places_end_so(results, year),
        ]
    )


def _regimes_table(results: ComparisonResults, year: str) -> Html:
    columns = ["% of places", *(f"{regime.letter} {regime.label}" for regime in REGIMES)]
    numeric = [False] + [True] * len(REGIMES)
    shares = [
        body_row(
            [
                text(scenario.name),
                *(
                    interval_cell(_cut_off(results.mean_of(regime.measure, scenario, year), 0.0), "share")
                    for regime in REGIMES
                ),
            ],
            numeric,
        )
        for scenario in results.scenarios
    ]
    changes = [
        body_row(
            [
                text(scenario.name),
                *(
                    interval_cell(_change(results, regime.measure, scenario, year), "share", signed=True)
                    for regime in REGIMES
                ),
            ],
            numeric,
        )
        for scenario in results.others
    ]
    against = f"Difference from {results.baseline.name}, in percentage points"
    rows = [group_row(f"Share of places, {year}", len(columns)), *shares, group_row(against, len(columns)), *changes]
    caption = (
        f"Mean of {results.replications_in_words}; in brackets the 95% interval of the mean. Differences are taken "
        f"within {results.pairs_in_words} of runs with the same luck."
    )
    return table("How places end", caption, header_row(columns, numeric), rows)


def _cut_off(share: Interval | None, lowest: float) -> Interval | None:
    """No share of places is above all of them, nor below none or, as a change, further down than all."""
    if share is None or share.low is None or share.high is None:
        return share
    return Interval(share.mean, max(share.low, lowest), min(share.high, 1.0))


def _change(results: ComparisonResults, measure: str, scenario: ComparedScenario, year: str) -> Interval | None:
    difference = results.difference(measure, scenario, year)
    return None if difference is None else _cut_off(difference.change, -1.0)
