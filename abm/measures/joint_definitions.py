"""Measures of what organisations do with and to each other: trust, promises, plans, records, money, regimes."""

from __future__ import annotations

import numpy as np

from abm.activity import Flow
from abm.finance.purposes import OLDER_PEOPLES_CARE, PASSED_ON, Purpose
from abm.measures.counted import Counted
from abm.measures.measure import BY_COUNCIL, WHOLE, Count, Measure
from abm.organisations.joint_tally import SHUNTED, JointFlow

TIES_OF_TRUST = {
    "council_commissioner": "councils and commissioners",
    "council_hospital": "councils and hospitals",
}
"""Kinds of relation whose trust is reported apart: name and what it is between."""


def commissioners_pay(c: Counted) -> np.ndarray:
    """What commissioners pay for care, not what they pass on to councils and pools."""
    return np.asarray(c.pounds("commissioner") - c.pounds("commissioner", *PASSED_ON))


def older_peoples_spend(c: Counted) -> np.ndarray:
    """NHS and council spending on the modelled care of older people."""
    nhs = commissioners_pay(c) - c.pounds("commissioner", Purpose.OTHER_NHS_CARE, Purpose.RUNNING_COSTS)
    return np.asarray(c.pounds("council", *OLDER_PEOPLES_CARE) + nhs)


def voluntary_joint_share(c: Counted) -> np.ndarray:
    """Voluntary joint arrangements over older people's spend: pools by consent, care trusts, equipment stores."""
    joint = c.joint_pounds(JointFlow.POOLED_BY_CONSENT) + c.standing["joint_older_spend"]
    return c.share(joint, older_peoples_spend(c))


def prevention_share(c: Counted) -> np.ndarray:
    """Locality teams and reablement over older people's spend."""
    prevention = c.joint_pounds(JointFlow.TEAM_MONEY) + c.pounds("council", Purpose.REABLEMENT)
    return c.share(prevention, older_peoples_spend(c))


def plan_moved_share(c: Counted) -> np.ndarray:
    """Plan money spent otherwise than in the plan made alone."""
    return c.share(c.joint_of(JointFlow.PLAN_MONEY_MOVED), c.joint_of(JointFlow.PLAN_MONEY))


def shunted_share(c: Counted) -> np.ndarray:
    """Pounds shunted per pound of care."""
    return c.share(c.joint_pounds(*SHUNTED), older_peoples_spend(c))


def promises_kept_share(c: Counted) -> np.ndarray:
    """Promises kept of all that fell due."""
    kept = c.joint_of(JointFlow.PROMISES_KEPT)
    return c.share(kept, kept + c.joint_of(JointFlow.PROMISES_BROKEN))


def engagement_share(c: Counted) -> np.ndarray:
    """Patients in practices that take part."""
    return c.share(c.standing["patients_engaged"], c.standing["patients"])


def shared_discharges_share(c: Counted) -> np.ndarray:
    """Discharges decided with both bodies' records."""
    return c.share(c.flow_of(Flow.DISCHARGE_DECISIONS_WITH_SHARED_RECORD), c.flow_of(Flow.DISCHARGE_DECISIONS))


def happened(what: JointFlow) -> Count:
    """How often something joint happened."""
    return lambda c: c.joint_of(what)


def part(what: JointFlow, whole: JointFlow) -> Count:
    """One joint count over another."""
    return lambda c: c.share(c.joint_of(what), c.joint_of(whole))


def pounds(*what: JointFlow) -> Count:
    """Joint money."""
    return lambda c: c.joint_pounds(*what)


def stands(name: str) -> Count:
    """What stands, where a level and a period have it."""
    return lambda c: c.standing.get(name, np.full(len(c.flows), np.nan))


SHUNTS = {
    "waiting": (JointFlow.SHUNTED_BY_WAITING, "left to hospitals by waits longer than one purse would choose"),
    "eligibility": (JointFlow.SHUNTED_BY_ELIGIBILITY, "cost of care withheld by reading need too narrowly"),
    "early_discharge": (JointFlow.SHUNTED_BY_EARLY_DISCHARGE, "care needed because people were sent home early"),
    "refused_healthcare": (JointFlow.SHUNTED_BY_REFUSED_HEALTHCARE, "continuing healthcare refused for money's sake"),
    "thinning": (JointFlow.SHUNTED_BY_THINNING, "community services cut where the council's cost was not minded"),
}

