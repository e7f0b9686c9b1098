"""Whoever holds the NHS's money for a population: primary care trusts first, consortia of practices after them."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from abm.finance.division import MILLION, month_of_year_amount, part_of
from abm.finance.purposes import Purpose
from abm.organisations.accountability import felt_for_hospital_waits, taken_from_later, unminded_share
from abm.organisations.organisation import Organisation
from abm.organisations.regard import regard_for, tolerated_wait
from abm.organisations.surroundings import Surroundings
from abm.organisations.trait import Trait
from abm.organisations.waiting_list import WaitingList
from abm.vocabulary import Service
from abm.world.membership import Membership

PANEL_PER_1000 = 0.8
"""People a year per 1,000 older people whom a panel sees, remembered before the first month."""


class Commissioner(Organisation):
    """Buys hospital, community and mental health care, and decides who gets NHS continuing healthcare."""

    def __init__(
        self, model: object, surroundings: Surroundings, index: int, name: str, membership: Membership, account: int
    ) -> None:
        super().__init__(model, surroundings, index, name)
        s = surroundings
        self.serve(np.flatnonzero(membership.of == index))
        self.account = account
        self.in_force = False
        self.allocation = 0
        self.stress = 0.0
        luck = s.normal(self.kind, index, Trait.HEALTHCARE_THRESHOLD)
        p = s.parameters.organisations
        self.usual_hours = p.continuing_healthcare_hours * math.exp(p.continuing_healthcare_spread * luck)
        self.healthcare_hours = self.usual_hours
        self.trust_in_councils = p.usual_trust
        self.panels: dict[int, WaitingList] = {}
        """Demand on the continuing healthcare panel of each council's area that this commissioner runs."""

    def serve(self, neighbourhoods: np.ndarray) -> None:
        """Answer for the people of these neighbourhoods."""
        self.neighbourhoods = neighbourhoods
        self.people = int(self.surroundings.geography.neighbourhoods.people[neighbourhoods].sum())

    def inherit(self, healthcare_hours: float) -> None:
        """Take the predecessors' threshold for continuing healthcare over as one's own."""
        self.usual_hours = healthcare_hours
        self.healthcare_hours = healthcare_hours

    def run_panels(self, councils: list[int]) -> None:
        """Run the continuing healthcare panel of these councils' areas."""
        older = self.surroundings.geography.councils.older_people
        self.panels = {
            council: WaitingList(PANEL_PER_1000 * float(older[council]) / 1000.0 / 252.0) for council in councils
        }

    def observe(self) -> None:
        """Who came to the panels last month."""
        s = self.surroundings
        if s.reported is None:
            return
        for council, waiting_list in self.panels.items():
            served = s.reported.council.served(council, Service.CONTINUING_HEALTHCARE_PANEL)
            waiting_list.remember(served / s.last_month.working_days)

    def take_over(self, allocation: int) -> None:
        """Become the body that holds the money, with a yearly allocation in pence."""
        self.in_force = True
        self.allocation = allocation

    def stand_down(self) -> None:
        """Hand over to a successor."""
        self.in_force = False
        self.panels = {}

    def decide(self) -> None:
        """Under stress, refuse continuing healthcare and thin community services, the less so the more regard (M7)."""
        p = self.surroundings.parameters.organisations
        disregard = self._disregard()
        self.healthcare_hours = self.usual_hours * (1.0 + p.stress_tightens_healthcare * disregard * self.stress)

    def _disregard(self) -> float:
        """How little councils' cost counts: it counts for more once standard data show need outside hospital."""
        p = self.surroundings.parameters.organisations
        return (1.0 - regard_for(self.trust_in_councils, p.regard_per_trust)) * unminded_share(self.surroundings)

    def act(self) -> None:
        """Apply the threshold and pay for oneself and for locality teams."""
        if not self.in_force:
            return
        s = self.surroundings
        s.people.controls["continuing_healthcare_hours"][self.neighbourhoods] = self.healthcare_hours
        head = round(s.parameters.organisations.running_cost_per_head * 100)
        own = int(month_of_year_amount(np.array(self.people * head), s.month.index))
        s.ledger.post(s.month.index, Purpose.RUNNING_COSTS, self.account, s.accounts.staff_and_suppliers, own)
        self._pay_locality_teams()
        self._staff_panels()

    def _staff_panels(self) -> None:
        s = self.surroundings
        p = s.parameters.organisations
        service = Service.CONTINUING_HEALTHCARE_PANEL
        duty = p.own_duty_pounds
        weight = duty + felt_for_hospital_waits(s)
        wait = tolerated_wait(p.continuing_healthcare_wait, weight, duty, p.stress_lengthens * self.stress)
        for council, waiting_list in self.panels.items():
            staff = waiting_list.staff_needed(s.waiting(service, council), wait, s.month.working_days, s.habits)
            s.set_capacity(service, council, staff)

    def _pay_locality_teams(self) -> None:
        s = self.surroundings
        reach = s.people.controls["locality_team"][self.neighbourhoods] > 0.0
        older = int(s.geography.neighbourhoods.older_people[self.neighbourhoods][reach].sum())
        per_head = round(s.parameters.organisations.locality_team_cost * 100)
        pence = int(month_of_year_amount(np.array(older * per_head), s.month.index))
        s.ledger.post(s.month.index, Purpose.LOCALITY_TEAMS, self.account, s.accounts.staff_and_suppliers, pence)

    def meet_each_quarter(self) -> None:
        """Look at the money."""
        if self.in_force:
            self.stress = self.surroundings.stress_of(self.account)

    def plan_the_year(self) -> None:
        """Each April: the contract for community services shrinks by part of an overspending that nobody else minds."""
        s = self.surroundings
        if not self.in_force or s.month.index == 0:
            return
        p = s.parameters.organisations
        cut = p.thinning_under_stress * self._disregard() * self.stress * taken_from_later(s)
        per_year = s.contracts.community_block.copy()
        per_year[self.neighbourhoods] = part_of(per_year[self.neighbourhoods], round((1.0 - cut) * MILLION), MILLION)
        s.contracts = replace(s.contracts, community_block=per_year)
