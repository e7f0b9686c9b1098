"""The order of a month, a quarter and a year, each written once."""

from __future__ import annotations

MONTH = (
    "count_what_was_shunted",
    "change_policies",
    "change_commissioners",
    "observe",
    "live_a_quarter",
    "meet_each_quarter",
    "plan_the_year",
    "live_a_year",
    "decide",
    "act",
    "pass_on_what_is_known",
    "fund_the_month",
    "live_the_month",
    "settle_the_month",
    "close_the_month",
    "settle_pools_of_the_month",
    "check_the_month",
    "keep_the_month",
)
"""What happens in a month, in order. The names are methods of the model.

A day within ``live_the_month`` runs: morning (capacities settle), everyone's events, the queues in the order of
``abm.people.pathway.SERVICE_ORDER``, the midnight count.
"""

QUARTER = (
    "promises_fall_due",
    "trust_follows",
    "leaders_come_and_go",
    "take_stock",
    "boards_meet",
    "learn_whom_to_trust",
    "share_records",
    "practices_take_part",
    "honour_plans",
    "teams_grow",
)
"""What organisations do together in the first month of a quarter, in order: methods of ``JointWorking``.

Trust moves on the quarter that has ended; what is then agreed goes by the trust that is left.
"""

YEAR = (
    "settle_pools",
    "review_pools",
    "agree_plans",
    "honour_plans",
    "review_teams",
)
"""What they do together every April, after each has planned its own year: methods of ``JointWorking``.

What is in both lists waits in April for the year's.
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
