"""What an organisation stands in: the places, the law in force, the people's services, the books and its relations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from abm.dates import Month
from abm.finance.purposes import FROM_POOLS
from abm.organisations.joint_tally import JOINT_FLOWS, JointFlow
from abm.organisations.plan import PLAN_OPTIONS
from abm.organisations.waiting_list import Habits
from abm.organisations.workforce_plan import lent_staff
from abm.randomness import key_of, keyed_normal, keyed_uniform
from abm.vocabulary import OrganisationKind, Service

if TYPE_CHECKING:
    from abm.finance.accounts import Accounts
    from abm.finance.contracts import Contracts
    from abm.finance.ledger import Ledger
    from abm.finance.prices import Prices
    from abm.finance.working_age import WorkingAgeCare
    from abm.organisations.practice_change import PracticeChange
    from abm.organisations.reported_activity import Memberships, ReportedActivity
    from abm.people.people_engine import PeopleEngine
    from abm.relations.network import RelationshipNetwork
    from abm.relations.promise import PromiseBook
    from abm.scenario.levers import Levers
    from abm.scenario.parameters import Parameters
    from abm.world.geography import Geography
    from abm.world.membership import Membership


@dataclass
class Surroundings:
    """Shared by all organisations of a run; the model keeps ``month``, ``levers``, ``reported`` current."""

    geography: Geography
    members: Memberships
    parameters: Parameters
    people: PeopleEngine
    ledger: Ledger
    accounts: Accounts
    prices: Prices
    contracts: Contracts
    working_age: WorkingAgeCare
    seed: int
    levers: Levers
    month: Month
    commissioner: Membership
    commissioner_accounts: np.ndarray
    """Account of each commissioner now in force."""
    reported: ReportedActivity | None = None
    """Last month's activity; none before the first month."""
    network: RelationshipNetwork = field(init=False)
    ids: dict[OrganisationKind, np.ndarray] = field(init=False)
    """Network id of each organisation, by kind and index."""
    promises: PromiseBook = field(init=False)
    """Promises of this quarter, by relation."""
    joint_flows: np.ndarray = field(init=False)
    """int64 [councils, JOINT_FLOWS]: what organisations did with and to each other this month."""
    plan_money: np.ndarray = field(init=False)
    """int64 [neighbourhoods, options of a plan]: what this month's plans pay for, pence a year."""
    team_reach: np.ndarray = field(init=False)
    """float64 [neighbourhoods]: share of frail people whom locality teams reach."""
    practice_change: PracticeChange = field(init=False)
    """Which teams have taken up which change of practice."""
    older_people_of_council_and_trust: np.ndarray = field(init=False)
    """int64 [councils, acute trusts]: people whom a council and a hospital both serve."""
    _overspending: np.ndarray = field(init=False)
    _overspending_month: int | None = None
    in_clusters = False
    """Whether primary care trusts are run in clusters now."""
    teams_allowed = True
    """Whether locality teams may exist."""
    horizon = 1.0
    """Weight of later years against this one in what bodies agree; 1 is the usual short view."""
    commissioners_kind = OrganisationKind.PRIMARY_CARE_TRUST
    """Who commissions now."""
    trust_by_neighbourhood: np.ndarray = field(init=False)
    """float64 [neighbourhoods]: how far the commissioner in force trusts the council."""

    def __post_init__(self) -> None:
        hoods = self.geography.neighbourhoods
        self.trust_by_neighbourhood = np.zeros(len(hoods))
        shape = (len(self.geography.councils.codes), len(self.geography.acute_trusts))
        self.older_people_of_council_and_trust = np.zeros(shape, dtype=np.int64)
        np.add.at(self.older_people_of_council_and_trust, (hoods.council, hoods.acute_trust), hoods.older_people)
        self.joint_flows = np.zeros((len(self.geography.councils.codes), JOINT_FLOWS), dtype=np.int64)
        self.plan_money = np.zeros((len(self.geography.neighbourhoods), PLAN_OPTIONS), dtype=np.int64)
        self.team_reach = np.zeros(len(self.geography.neighbourhoods))

    @property
    def one_purse_regard(self) -> float:
        """Regard of a body that runs both sides; less where it may no longer both commission and provide (E075)."""
        if self.levers.duty.combined_bodies == "allowed":
            return 1.0
        return self.parameters.joint_working.care_trust_split_regard

    @property
    def last_month(self) -> Month:
        """The month that ``reported`` is about."""
        return Month(self.month.index - 1)

    @property
    def habits(self) -> Habits:
        """How fast capacity can move."""
        p = self.parameters.organisations
        usual = Habits(p.catch_up_months, p.largest_growth_a_month, p.spare_swings)
        return lent_staff(self, usual) if self.levers.front_line.workforce_plan else usual

    def overspending_of(self, account: int) -> float:
        """Spending over income of the last twelve months, as a share of income; negative when underspent."""
        if self._overspending_month != self.month.index:
            self._overspending_month = self.month.index
            self._overspending = self._overspending_of_all()
        return float(self._overspending[account])

    def _overspending_of_all(self) -> np.ndarray:
        """The same for every account, once a month: the months that count are closed."""
        months = range(max(0, self.month.index - 12), self.month.index)
        every = np.arange(len(self.ledger.names))
        if not months:
            return np.zeros(len(every))
        received = self.ledger.income_by_purpose(every, months)
        income = received.sum(axis=1)
        over = self.ledger.spent(every, months) - income
        # What a pool pays back is the partners' own money, on both sides of the books.
        own = income - received[:, FROM_POOLS].sum(axis=1)
        return np.divide(over, own, out=np.zeros(len(every)), where=own > 0)

    def stress_of(self, account: int) -> float:
        """A forecast overspending, as the body feels it: 0 when money reaches, bounded above."""
        return min(self.parameters.organisations.most_stress, max(0.0, self.overspending_of(account)))

    def normal(self, kind: OrganisationKind, index: int, trait: int, month: int = 0) -> float:
        """A standard normal that belongs to an organisation's trait in this run, or to what it meets in a month."""
        return keyed_normal(self.seed, key_of(int(kind), index), trait, month)

    def uniform(self, kind: OrganisationKind, index: int, trait: int, month: int = 0) -> float:
        """A uniform draw that belongs to an organisation's trait in this run, or to what it meets in a month."""
        return keyed_uniform(self.seed, key_of(int(kind), index), trait, month)

    def ranks(self, kind: OrganisationKind, count: int, trait: int) -> np.ndarray:
        """How early each of a kind is among those that go first, by its luck: int64 [count], 0 the first."""
        luck = [self.uniform(kind, index, trait) for index in range(count)]
        return np.argsort(np.argsort(luck, kind="stable"), kind="stable")

    def chance(self, first: int, second: int, what: int) -> float:
        """A uniform draw of this month that belongs to two organisations (network-independent keys) and a matter."""
        return keyed_uniform(self.seed, key_of(first, second), what, self.month.index)

    def count(self, council: int, what: JointFlow, amount: int = 1) -> None:
        """Count something that happened in a council's area this month."""
        self.joint_flows[council, what] += amount

    def waiting(self, service: Service, index: int) -> int:
        """People in a provider's queue."""
        return int(self.people.waiting(service)[index])

    def in_use(self, service: Service, index: int) -> int:
        """Places or hours in use at a provider."""
        return int(self.people.in_use(service)[index])

    def set_capacity(self, service: Service, index: int, capacity: float) -> None:
        """Open so many places or hours, or serve so many people a working day."""
        self.people.capacity(service)[index] = capacity
