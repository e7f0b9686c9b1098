"""Community trusts: beds for further NHS care and rapid response at home."""

from __future__ import annotations

from abc import abstractmethod

import numpy as np

from abm.finance.division import MILLION, part_of_one
from abm.finance.purposes import Purpose
from abm.organisations.absorbed_services import absorbed, share_taken
from abm.organisations.acute_trust import AcuteTrust
from abm.organisations.community_hands import CommunityHands
from abm.organisations.community_wait import community_wait
from abm.organisations.council import carried
from abm.organisations.organisation import Organisation
from abm.organisations.pathway_tariff import a_year_of_pathway_money
from abm.organisations.plan import PlanOption
from abm.organisations.practice_change import Practice, between
from abm.organisations.reported_activity import BodyActivity, ReportedActivity
from abm.organisations.surroundings import Surroundings
from abm.organisations.waiting_list import Opened, WaitingList
from abm.vocabulary import OrganisationKind, Reason, Service
from abm.world.membership import Membership

MOVES_PER_1000 = 14.0
"""Moves to community beds a year per 1,000 older people, remembered before the first month."""


class BedsForFurtherCare(Organisation):
    """A trust that takes patients on from acute wards: community hospitals, older people's mental health wards."""

    service: Service
    spending: tuple[tuple[Purpose, Purpose], ...]
    """What the trust is paid for, and what it spends that on."""

    def __init__(
        self,
        model: object,
        surroundings: Surroundings,
        index: int,
        name: str,
        membership: Membership,
        per_1000: float,
    ) -> None:
        super().__init__(model, surroundings, index, name)
        s = surroundings
        older = membership.total(s.geography.neighbourhoods.older_people)
        self.older_people = float(older[index])
        self.beds = per_1000 * self.older_people / 1000.0
        hoods = np.flatnonzero(membership.of == index)
        self.neighbourhoods = hoods
        weights = s.geography.neighbourhoods.older_people[hoods]
        levels = s.geography.councils.delay_level[s.geography.neighbourhoods.council[hoods], Reason.FURTHER_NHS_CARE]
        level = float((levels * weights).sum() / max(1, int(weights.sum())))
        p = s.parameters.organisations
        self.habit_days = p.further_nhs_wait * carried(level, p.habit_carries)
        self.waiting_list = WaitingList(MOVES_PER_1000 * self.older_people / 1000.0 / 365.25)
        self.contract_level = 1.0
        self.account = 0
        self.tolerated_days = self.habit_days

    @abstractmethod
    def seen(self, reported: ReportedActivity) -> BodyActivity:
        """The report by bodies of this trust's kind."""

    def observe(self) -> None:
        """Moves into the trust's beds last month."""
        s = self.surroundings
        if s.reported is not None:
            moved = self.seen(s.reported).served(self.index, self.service)
            self.waiting_list.remember(moved / s.last_month.days)

    def decide(self) -> None:
        """How long patients may wait for a bed here."""
        self.tolerated_days = community_wait(self.surroundings, self.habit_days, one_body=False)

    def act(self) -> None:
        """Open beds towards the tolerated wait, within what the contract pays for."""
        s = self.surroundings
        opened = Opened(self.beds, s.in_use(self.service, self.index), s.waiting(self.service, self.index))
        self.beds = self.waiting_list.places_to_open(opened, self.tolerated_days, s.habits)
        s.set_capacity(self.service, self.index, max(1.0, self.beds * self.contract_level))
        p = s.parameters.organisations
        at_weekends = s.practice_change.share(Practice.WEEKEND_DISCHARGE, self.neighbourhoods)
        s.people.weekend(self.service)[self.index] = between(p.closed_day_starts, p.weekend_lever_share, at_weekends)

    def close_the_month(self) -> None:
        """What the contracts pay is spent in full, but for what others take of it."""
        s = self.surroundings
        for income, cost in self.spending:
            paid = s.ledger.received_by(self.account, s.month.index, [income])
            left = self.left_after_others(income, paid)
            s.ledger.post(s.month.index, cost, self.account, s.accounts.staff_and_suppliers, left)

    def left_after_others(self, income: Purpose, paid: int) -> int:
        """What may be spent of a month's income for a purpose, in pence."""
        return paid


class CommunityTrust(BedsForFurtherCare):
    """Community beds, and rapid response that keeps people at home."""

    kind = OrganisationKind.COMMUNITY_TRUST
    service = Service.FURTHER_NHS_CARE
    spending = (
        (Purpose.COMMUNITY_CONTRACT, Purpose.COMMUNITY_STAFF),
        (Purpose.PLANNED_MONEY, Purpose.COMMUNITY_STAFF),
        (Purpose.PATHWAY_TARIFF, Purpose.COMMUNITY_STAFF),
        (Purpose.REABLEMENT, Purpose.REABLEMENT_STAFF),
    )

    def __init__(self, model: object, surroundings: Surroundings, index: int, name: str) -> None:
        p = surroundings.parameters.organisations
        membership = surroundings.members.community_trust
        super().__init__(model, surroundings, index, name, membership, p.community_beds_per_1000)
        self.account = int(surroundings.accounts.community_trusts[index])
        self.first_contract = 0
        """Pence a year in April 2010."""
        self.hands = CommunityHands(surroundings, index)
        self.hospital: AcuteTrust | None = None
        """The acute trust of most of its people, which runs it where the law has acute trusts absorb it."""

    def seen(self, reported: ReportedActivity) -> BodyActivity:
        """The report by community trusts."""
        return reported.community_trust

    @property
    def taken_share(self) -> float:
        """Part of its contract that the hospital it belongs to takes."""
        return share_taken(self.surroundings, self.hospital) if self.hospital else 0.0

    def plan_the_year(self) -> None:
        """Rivals come and go, contracts may change hands."""
        self.hands.plan_the_year()

    def left_after_others(self, income: Purpose, paid: int) -> int:
        """A hospital in trouble takes part of the contract for itself."""
        s = self.surroundings
        if income != Purpose.COMMUNITY_CONTRACT or not self.taken_share or self.hospital is None:
            return paid
        taken = part_of_one(paid, round(self.taken_share * MILLION), MILLION)
        s.ledger.post(s.month.index, Purpose.COMMUNITY_MONEY_TAKEN, self.account, self.hospital.account, taken)
        return paid - taken

    def decide(self) -> None:
        """Waits, and the contract's level against that of 2010: thinner contracts mean fewer staff and beds."""
        s = self.surroundings
        pressed = self.hospital.target.pounds if self.hospital else 0.0
        wait = community_wait(s, self.habit_days, one_body=absorbed(s), target_pounds=pressed)
        self.tolerated_days = wait * self.hands.wait_ratio
        here = self.neighbourhoods
        now = int(s.contracts.community_block[here].sum() + s.plan_money[here, PlanOption.COMMUNITY].sum())
        if not self.first_contract:
            self.first_contract = now
        level = (now + a_year_of_pathway_money(s, self.account)) / max(1, self.first_contract)
        self.contract_level = level * self.hands.service_left * (1.0 - self.taken_share)

    def act(self) -> None:
        """Open beds, and staff rapid response as the contract allows."""
        super().act()
        s = self.surroundings
        a_year = s.parameters.organisations.rapid_response_per_1000 * self.older_people / 1000.0
        s.people.urgent_capacity[self.index] = a_year * self.contract_level / 365.25
