"""What a sweep's report leads with, and every other measure that the experiment keeps."""

from __future__ import annotations

from collections.abc import Sequence

from abm.reports.headline_difference import HEADLINES, LESS, LOWER, HeadlineMeasure

LEADS = (
    "delayed_days_per_1000_65plus",
    "days_at_home_share",
    "unmet_hours_per_1000_65plus",
    "shunted_share",
    "trust_mean",
    "regime_integrated_share",
    "emergency_admissions_per_1000_65plus",
    "hand_offs_per_1000_65plus",
    "spend_per_older_person",
)
"""What readers look for first; the first six that are kept are led with."""
LED_WITH = 6

BETWEEN_BODIES: dict[str, tuple[HeadlineMeasure, ...]] = {
    "Between bodies": (
        HeadlineMeasure("shunted_share", "Pounds shunted per pound of care", "cost-shunting", "lower", LESS),
        HeadlineMeasure("promises_kept_share", "Promises across bodies kept", "promises kept", "higher"),
        HeadlineMeasure(
            "plan_money_moved_share", "Plan money that the board moved", "plan money moved", "neither", LESS
        ),
        HeadlineMeasure("plans_defaulted_share", "Plans that defaulted", "plans defaulted", "neither"),
        HeadlineMeasure(
            "voluntary_joint_share", "Voluntary joint spending", "voluntary joint spending", "neither", LESS
        ),
        HeadlineMeasure("gp_engagement_share", "GPs that take part", "GPs taking part", "neither"),
    ),
    "Regimes of places": (
        HeadlineMeasure("regime_integrated_share", "Places integrated", "places integrated", "neither"),
        HeadlineMeasure("regime_stasis_share", "Places in stasis", "places in stasis", "neither"),
        HeadlineMeasure("regime_fragmented_share", "Places fragmented", "places fragmented", "neither"),
        HeadlineMeasure("regime_unsettled_share", "Places in no regime yet", "places in no regime", "neither"),
    ),
}
GROUPS = HEADLINES | BETWEEN_BODIES
ALSO_KEPT = "Also kept"


def headline_groups(measures: Sequence[str]) -> dict[str, tuple[HeadlineMeasure, ...]]:
    """The headlines among these measures by heading; the others, by their own names, at the end."""
    there = set(measures)
    named = {one.measure for group in GROUPS.values() for one in group}
    groups = {heading: tuple(one for one in group if one.measure in there) for heading, group in GROUPS.items()}
    others = tuple(HeadlineMeasure(name, name, name, "neither", LOWER) for name in measures if name not in named)
    return {heading: group for heading, group in (*groups.items(), (ALSO_KEPT, others)) if group}


def lead_measures(measures: Sequence[str], first: str | None = None) -> list[str]:
    """What to lead with: ``first`` if there is such a measure, then what readers look for; else what is kept first."""
    there = set(measures)
    wanted = [name for name in ((first,) if first else ()) + LEADS if name in there]
    return list(dict.fromkeys([*wanted, *measures]))[:LED_WITH]
