"""Why places end as they do: the seven signs of the rule, where they turn, their sum, and what it comes to."""

from __future__ import annotations

from abm.measures.regimes import RegimeRule, Threshold, regime_rule
from abm.reports.comparison_results import ComparedScenario, ComparisonResults
from abm.reports.page import (
    Html,
    body_row,
    bullets,
    element,
    group_row,
    header_row,
    heading,
    join,
    paragraph,
    table,
    text,
    with_limits,
)
from abm.reports.quantity import MINUS
from abm.reports.regimes import REGIMES

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
SUM = "regime_sum"
IN_POINTS = ("prevention",)
"""Signs measured by a change in a share, not by a share."""


def sign_measures() -> list[str]:
    """What the section reads."""
    return [*MEASURED_BY.values(), *(f"sign_{name}" for name in MEASURED_BY), SUM]


def why_places_end_so(results: ComparisonResults, year: str | None) -> Html:
    """A table of the signs; nothing where the results do not hold them."""
    if year is None or results.by_year([f"sign_{name}" for name in MEASURED_BY]).empty:
        return Html("")
    rule = regime_rule()
    columns = ["Sign", "Counts +1 at", f"Counts {MINUS}1 at", *results.names]
    numeric = [False, True, True] + [True] * len(results.names)
    rows = [
        group_row("What each sign is measured at, and in brackets the mean sign", len(columns)),
        *(
            body_row(
                [
                    text(sign.meaning),
                    *(text(turn) for turn in turns(sign)),
                    *(measured(results, sign, scenario, year) for scenario in results.scenarios),
                ],
                numeric,
            )
            for sign in rule.signs
        ),
        group_row("What they come to", len(columns)),
        body_row(
            [
                text("sum of the seven signs: mean over places, and the lowest and highest place"),
                *(text(end) for end in (f"+{len(rule.signs)} at most", f"{MINUS}{len(rule.signs)} at least")),
                *(sum_of_signs(results, scenario, year) for scenario in results.scenarios),
            ],
            numeric,
        ),
        body_row(
            [
                text("verdict: share of places"),
                *(text("") for _ in range(2)),
                *(in_lines(verdict_in_words(results, scenario, year)) for scenario in results.scenarios),
            ],
            numeric,
        ),
    ]
    caption = (
        f"Means over all places of the run, {year}, and over {results.replications_in_words}; a sign between its two "
        f"ends counts 0, so the mean sign runs from {MINUS}1 (against, everywhere) to +1 (for, everywhere). No "
        "intervals are given here: the table above has them for what the signs come to. Each place's own signs are "
        "among the measures."
    )
    return join(
        [
            heading("Why places end so", 3),
            paragraph("Seven signs are read off each place each year, and added up. A place's year fits:"),
            bullets(rule_in_words(rule)),
            paragraph(
                "A year that fits none of the three is mixed. The verdict is about each place's own signs: means over "
                "places can lie where no single place does. The rule was fixed before any run was made."
            ),
            table("The seven signs", caption, header_row(columns, numeric), rows),
        ]
    )


def rule_in_words(rule: RegimeRule) -> list[str]:
    """What each regime asks for."""
    largest = rule.stasis_largest_sum
    return [
        f"integrated when the signs add up to {signed(rule.integrated_least_sum)} or more and neither the plan nor "
        "cost-shunting speaks against it;",
        f"fragmented when they add up to {signed(rule.fragmented_most_sum)} or less and cost-shunting speaks "
        "against it;",
        f"in stasis when they add up to between {signed(-largest)} and {signed(largest)}, little of the commissioner's "
        f"plan moves, commissioners come to at least {percent(rule.stasis_least_attendance)} of board meetings, and at "
        f"least {rule.stasis_least_unchanged} signs are what they were the year before.",
    ]


def turns(sign: Threshold) -> tuple[str, str]:
    """From where on a sign counts for integration, and from where on against it."""
    ways = ("or more", "or less") if sign.up > sign.down else ("or less", "or more")
    up, down = (in_its_unit(sign, value) for value in (sign.up, sign.down))
    return f"{up} {ways[0]}", f"{down} {ways[1]}"


def measured(results: ComparisonResults, sign: Threshold, scenario: ComparedScenario, year: str) -> Html:
    """What a sign was measured at, and the mean sign."""
    value = results.mean_of(MEASURED_BY[sign.name], scenario, year)
    mean_sign = results.mean_of(f"sign_{sign.name}", scenario, year)
    return with_limits(
        "not measured" if value is None else in_its_unit(sign, value.mean),
        "" if mean_sign is None else f"({signed(mean_sign.mean, '.1f')})",
    )


def sum_of_signs(results: ComparisonResults, scenario: ComparedScenario, year: str) -> Html:
    """The mean sum of signs, and the lowest and highest of any place in any replication."""
    mean = results.mean_of(SUM, scenario, year)
    places = results.by_year([SUM], level="council")
    found = places[(places["scenario"] == scenario.name) & (places["period"] == year)]["value"]
    if mean is None or found.empty:
        return text("not measured")
    return with_limits(signed(mean.mean, ".1f"), f"({signed(found.min())} to {signed(found.max())})")


def verdict_in_words(results: ComparisonResults, scenario: ComparedScenario, year: str) -> list[str]:
    """How many places stand how: "67% in stasis", "33% mixed"; the most frequent first."""
    means = [(results.mean_of(regime.measure, scenario, year), regime.label) for regime in REGIMES]
    shares = [(mean.mean, label) for mean, label in means if mean is not None and mean.mean > 0.0]
    shares.sort(key=lambda found: -found[0])
    return [f"{share:.0%} {label}" for share, label in shares]


def in_lines(words: list[str]) -> Html:
    """Each on a line of its own, so that a column stays narrow."""
    return join(element("div", text(line)) for line in words)


def in_its_unit(sign: Threshold, value: float) -> str:
    """What a sign is measured by, as a reader sees it."""
    if sign.name in IN_POINTS:
        return f"{signed(100.0 * value, '.1f')} points"
    return percent(value)


def percent(share: float) -> str:
    """A share in per cent, with a decimal where it is small."""
    return f"{100.0 * share:.1f}%" if 0.0 < abs(share) < 0.1 else f"{100.0 * share:.0f}%"


def signed(value: float, layout: str = ".0f") -> str:
    """A number with its sign, none for nothing."""
    shown = f"{value:+z{layout}}"
    return shown[1:] if float(shown) == 0.0 else shown.replace("-", MINUS)
