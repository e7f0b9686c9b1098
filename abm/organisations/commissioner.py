"""Whoever holds the NHS's money for a population: primary care trusts first, consortia of practices after them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from abm.finance.division import MILLION, month_of_one, part_of
from abm.finance.purposes import Purpose
from abm.organisations.accountability import felt_for_hospital_waits, taken_from_later, unminded_share
from abm.organisations.joint_tally import JointFlow
from abm.organisations.joint_teams import pay_locality_teams
from abm.organisations.partner import Partner
from abm.organisations.plan import PlanOption, distance, in_full
from abm.organisations.plan_spending import carry_out_plans
from abm.organisations.regard import regard_for, tolerated_wait
from abm.organisations.surroundings import Surroundings
from abm.organisations.trait import Trait
from abm.organisations.waiting_list import WaitingList
from abm.vocabulary import Service
from abm.world.membership import Membership

if TYPE_CHECKING:
    from abm.organisations.health_and_wellbeing_board import HealthAndWellbeingBoard
    from abm.organisations.partnership import Partnership

PANEL_PER_1000 = 0.8
"""People a year per 1,000 older people whom a panel sees, remembered before the first month."""


class Commissioner(Partner):
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
        self.thinned = 1.0
        """Community contracts over what they would be had nobody's disregard thinned them since 2010."""
        self.cut_this_quarter = 0.0
        """How far the threshold for continuing healthcare rose, or contracts were thinned, in the last quarter."""
        self._kept_a_quarter_ago = 1.0
        self.panels: dict[int, WaitingList] = {}
        """Demand on the continuing healthcare panel of each council's area that this commissioner runs."""

    def serve(self, neighbourhoods: np.ndarray) -> None:
        """Answer for the people of these neighbourhoods."""
        self.neighbourhoods = neighbourhoods
        self.people = int(self.surroundings.geography.neighbourhoods.people[neighbourhoods].sum())

    @property
    def bound_by_duty(self) -> float:
        """What the Commissioning Board's duty over commissioners, and any duty of their own, holds them to."""
        s = self.surroundings
        p = s.parameters.relations
        held_to = {"none": 0.0, "encourage": p.duty_encouraged, "require": 1.0}[s.levers.duty.commissioning_board]
        return p.duty_binds * held_to

    def inherit(self, usual_hours: float, thinned: float) -> None:
        """Take over the predecessors' usual threshold for continuing healthcare, and what they thinned."""
        self.usual_hours = self.healthcare_hours = usual_hours
        self.thinned = self._kept_a_quarter_ago = thinned

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
        self.in_force_since = self.surroundings.month.index
        self.allocation = allocation

    def stand_down(self) -> None:
        """Hand over to a successor."""
        self.in_force = False
        self.panels = {}

    def decide(self) -> None:
        """Under stress, refuse continuing healthcare and thin community services, the less so the more regard (M7)."""
        p = self.surroundings.parameters.organisations
        tightens = p.stress_tightens_healthcare * self.disregard * self.stress
        self.healthcare_hours = self.usual_hours * (1.0 + tightens)

    @property
    def disregard(self) -> float:
        """Part of what a cut costs councils that the commissioner neither minds, nor is shown, nor bears by a pool."""
        s = self.surroundings
        p = s.parameters.organisations
        borne = math.fsum(
            max(each.pool.others_bear(each.pool.council_risk), each.pool.decided_for(False)) * each.older_people
            for each in self.active_partnerships
            if each.pool is not None
        )
        everyone = sum(each.older_people for each in self.active_partnerships)
        pooled = borne / everyone if everyone else 0.0
        return (1.0 - regard_for(self.trust_in_councils, p.regard_per_trust)) * (1.0 - pooled) * unminded_share(s)

    def close_the_quarter(self) -> None:
        """What councils saw of this commissioner in the quarter that has ended."""
        kept = self.thinned * self.usual_hours / self.healthcare_hours
        self.cut_this_quarter = max(0.0, 1.0 - kept / self._kept_a_quarter_ago)
        self._kept_a_quarter_ago = kept

    def shunt(self) -> None:
        """Count what it left to councils last month, against what one purse would have done (M7)."""
        s = self.surroundings
        if not self.in_force or s.reported is None:
            return
        month = s.last_month.index
        healthcare = s.ledger.spent_by(self.account, month, [Purpose.CONTINUING_HEALTHCARE])
        community = s.ledger.spent_by(self.account, month, [Purpose.COMMUNITY_CONTRACT])
        refused = healthcare * (self.healthcare_hours / self.usual_hours - 1.0)
        thinned = s.parameters.joint_working.cost_per_pound_withheld * community * (1.0 / self.thinned - 1.0)
        everyone = max(1, sum(each.older_people for each in self.active_partnerships))
        for each in self.active_partnerships:
            share = each.older_people / everyone
            s.count(each.council.index, JointFlow.SHUNTED_BY_REFUSED_HEALTHCARE, round(share * refused))
            s.count(each.council.index, JointFlow.SHUNTED_BY_THINNING, round(share * thinned))

    # --- plans (M12) -------------------------------------------------------------------------------------------

    def plan_alone(self) -> np.ndarray:
        """What uncommitted money would be for if nobody else had a say: hospitals' figures and its own purse first."""
        s = self.surroundings
        p = s.parameters.joint_working
        keen = p.engaged_weight * self.engagement
        weights = np.zeros(len(PlanOption))
        weights[PlanOption.HOSPITAL] = p.shadow_hospital
        weights[PlanOption.COMMUNITY] = p.shadow_community + keen
        weights[PlanOption.TEAMS] = (p.shadow_teams + keen) * s.teams_allowed
        weights[PlanOption.SOCIAL_CARE] = p.shadow_social_care
        weights[PlanOption.RESERVE] = p.shadow_reserve + p.stress_weight * self.stress
        return in_full(weights)

    @property
    def engagement(self) -> float:
        """Share of its patients in practices that take part strategically."""
        return 0.0

    def plan_with(self, board: HealthAndWellbeingBoard | None, partnership: Partnership) -> None:
        """April: agree the year's plan for one council's people, by the procedure that the law gives its board."""
        s = self.surroundings
        partnership.shadow = self.plan_alone()
        if not partnership.plan.any():
            partnership.plan = partnership.shadow
        if board is None or not board.sits:
            partnership.plan, partnership.has_agreed_plan = partnership.shadow, False
            partnership.plan_defaulted = False
            return
        agreement = board.negotiate(partnership)
        partnership.plan = agreement.plan
        partnership.plan_defaulted = agreement.defaulted
        partnership.has_agreed_plan = not agreement.defaulted and distance(agreement.plan, partnership.shadow) > 0.0
        at = partnership.council.index
        s.count(at, JointFlow.PLANS_MADE)
        s.count(at, JointFlow.PLANS_DEFAULTED, int(agreement.defaulted))
        s.count(at, JointFlow.PLANS_REFERRED_BACK, int(agreement.referred_back))

    def act(self) -> None:
        """Apply the threshold and pay for oneself and for locality teams."""
        if not self.in_force:
            return
        s = self.surroundings
        s.people.controls["continuing_healthcare_hours"][self.neighbourhoods] = self.healthcare_hours
        head = round(s.parameters.organisations.running_cost_per_head * 100)
        own = month_of_one(self.people * head, s.month.index)
        s.ledger.post(s.month.index, Purpose.RUNNING_COSTS, self.account, s.accounts.staff_and_suppliers, own)
        pay_locality_teams(self)
        carry_out_plans(self)
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
        cut = p.thinning_under_stress * self.disregard * self.stress * taken_from_later(s)
        self.thinned *= 1.0 - cut
        per_year = s.contracts.community_block.copy()
        per_year[self.neighbourhoods] = part_of(per_year[self.neighbourhoods], round((1.0 - cut) * MILLION), MILLION)
        s.contracts = replace(s.contracts, community_block=per_year)
