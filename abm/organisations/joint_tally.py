"""What organisations do with and to each other in a month, counted by council: the joint side of the month's record."""

from __future__ import annotations

from enum import IntEnum


class JointFlow(IntEnum):
    """What is counted when it happens. Money in pence. Add at the end, never renumber."""

    PLAN_MONEY = 0
    """Money that commissioners planned anew for the council's people."""
    PLAN_MONEY_MOVED = 1
    """Of this, spent otherwise than in the plan they would have made alone."""
    PLANS_MADE = 2
    PLANS_DEFAULTED = 3
    """No agreement: last year's plan stood."""
    PLANS_REFERRED_BACK = 4
    MEETINGS = 5
    """Board meetings times consortia that were to come."""
    MEETINGS_ATTENDED = 6
    MEETINGS_IN_SUBSTANCE = 7
    """Attended by somebody who could decide."""
    PROMISES_KEPT = 8
    PROMISES_BROKEN = 9
    SHUNTED_BY_WAITING = 10
    """Bed days of waits longer than one purse would choose."""
    SHUNTED_BY_ELIGIBILITY = 11
    """Home care withheld by reading need more narrowly than one purse would."""
    SHUNTED_BY_EARLY_DISCHARGE = 12
    SHUNTED_BY_REFUSED_HEALTHCARE = 13
    """Continuing healthcare refused for money's sake."""
    SHUNTED_BY_THINNING = 14
    """Community services cut where the council's cost was not minded."""
    POOLED_BY_CONSENT = 15
    POOLED_BY_LAW = 16
    POOLS_BEGUN = 17
    POOLS_ENDED = 18
    POOLS_STRUCK_DOWN = 19
    OFFERS_NOT_MADE = 20
    """Pools that both sides would have wanted had they not feared to be struck down."""
    OFFERS_DECLINED = 21
    TEAMS_FOUNDED = 22
    LEADERS_LEFT = 23
    """Of the council, and of the commissioners that it deals with."""
    TEAM_MONEY = 24
    """Spent on locality teams for the council's people."""
    BUDGETS_ALIGNED = 25
    """Partnerships that align budgets for the year without pooling them."""
    ALIGNED = 26
    """Money that both sides spent under budgets only aligned."""
    POOLED_UNDER_A_LEAD = 27
    """Of what pools paid, where one side commissions for both."""


JOINT_FLOWS = len(JointFlow)
SHUNTED = (
    JointFlow.SHUNTED_BY_WAITING,
    JointFlow.SHUNTED_BY_ELIGIBILITY,
    JointFlow.SHUNTED_BY_EARLY_DISCHARGE,
    JointFlow.SHUNTED_BY_REFUSED_HEALTHCARE,
    JointFlow.SHUNTED_BY_THINNING,
)
