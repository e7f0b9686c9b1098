"""Why places end as they do: the seven signs of the rule, what they were measured at, and where they turn."""

from __future__ import annotations

from abm.measures.regimes import Threshold, regime_rule
from abm.reports.comparison_results import ComparedScenario, ComparisonResults
from abm.reports.page import Html, body_row, header_row, heading, join, paragraph, table, text

MEASURED_BY = {
    "plan_moved": "plan_money_moved_share",
    "engagement": "gp_engagement_share",
    "shared_records": "discharges_with_shared_records_share",
    "joint_money": "voluntary_joint_share",
    "shunting": "shunted_share",
    "promises": "promises_kept_share",
    "prevention": "prevention_share_change",
}
"""The measure behind each sign."""


def sign_measures() -> list[str]:
    """What the section reads."""
    return [*MEASURED_BY.values(), *(f"sign_{name}" for name in MEASURED_BY)]


def why_places_end_so(results: ComparisonResults, year: str | None) -> Html:
    """A table of the signs; nothing where the results do not hold them."""
    if year is None or results.by_year([f"sign_{name}" for name in MEASURED_BY]).empty:
        return Html("")
    rule = regime_rule()
    said = (
        f"A place counts as integrated when its seven signs add up to {rule.integrated_least_sum} or more and neither "
        "the plan nor cost-shunting speaks against it; as fragmented at "
        f"{rule.fragmented_most_sum} or less with cost-shunting against it; in stasis between "
        f"-{rule.stasis_largest_sum} and {rule.stasis_largest_sum} where commissioners come to the board, little of "
        "their plan moves, and most signs stay as they were. The rule was fixed before any run was made."
    )
    columns = ["Sign", "for from", "against from", *results.names]
    numeric = [False, True, True] + [True] * len(results.names)
    rows = [
        body_row(
            [
                text(sign.meaning),
                text(percent(sign.up)),
                text(percent(sign.down)),
                *(text(cell(results, sign, scenario, year)) for scenario in results.scenarios),
            ],
            numeric,
        )
        for sign in rule.signs
    ]
    caption = (
        f"Means over all places of the run, {year}, and over {results.replications_in_words}; in brackets the mean "
        "sign, from -1 (against, everywhere) to +1 (for, everywhere). Each place's own are among the measures."
    )
    return join(
        [
            heading("Why places end so", 3),
            paragraph(said),
            table("The seven signs", caption, header_row(columns, numeric), rows),
        ]
    )


def cell(results: ComparisonResults, sign: Threshold, scenario: ComparedScenario, year: str) -> str:
    """What a sign was measured at, and the mean sign."""
    value = results.mean_of(MEASURED_BY[sign.name], scenario, year)
    mean_sign = results.mean_of(f"sign_{sign.name}", scenario, year)
    measured = "–" if value is None else percent(value.mean)
    return measured if mean_sign is None else f"{measured} ({mean_sign.mean:+.1f})"


def percent(share: float) -> str:
    """A share in per cent, with a decimal where it is small."""
    return f"{100.0 * share:.1f}%" if abs(share) < 0.1 else f"{100.0 * share:.0f}%"
