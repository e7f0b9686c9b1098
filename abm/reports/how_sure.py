"""The section on how sure a comparison is: what its intervals mean, what failed, what the same luck was worth."""

from __future__ import annotations

import math
import statistics

from abm.reports.comparison_results import ComparisonResults
from abm.reports.headline_section import ONE_IN_TWENTY, all_headlines
from abm.reports.page import Html, bullets, heading, join, paragraph
from abm.reports.quantity import shown_number
from abm.reports.run_report import failures


def how_sure(results: ComparisonResults) -> Html:
    """What the intervals mean and leave out, what failed, and what the same luck was worth."""
    done = [
        f"{scenario.name}: {len(results.replications(scenario))} of {results.planned} replications ended well"
        + ("" if scenario is results.baseline else f", {results.pairs(scenario)} of them in a pair")
        + "."
        for scenario in results.scenarios
    ]
    return join(
        [
            heading("How sure this is"),
            bullets(
                [
                    *done,
                    *_what_intervals_hold(results),
                    "A run that failed is in no figure, and no difference counts its partners in the other scenarios.",
                    ONE_IN_TWENTY,
                ]
            ),
            _worth_of_pairing(results),
            failures(results.results),
        ]
    )


def _what_intervals_hold(results: ComparisonResults) -> list[str]:
    luck = "which people fall ill when, and with which habits organisations start"
    if results.results.numbers_drawn:
        return [
            f"Every interval is about luck, {luck}, and about the model's uncertain numbers, of which each replication "
            "had a draw from the posterior. More replications make it narrower.",
            "No interval covers doubt about what the model leaves out, which can be larger than both.",
        ]
    return [
        f"Every interval is about luck alone: {luck}. More replications make it narrower.",
        "No interval covers doubt about the model's uncertain numbers, which each had one value here, nor "
        "about what the model leaves out. Both can be larger than luck.",
    ]


def _worth_of_pairing(results: ComparisonResults) -> Html:
    """How many replications it would have taken with luck of its own in each scenario."""
    found = [
        one.difference
        for scenario in results.others
        for one in (all_headlines(results, scenario) if results.shared_years else [])
        if math.isfinite(one.difference.variance_ratio)
    ]
    if not found:
        return Html("")
    needed = sorted(one.pairs * one.variance_ratio for one in found)
    quarter = len(needed) // 4
    low, middle, high = needed[quarter], statistics.median(needed), needed[-1 - quarter]
    drawn = results.results.numbers_drawn
    same, own = ("luck and numbers were", "both") if drawn else ("luck was", "luck")
    return paragraph(
        f"What the same {same} worth: with {own} of its own in each scenario, an interval as narrow would have taken "
        f"about {_count(middle)} replications for the middle one of the headline figures, and between {_count(low)} "
        f"and {_count(high)} for the middle half of them, where these differences rest on {results.pairs_in_words}. "
        "With few replications these counts are rough."
    )


def _count(replications: float) -> str:
    return shown_number(round(replications), "").split(".", maxsplit=1)[0]
