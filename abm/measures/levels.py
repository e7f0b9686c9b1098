"""The levels of results and their units: England, the run's places, councils, commissioners, trusts, teams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from abm.activity import MonthOfActivity
from abm.finance.purposes import Purpose
from abm.finance.working_age import Need
from abm.measures.counted import Counted
from abm.world.membership import Membership

if TYPE_CHECKING:
    from abm.model import IntegrationModel
    from abm.model.record import MonthKept


@dataclass(frozen=True)
class Level:
    """One level in one period."""

    name: str
    units: tuple[str, ...]
    counted: Counted


def levels_of(model: IntegrationModel, months: list[MonthKept]) -> list[Level]:
    """Every level of a period made of these months (all under the same commissioners)."""
    activity = sum_of([month.activity for month in months])
    members = model.surroundings.members
    g = model.geography
    last = months[-1]
    bodies = g.consortia if last.commissioners_are_consortia else g.pcts
    everyone = Membership(np.zeros(len(g.neighbourhoods), dtype=np.int32), 1)
    money = Money(model, months)
    levels = [
        ("england", ("England",), everyone, money.of_all(), beds_of_all(months)),
        ("place", (g.source,), everyone, money.of_all(), beds_of_all(months)),
        ("council", g.councils.names, members.council, money.of_councils(), None),
        ("consortium", bodies.names, last.commissioner, {}, None),
        ("trust", g.acute_trusts.names, members.acute_trust, money.of_trusts(), beds_of_trusts(months)),
        ("team", tuple(team.name for team in model.organisations.teams), members.team, {}, None),
    ]
    return [
        Level(name, tuple(units), counted(activity, membership, spending, beds, standing(model, months, name)))
        for name, units, membership, spending, beds in levels
    ]


def counted(
    activity: MonthOfActivity,
    membership: Membership,
    spending: dict[str, np.ndarray],
    beds: np.ndarray | None,
    standing: dict[str, np.ndarray],
) -> Counted:
    """Add activity up by unit."""
    return Counted(
        stock_days=membership.total(activity.stock_days),
        stocks_at_end=membership.total(activity.stocks_at_end),
        flows=membership.total(activity.flows),
        days=activity.days,
        spending=spending,
        bed_days=np.full((membership.count, 2), np.nan) if beds is None else beds,
        standing=standing,
    )


def sum_of(months: list[MonthOfActivity]) -> MonthOfActivity:
    """Several months as one."""
    return MonthOfActivity(
        month=months[-1].month,
        days=sum(month.days for month in months),
        stock_days=np.asarray(sum(month.stock_days for month in months)),
        stocks_at_end=months[-1].stocks_at_end,
        flows=np.asarray(sum(month.flows for month in months)),
    )


def beds_of_trusts(months: list[MonthKept]) -> np.ndarray:
    """Bed days open and filled by planned care, by trust."""
    days = [month.activity.days for month in months]
    beds = sum(month.acute_beds * n for month, n in zip(months, days, strict=True))
    planned = sum(month.planned_beds * n for month, n in zip(months, days, strict=True))
    return np.stack([np.asarray(beds), np.asarray(planned)], axis=1)


def beds_of_all(months: list[MonthKept]) -> np.ndarray:
    """The same for all places together."""
    return beds_of_trusts(months).sum(axis=0, keepdims=True)


def standing(model: IntegrationModel, months: list[MonthKept], level: str) -> dict[str, np.ndarray]:
    """What stands rather than flows, as means over the months."""
    thresholds = np.mean([month.thresholds for month in months], axis=0)
    trust = np.mean([month.trust for month in months], axis=0)
    if level == "council":
        return {"threshold": thresholds}
    if level not in {"england", "place"}:
        return {}
    people = model.geography.councils.older_people
    joint = Money(model, months)
    return {
        "threshold": np.array([(thresholds * people).sum() / people.sum()]),
        "trust": np.array([trust.mean()]),
        "trust_spread": np.array([trust.std()]),
        "joint_learning_disability": joint.learning_disability(),
        "care_trust_spend": joint.care_trusts(),
    }


class Money:
    """What was paid in a period, by kind of payer."""

    def __init__(self, model: IntegrationModel, months: list[MonthKept]) -> None:
        self.model = model
        self.kept = months
        self.months = range(months[0].activity.month, months[-1].activity.month + 1)

    def _paid(self, accounts: np.ndarray) -> np.ndarray:
        return self.model.ledger.spent_by_purpose(np.asarray(accounts), self.months)

    def of_all(self) -> dict[str, np.ndarray]:
        """All payers of each kind together: [1, PURPOSES]."""
        a = self.model.accounts
        centre = np.array([a.nhs_commissioning_board])
        commissioners = np.concatenate([a.pcts, a.consortia])
        payers = {
            "commissioner": commissioners,
            "centre": centre,
            "council": a.councils,
            "trust": a.acute_trusts,
            "self_funders": a.self_funders,
        }
        paid = {kind: self._paid(accounts).sum(axis=0, keepdims=True) for kind, accounts in payers.items()}
        return paid | {"to_trust": self._net_to_trusts().sum(axis=0, keepdims=True)}

    def of_councils(self) -> dict[str, np.ndarray]:
        """By council."""
        a = self.model.accounts
        return {"council": self._paid(a.councils), "self_funders": self._paid(a.self_funders)}

    def of_trusts(self) -> dict[str, np.ndarray]:
        """By acute trust: what commissioners paid it, less what was withheld."""
        return {"to_trust": self._net_to_trusts()}

    def _net_to_trusts(self) -> np.ndarray:
        trusts = np.asarray(self.model.accounts.acute_trusts)
        income = self.model.ledger.income_by_purpose(trusts, self.months).copy()
        income[:, Purpose.DELAYED_DAY_CHARGE] = 0
        withheld = [Purpose.READMISSIONS_WITHHELD, Purpose.MARGINAL_TARIFF_WITHHELD]
        income[:, withheld] = -self._paid(trusts)[:, withheld]
        return income

    def learning_disability(self) -> np.ndarray:
        """Pounds of learning disability care bought through pools that stood in 2010."""
        care = self.model.surroundings.working_age
        share = self.model.run_scenario.parameters.money.learning_disability_joint_share
        pence = 0.0
        for kept in self.kept:
            weeks = kept.activity.days / 7.0
            people = int(care.people(kept.activity.month)[:, Need.LEARNING_DISABILITY].sum())
            pence += people * float(care.week[Need.LEARNING_DISABILITY]) * weeks
        return np.array([pence * share / 100.0])

    def care_trusts(self) -> np.ndarray:
        """Pounds that councils with a care trust spend on social care."""
        at = [trust.index for trust in self.model.organisations.care_trusts]
        if not at:
            return np.zeros(1)
        return np.array([float(self._paid(self.model.accounts.councils[at]).sum()) / 100.0])
