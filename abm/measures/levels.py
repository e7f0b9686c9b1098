"""The levels of results and their units: England, the run's places, councils, commissioners, trusts, teams."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from abm.activity import MonthOfActivity
from abm.finance.division import MILLION, part_of
from abm.finance.purposes import Purpose
from abm.finance.working_age import Need
from abm.measures.counted import Counted
from abm.measures.oversight import oversight_standing
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
    """Every level of a period made of these months; without commissioners where they changed hands within it."""
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
    if len({month.commissioners_are_consortia for month in months}) > 1:
        # No commissioner answers for the whole of a period in which commissioners changed.
        levels = [level for level in levels if level[0] != "consortium"]
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
    money = Money(model, months)
    if level == "council":
        return {
            "threshold": thresholds,
            "overspending": money.overspending(),
            **oversight_standing(months, model.geography.councils.older_people, of_all=False),
        }
    if level not in {"england", "place"}:
        return {}
    people = model.geography.councils.older_people
    return {
        "threshold": np.array([(thresholds * people).sum() / people.sum()]),
        "overspending": money.overspending(of_all=True),
        "trust": np.array([math.fsum(trust.tolist()) / len(trust)]),
        "trust_spread": np.array([spread_of(trust)]),
        "joint_spend": money.joint_spend(),
        **oversight_standing(months, people, of_all=True),
    }


def spread_of(values: np.ndarray) -> float:
    """Standard deviation, added up exactly so that every library version agrees."""
    mean = math.fsum(values.tolist()) / len(values)
    return math.sqrt(math.fsum((value - mean) * (value - mean) for value in values.tolist()) / len(values))


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
            "council_other": a.council_other,
            "trust": a.acute_trusts,
            "self_funders": a.self_funders,
            "community_trust": a.community_trusts,
        }
        paid = {kind: self._paid(accounts).sum(axis=0, keepdims=True) for kind, accounts in payers.items()}
        return paid | {"to_trust": self._net_to_trusts().sum(axis=0, keepdims=True)}

    def of_councils(self) -> dict[str, np.ndarray]:
        """By council."""
        a = self.model.accounts
        return {
            "council": self._paid(a.councils),
            "council_other": self._paid(a.council_other),
            "self_funders": self._paid(a.self_funders),
        }

    def of_trusts(self) -> dict[str, np.ndarray]:
        """By acute trust: what commissioners paid it, less what was withheld."""
        return {"to_trust": self._net_to_trusts(), "trust": self._paid(self.model.accounts.acute_trusts)}

    def _net_to_trusts(self) -> np.ndarray:
        trusts = np.asarray(self.model.accounts.acute_trusts)
        income = self.model.ledger.income_by_purpose(trusts, self.months).copy()
        income[:, [Purpose.DELAYED_DAY_CHARGE, Purpose.COMMUNITY_MONEY_TAKEN]] = 0
        withheld = [Purpose.READMISSIONS_WITHHELD, Purpose.MARGINAL_TARIFF_WITHHELD, Purpose.PATHWAY_TARIFF]
        income[:, withheld] = -self._paid(trusts)[:, withheld]
        return income

    def overspending(self, of_all: bool = False) -> np.ndarray:
        """Councils' spending on social care over income, as a share of income: float64 [councils] or [1]."""
        councils = np.asarray(self.model.accounts.councils)
        income = self.model.ledger.income(councils, self.months)
        spent = self.model.ledger.spent(councils, self.months)
        if of_all:
            income, spent = income.sum(keepdims=True), spent.sum(keepdims=True)
        return (spent - income) / np.maximum(income, 1)

    def joint_spend(self) -> np.ndarray:
        """Pounds spent through joint arrangements: float64 [1].

        All that councils with a care trust spend on care; elsewhere equipment stores, the NHS transfer and the stated
        share of learning disability care.
        """
        model = self.model
        joined = np.zeros(len(model.geography.councils.codes), dtype=bool)
        joined[[trust.index for trust in model.organisations.care_trusts]] = True
        accounts = np.asarray(model.accounts.councils)
        paid = self._paid(accounts)
        care = paid.sum(axis=1) - paid[:, Purpose.DELAYED_DAY_CHARGE]
        transfer = model.ledger.income_by_purpose(accounts, self.months)[:, Purpose.NHS_TRANSFER]
        apart = paid[:, Purpose.EQUIPMENT] + transfer + self._learning_disability()
        return np.array([int(np.where(joined, care, apart).sum()) / 100.0])

    def _learning_disability(self) -> np.ndarray:
        """Pence of learning disability care bought through pools that stood in 2010: int64 [councils]."""
        care = self.model.surroundings.working_age
        share = round(self.model.run_scenario.parameters.money.learning_disability_joint_share * MILLION)
        day = sum(
            care.people(kept.activity.month)[:, Need.LEARNING_DISABILITY] * kept.activity.days for kept in self.kept
        )
        return part_of(day * int(care.week[Need.LEARNING_DISABILITY]), share, 7 * MILLION)
