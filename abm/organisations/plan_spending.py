"""What commissioners' plans for a place are spent on, month by month (M12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from abm.finance.division import MILLION, month_of_one, month_of_year_amount, part_of_one, split_by_weight
from abm.finance.purposes import Purpose
from abm.organisations.joint_tally import JointFlow
from abm.organisations.plan import PlanOption, distance

if TYPE_CHECKING:
    from abm.organisations.commissioner import Commissioner
    from abm.organisations.partnership import Partnership
    from abm.organisations.surroundings import Surroundings


def carry_out_plans(commissioner: Commissioner) -> None:
    """Spend the month's plan money; locality teams are paid as they grow, trusts for all plans together."""
    s = commissioner.surroundings
    month = s.month.index
    for partnership in commissioner.active_partnerships:
        note_planned_money(partnership)
        _count_what_moved(partnership, month_of_one(plan_money_of(partnership), month))
        social_care = month_of_one(partnership.planned_money[PlanOption.SOCIAL_CARE], month)
        payee = partnership.council.account
        s.ledger.post(month, Purpose.PLANNED_SOCIAL_CARE, commissioner.account, payee, social_care)


def plan_money_of(partnership: Partnership) -> int:
    """Uncommitted money for a partnership's people, pence a year."""
    commissioner = partnership.commissioner
    share = round(partnership.surroundings.parameters.joint_working.plan_share * MILLION)
    everyone = sum(each.people for each in commissioner.partnerships)
    return part_of_one(commissioner.allocation * partnership.people // max(1, everyone), share, MILLION)


def note_planned_money(partnership: Partnership) -> None:
    """Plan money by neighbourhood and option, by people: the trusts there plan by it."""
    yearly = np.floor(plan_money_of(partnership) * partnership.plan_carried_out).astype(np.int64)
    if partnership.planned_money == yearly.tolist():
        return
    partnership.planned_money = yearly.tolist()
    s = partnership.surroundings
    here = partnership.neighbourhoods
    people = s.geography.neighbourhoods.people[here]
    options = np.array([PlanOption.HOSPITAL, PlanOption.COMMUNITY, PlanOption.TEAMS])
    option_of_row = np.repeat(np.arange(len(options)), len(here))
    split = split_by_weight(yearly[options], option_of_row, np.tile(people, len(options)))
    s.plan_money[np.ix_(here, options)] = split.reshape(len(options), -1).T


def _count_what_moved(partnership: Partnership, month: int) -> None:
    """Influence is counted on the money as spent, against what the commissioner would have done alone."""
    s, at = partnership.surroundings, partnership.council.index
    moved = 0.0
    if not partnership.plan_defaulted:
        moved = distance(*map(partnership.as_spent, (partnership.plan_carried_out, partnership.shadow)))
    s.count(at, JointFlow.PLAN_MONEY, month)
    s.count(at, JointFlow.PLAN_MONEY_MOVED, round(month * moved))


def pay_trusts_for_plans(s: Surroundings, partnerships: list[Partnership]) -> None:
    """The month's part of what plans have for trusts."""
    if not partnerships:
        return
    here = np.concatenate([each.neighbourhoods for each in partnerships])
    payers = np.repeat(
        [each.commissioner.account for each in partnerships], [len(each.neighbourhoods) for each in partnerships]
    )
    hoods, a, month = s.geography.neighbourhoods, s.accounts, s.month.index
    for option, payees in (
        (PlanOption.HOSPITAL, a.acute_trusts[hoods.acute_trust[here]]),
        (PlanOption.COMMUNITY, a.community_trusts[hoods.community_trust[here]]),
    ):
        pence = month_of_year_amount(s.plan_money[here, option], month)
        s.ledger.post(month, Purpose.PLANNED_MONEY, payers, payees, pence)
