"""The section on how places end: shares of places with their intervals, the map, and the years before."""

from __future__ import annotations

from abm.measures.regimes import regime_rule
from abm.reports.comparison_results import ComparedScenario, ComparisonResults
from abm.reports.interval import ALIKE, Interval
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

MIXED_AND_MEASURES = (
    "In the measures of the results folder (regime_integrated_share and so on) a mixed place goes on under the regime "
    "that it last had, if any, so that figures there can be higher than here; regime_mixed_share counts mixed places."
)


def how_places_end(results: ComparisonResults) -> Html:
    """The shares of places in each regime, and the map; where the results hold none, from when on there would be."""
    year = last_year_of_regimes(results)
    if year is None:
        return join([heading("How places end"), paragraph(f"{judged_from()} These results hold no such year.")])
    drawn = [map_of_regimes(results, year), regimes_over_years(results)]
    meanings = [f"{regime.letter}, {regime.label}: {regime.meaning}." for regime in REGIMES]
    return join(
        [
            heading("How places end"),
            paragraph(
                "A place is judged each year by what its organisations do, never by how its hospitals are used. "
                f"{judged_from()} A place that has a regime changes it only when the signs of another have held for "
                f"{regime_rule().years_to_change} years running."
            ),
            bullets(meanings),
            paragraph(MIXED_AND_MEASURES),
            _regimes_table(results, year),
            *(figure(chart, level=3) for chart in drawn if chart is not None),
            why_places_end_so(results, year),
        ]
    )


def judged_from() -> str:
    """Since when places are judged."""
    return f"Judging starts in {regime_rule().first_year}: no place has a regime before."


def _regimes_table(results: ComparisonResults, year: str) -> Html:
    columns = ["% of places", *(f"{regime.letter} {regime.label}" for regime in REGIMES)]
    numeric = [False] + [True] * len(REGIMES)
    shares = [
        body_row(
            [
                text(scenario.name),
                *(interval_cell(results.mean_of(regime.measure, scenario, year), "share") for regime in REGIMES),
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
    own = f"Share of places by scenario, {year}"
    against = f"Difference from {results.baseline.name}, in percentage points"
    rows = [
        group_row(own, len(columns)),
        *shares,
        group_row(against, len(columns)),
        *changes,
    ]
    return table("How places end", _caption(results), header_row(columns, numeric), rows)


def _caption(results: ComparisonResults) -> str:
    if results.replications_in_words == "one replication":
        return "One replication, so no interval can be given."
    return (
        f"Mean of {results.replications_in_words}; in brackets the 95% confidence interval of that mean, in percentage "
        "points of places and cut off where no share can be: below 0 and above 100, and for differences beyond 100 "
        f"either way. {ALIKE} Differences are taken within {results.pairs_in_words} of runs with the same luck."
    )


def _change(results: ComparisonResults, measure: str, scenario: ComparedScenario, year: str) -> Interval | None:
    difference = results.difference(measure, scenario, year)
    return None if difference is None else difference.change
