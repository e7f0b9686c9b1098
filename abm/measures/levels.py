"""The levels of results and their units: England, the run's places, councils, commissioners, trusts, teams."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from abm.activity import MonthOfActivity
from abm.finance.division import MILLION, part_of
from abm.finance.purposes import FROM_POOLS, OLDER_PEOPLES_CARE, PURPOSES, SOCIAL_CARE, Purpose
from abm.finance.working_age import Need
from abm.measures.counted import Counted
from abm.measures.known import LEVELS
from abm.measures.oversight import oversight_standing
from abm.organisations.joint_tally import JOINT_FLOWS, JointFlow
from abm.world.membership import Membership

if TYPE_CHECKING:
    from abm.measures.regime_years import RegimeYear
    from abm.model import IntegrationModel
    from abm.model.record import MonthKept

POOLED = [JointFlow.POOLED_BY_CONSENT, JointFlow.POOLED_BY_LAW]


@dataclass(frozen=True)
class Level:
    """One level in one period."""

    name: str
    units: tuple[str, ...]
    counted: Counted


def levels_of(
    model: IntegrationModel,
    months: list[MonthKept],
    regimes: RegimeYear | None = None,
    wanted: Collection[str] = LEVELS,
) -> list[Level]:
    """The wanted levels of a period made of these months; without commissioners where they changed hands within it.

    ``regimes``: the labels of the period, if it is a year that has them.
    """
    if not set(wanted).issubset(LEVELS):
        raise ValueError(f"levels are {', '.join(LEVELS)}, not {', '.join(wanted)}")
    period = CountedPeriod(model, months, regimes)
    return [period.level(name) for name in LEVELS if name in wanted and period.has(name)]


class CountedPeriod:
    """Some months together; each level is counted when it is asked for."""

    def __init__(self, model: IntegrationModel, months: list[MonthKept], regimes: RegimeYear | None) -> None:
        self._model = model
        self._months = months
        self._money = Money(model, months)
        self._stands = Standing(model, months, self._money, regimes)
        self._joint = np.sum([month.joint_flows for month in months], axis=0)

    @cached_property
    def _activity(self) -> MonthOfActivity:
        return sum_of([month.activity for month in self._months])

    def has(self, name: str) -> bool:
        """Whether it has a level: no commissioner answers for the whole of a period in which commissioners changed."""
        return name != "consortium" or len({month.commissioners_are_consortia for month in self._months}) == 1

    def level(self, name: str) -> Level:
        """One level, by its name among :data:`~abm.measures.known.LEVELS`."""
        g, members, last = self._model.geography, self._model.surroundings.members, self._months[-1]
        if name == "england":
            return Level(name, ("England",), self._everywhere)
        if name == "place":
            return Level(name, (g.source,), self._everywhere)
        if name == "council":
            councils = Parts(self._money.of_councils(), None, self._stands.of_councils(), self._joint)
            return self._counted(name, g.councils.names, members.council, councils)
        if name == "consortium":
            bodies = g.consortia if last.commissioners_are_consortia else g.pcts
            return self._counted(name, bodies.names, last.commissioner, Parts())
        if name == "trust":
            trusts = Parts(self._money.of_trusts(), beds_of_trusts(self._months))
            return self._counted(name, g.acute_trusts.names, members.acute_trust, trusts)
        teams = [team.name for team in self._model.organisations.teams]
        return self._counted(name, teams, members.team, Parts())

    @cached_property
    def _everywhere(self) -> Counted:
        """All places together."""
        everyone = Membership(np.zeros(len(self._model.geography.neighbourhoods), dtype=np.int32), 1)
        joint = self._joint.sum(axis=0, keepdims=True)
        whole = Parts(self._money.of_all(), beds_of_all(self._months), self._stands.of_all(), joint)
        return counted(self._activity, everyone, whole)

    def _counted(self, name: str, units: Sequence[str], membership: Membership, parts: Parts) -> Level:
        return Level(name, tuple(units), counted(self._activity, membership, parts))


@dataclass(frozen=True)
class Parts:
    """What a level counts beside activity."""

    spending: dict[str, np.ndarray] = field(default_factory=dict)
    beds: np.ndarray | None = None
    standing: dict[str, np.ndarray] = field(default_factory=dict)
    joint: np.ndarray = field(default_factory=lambda: np.zeros((0, JOINT_FLOWS), dtype=np.int64))


def counted(activity: MonthOfActivity, membership: Membership, parts: Parts) -> Counted:
    """Add activity up by unit."""
    return Counted(
        stock_days=membership.total(activity.stock_days),
        stocks_at_end=membership.total(activity.stocks_at_end),
        flows=membership.total(activity.flows),
        days=activity.days,
        spending=parts.spending,
        bed_days=np.full((membership.count, 2), np.nan) if parts.beds is None else parts.beds,
        standing=parts.standing,
        joint=parts.joint,
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
    days = [month.days for month in months]
    beds = sum(month.acute_beds * n for month, n in zip(months, days, strict=True))
    planned = sum(month.planned_beds * n for month, n in zip(months, days, strict=True))
    return np.stack([np.asarray(beds), np.asarray(planned)], axis=1)


def beds_of_all(months: list[MonthKept]) -> np.ndarray:
    """The same for all places together."""
    return beds_of_trusts(months).sum(axis=0, keepdims=True)


class Standing:
    """What stands rather than flows, as means over the months."""

    def __init__(
        self, model: IntegrationModel, months: list[MonthKept], money: Money, regimes: RegimeYear | None
    ) -> None:
        self.model = model
        self.months = months
        self.money = money
        self.regimes = regimes
        self.thresholds = np.mean([month.thresholds for month in months], axis=0)

    def _joint(self) -> dict[str, np.ndarray]:
        """By council, summed over months: patients and ties are compared with one another only."""
        standing = [month.joint_standing for month in self.months]
        return {
            name: np.sum([getattr(each, name) for each in standing], axis=0).astype(np.float64)
            for name in ("patients", "patients_engaged", "sharing_ties", "ties", "pools")
        }

    def of_councils(self) -> dict[str, np.ndarray]:
        """By council."""
        own = {"threshold": self.thresholds, "overspending": self.money.overspending()}
        labels = {} if self.regimes is None else self.regimes.of_councils()
        overseen = oversight_standing(self.months, self.model.geography.councils.older_people, of_all=False)
        return own | overseen | self._joint() | labels | {"joint_older_spend": self.money.joint_older_spend()}

    def of_all(self) -> dict[str, np.ndarray]:
        """All places together."""
        people = self.model.geography.councils.older_people
        labels = {} if self.regimes is None else self.regimes.of_councils()
        return {
            "threshold": np.array([(self.thresholds * people).sum() / people.sum()]),
            "overspending": self.money.overspending(of_all=True),
            "joint_spend": self.money.joint_spend(),
            "joint_older_spend": self.money.joint_older_spend().sum(keepdims=True),
            **{name: values.sum(keepdims=True) for name, values in self._joint().items()},
            **{name: np.array([np.mean(values)]) for name, values in labels.items() if not np.isnan(values).any()},
            **self._trust(),
            **oversight_standing(self.months, people, of_all=True),
        }

    def _trust(self) -> dict[str, np.ndarray]:
        """Mean and spread of trust between councils, commissioners and hospitals, and by what the relation is."""
        trust = np.mean([month.trust for month in self.months], axis=0)
        kinds = self.model.kinds_of_relations(self.months[-1].commissioners_are_consortia)
        trust_of = {name: trust[at] for name, at in kinds.items()}
        trust = trust_of.pop("every")
        found = {"trust": trust} | {f"trust_{name}": values for name, values in trust_of.items()}
        means = {name: np.array([mean_of(values)]) for name, values in found.items()}
        return means | {"trust_spread": np.array([spread_of(trust)])}


def mean_of(values: np.ndarray) -> float:
    """Mean, added up exactly so that every library version agrees; nan of nothing."""
    return math.fsum(values.tolist()) / len(values) if len(values) else math.nan


def spread_of(values: np.ndarray) -> float:
    """Standard deviation, added up exactly so that every library version agrees."""
    mean = mean_of(values)
    return math.sqrt(math.fsum((value - mean) * (value - mean) for value in values.tolist()) / len(values))


class Money:
    """What was paid in a period, by kind of payer."""

    def __init__(self, model: IntegrationModel, months: list[MonthKept]) -> None:
        self.model = model
        self.kept = months
        self.months = range(months[0].month, months[-1].month + 1)

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
            "commissioner": self._commissioners_for_councils(),
            "council": self._paid(a.councils),
            "council_other": self._paid(a.council_other),
            "self_funders": self._paid(a.self_funders),
        }

    def _commissioners_for_councils(self) -> np.ndarray:
        """What commissioners paid, by where their older people live: int64 [councils, PURPOSES].

        A commissioner that serves several councils spends on each in proportion to its older people there.
        """
        g = self.model.geography
        total = np.zeros((len(g.councils.codes), PURPOSES), dtype=np.int64)
        for kept in self.kept:
            paid = self.model.ledger.spent_by_purpose(np.asarray(kept.commissioner_accounts), kept.month)
            of = kept.commissioner.of
            older = np.zeros((len(total), kept.commissioner.count), dtype=np.int64)
            np.add.at(older, (g.neighbourhoods.council, of), g.neighbourhoods.older_people)
            share = part_of(older, MILLION, np.maximum(1, older.sum(axis=0)))
            council, commissioner = np.nonzero(older)
            np.add.at(total, council, part_of(paid[commissioner], share[council, commissioner][:, None], MILLION))
        return total

    def of_trusts(self) -> dict[str, np.ndarray]:
        """By acute trust: what commissioners paid it, less what was withheld."""
        return {"to_trust": self._net_to_trusts(), "trust": self._paid(self.model.accounts.acute_trusts)}

    def _net_to_trusts(self) -> np.ndarray:
        trusts = np.asarray(self.model.accounts.acute_trusts)
        income = self.model.ledger.income_by_purpose(trusts, self.months).copy()
        income[:, [Purpose.DELAYED_DAY_CHARGE, Purpose.COMMUNITY_MONEY_TAKEN, Purpose.PLANNED_MONEY]] = 0
        withheld = [Purpose.READMISSIONS_WITHHELD, Purpose.MARGINAL_TARIFF_WITHHELD, Purpose.PATHWAY_TARIFF]
        income[:, withheld] = -self._paid(trusts)[:, withheld]
        return income

    def overspending(self, of_all: bool = False) -> np.ndarray:
        """Councils' spending on social care over income, as a share of income: float64 [councils] or [1]."""
        councils = np.asarray(self.model.accounts.councils)
        income = self.model.ledger.income(councils, self.months)
        own = income - self.model.ledger.income(councils, self.months, FROM_POOLS)
        over = self.model.ledger.spent(councils, self.months) - income
        if of_all:
            own, over = own.sum(keepdims=True), over.sum(keepdims=True)
        return over / np.maximum(own, 1)

    def joint_spend(self) -> np.ndarray:
        """Pounds spent through joint arrangements: float64 [1].

        All that councils with a care trust spend on care; elsewhere equipment stores, the NHS transfer, the stated
        share of learning disability care, and what pools paid.
        """
        accounts = np.asarray(self.model.accounts.councils)
        paid = self._paid(accounts)
        transfer = self.model.ledger.income_by_purpose(accounts, self.months)[:, Purpose.NHS_TRANSFER]
        apart = paid[:, Purpose.EQUIPMENT] + transfer + self._learning_disability()
        care = paid[:, list(SOCIAL_CARE)].sum(axis=1)
        pooled = self._pooled(POOLED)
        # All of a care trust's care is joint already, pooled or not.
        joint = np.where(self._care_trusts(), np.maximum(care, pooled), apart + pooled)
        return np.array([int(joint.sum()) / 100.0])

    def _pooled(self, kinds: list[JointFlow]) -> np.ndarray:
        """Pence that pools paid, by council: int64."""
        return np.asarray(sum(kept.joint_flows[:, kinds].sum(axis=1) for kept in self.kept))

    def joint_older_spend(self) -> np.ndarray:
        """Pounds spent together on older people apart from pools: float64 [councils].

        All that councils with a care trust spend on them; elsewhere equipment stores.
        """
        paid = self._paid(np.asarray(self.model.accounts.councils))
        care = paid[:, list(OLDER_PEOPLES_CARE)].sum(axis=1)
        besides = np.maximum(0, care - self._pooled([JointFlow.POOLED_BY_CONSENT]))
        return np.where(self._care_trusts(), besides, paid[:, Purpose.EQUIPMENT]) / 100.0

    def _care_trusts(self) -> np.ndarray:
        """Councils with a care trust: bool [councils]."""
        joined = np.zeros(len(self.model.geography.councils.codes), dtype=bool)
        joined[[trust.index for trust in self.model.organisations.care_trusts]] = True
        return joined

    def _learning_disability(self) -> np.ndarray:
        """Pence of learning disability care bought through pools that stood in 2010: int64 [councils]."""
        care = self.model.surroundings.working_age
        share = round(self.model.run_scenario.parameters.money.learning_disability_joint_share * MILLION)
        day = sum(care.people(kept.month)[:, Need.LEARNING_DISABILITY] * kept.days for kept in self.kept)
        return part_of(day * int(care.week[Need.LEARNING_DISABILITY]), share, 7 * MILLION)