JOINT_MEASURES: tuple[Measure, ...] = (
    # trust and promises
    Measure("trust_mean", "0 to 1", WHOLE, "mean trust between councils, commissioners and hospitals",
            lambda c: c.standing["trust"]),
    Measure("trust_spread", "0 to 1", WHOLE, "standard deviation of trust over these relations",
            lambda c: c.standing["trust_spread"]),
    *(Measure(f"trust_{name}", "0 to 1", WHOLE, f"mean trust between {who}", stands(f"trust_{name}"))
      for name, who in TIES_OF_TRUST.items()),
    Measure("promises_kept_share", "share", BY_COUNCIL, "promises between bodies that were kept", promises_kept_share),
    Measure("promises", "promises", BY_COUNCIL, "promises between bodies that fell due",
            lambda c: c.joint_of(JointFlow.PROMISES_KEPT, JointFlow.PROMISES_BROKEN), scales=True),
    Measure("leaders_left", "leaders", BY_COUNCIL, "leaders who left councils and their commissioners",
            happened(JointFlow.LEADERS_LEFT), scales=True),
    Measure("gp_engagement_share", "share", BY_COUNCIL, "patients in practices that take part strategically",
            engagement_share),
    # boards and plans
    Measure("plan_money_moved_share", "share", BY_COUNCIL,
            "plan money spent otherwise than the commissioner alone would have", plan_moved_share),
    Measure("plans_defaulted_share", "share", BY_COUNCIL, "plans not agreed: last year's stood",
            part(JointFlow.PLANS_DEFAULTED, JointFlow.PLANS_MADE)),
    Measure("plans_referred_back_share", "share", BY_COUNCIL, "plans that boards referred back",
            part(JointFlow.PLANS_REFERRED_BACK, JointFlow.PLANS_MADE)),
    Measure("board_attendance_share", "share", BY_COUNCIL, "board meetings that commissioners came to",
            part(JointFlow.MEETINGS_ATTENDED, JointFlow.MEETINGS)),
    Measure("board_attendance_in_substance_share", "share", BY_COUNCIL,
            "board meetings to which commissioners sent somebody who could decide",
            part(JointFlow.MEETINGS_IN_SUBSTANCE, JointFlow.MEETINGS)),
    # records, money, teams
    Measure("ties_with_shared_records_share", "share", BY_COUNCIL,
            "dealings of councils with commissioners and hospitals in which records are shared",
            lambda c: c.share(c.standing["sharing_ties"], c.standing["ties"])),
    Measure("voluntary_joint_share", "share of older people's spend", BY_COUNCIL,
            "in pools by consent, care trusts and equipment stores, over NHS and council spend on older people's care",
            voluntary_joint_share),
    Measure("pooled_by_consent", "GBP", BY_COUNCIL, "care paid for by pools that partners chose",
            pounds(JointFlow.POOLED_BY_CONSENT), scales=True),
    Measure("pooled_by_law", "GBP", BY_COUNCIL, "care paid for by pools that the law demanded",
            pounds(JointFlow.POOLED_BY_LAW), scales=True),
    Measure("pooled_under_a_lead", "GBP", BY_COUNCIL, "care paid for by pools in which one side commissions for both",
            pounds(JointFlow.POOLED_UNDER_A_LEAD), scales=True),
    Measure("aligned_spend", "GBP", BY_COUNCIL, "older people's spend that partners align without pooling it",
            pounds(JointFlow.ALIGNED), scales=True),
    Measure("budgets_aligned", "partnerships", BY_COUNCIL, "partnerships that align budgets for the year",
            happened(JointFlow.BUDGETS_ALIGNED), scales=True),
    Measure("pools_begun", "pools", BY_COUNCIL, "pools begun by consent", happened(JointFlow.POOLS_BEGUN), scales=True),
    Measure("pools_ended", "pools", BY_COUNCIL, "pools ended by partners",
            happened(JointFlow.POOLS_ENDED), scales=True),
    Measure("pools_struck_down", "pools", BY_COUNCIL, "pools struck down by Monitor",
            happened(JointFlow.POOLS_STRUCK_DOWN), scales=True),
    Measure("offers_not_made", "offers", BY_COUNCIL, "pools wanted by both but for the fear of being struck down",
            happened(JointFlow.OFFERS_NOT_MADE), scales=True),
    Measure("offers_declined", "offers", BY_COUNCIL, "pools that only one side wanted",
            happened(JointFlow.OFFERS_DECLINED), scales=True),
    Measure("teams_founded", "teams", BY_COUNCIL, "places where partners founded locality teams",
            happened(JointFlow.TEAMS_FOUNDED), scales=True),
    Measure("prevention_share", "share of spend", BY_COUNCIL,
            "locality teams and reablement in older people's spend", prevention_share),
    Measure("prevention_share_change", "share of spend", BY_COUNCIL,
            "prevention's share of older people's spend less that of 2010/11", stands("prevention_change")),
    Measure("discharges_with_shared_records_share", "share", BY_COUNCIL,
            "discharges decided with both bodies' records", shared_discharges_share),
    # cost-shunting
    Measure("shunted_pounds", "GBP", BY_COUNCIL, "cost left to the other side, against what one purse would do",
            pounds(*SHUNTED), scales=True),
    Measure("shunted_share", "pounds per pound", BY_COUNCIL, "pounds shunted per pound spent on older people's care",
            shunted_share),
    *(Measure(f"shunted_by_{name}", "GBP", BY_COUNCIL, meaning, pounds(flow), scales=True)
      for name, (flow, meaning) in SHUNTS.items()),
    # regimes: whole financial years only
    *(Measure(f"regime_{name}_share", "share of places", BY_COUNCIL, meaning, stands(f"regime_{name}"))
      for name, meaning in {
          "integrated": "places in the integrated regime",
          "stasis": "places in stasis",
          "fragmented": "places in the fragmented regime",
          "unsettled": "places for which no regime's rule has held yet",
          "mixed": "places whose own signs this year fit no regime",
      }.items()),
    Measure("regime_margin", "signs", BY_COUNCIL, "fewest signs that would change the verdict (3: or more)",
            stands("regime_margin")),
    Measure("regime_sum", "signs", BY_COUNCIL, "sum of the seven signs", stands("regime_sum")),
    *(Measure(f"sign_{name}", "-1, 0 or 1", BY_COUNCIL, f"sign of the regime rule: {name.replace('_', ' ')}",
              stands(f"sign_{name}"))
      for name in ("plan_moved", "engagement", "shared_records", "joint_money", "shunting", "promises", "prevention")),
)  # fmt: skip
