"""The order of a month, a quarter and a year, each written once."""

from __future__ import annotations

MONTH = (
    "change_policies",
    "change_commissioners",
    "observe",
    "meet_each_quarter",
    "plan_the_year",
    "decide",
    "act",
    "fund_the_month",
    "live_the_month",
    "settle_the_month",
    "close_the_month",
    "check_the_month",
    "keep_the_month",
)
"""What happens in a month, in order. The names are methods of the model.

A day within ``live_the_month`` runs: morning (capacities settle), everyone's events, the queues in the order of
``abm.people.pathway.SERVICE_ORDER``, the midnight count.
"""

DECIDING = (
    "nhs_commissioning_board",
    "monitor",
    "care_quality_commission",
    "practices",
    "primary_care_trusts",
    "gp_consortia",
    "acute_trusts",
    "community_trusts",
    "mental_health_trusts",
    "councils",
    "care_trusts",
    "teams",
    "care_providers",
    "healthwatches",
    "boards",
)
"""The order in which kinds of organisation observe, decide, act, meet and plan."""
