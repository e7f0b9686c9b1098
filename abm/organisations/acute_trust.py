"""Acute trusts: beds, the front door, the ward's declaration of readiness, the discharge team's staff."""

from __future__ import annotations

import math

import numpy as np

from abm.activity import Flow, Stock
from abm.finance.purposes import Purpose
from abm.finance.running_costs import assessment_staff_cost, bed_costs
from abm.organisations.accountability import felt_for_hospital_waits
from abm.organisations.delay_target import DelayTarget
from abm.organisations.discharge_dealing import QuarterlyRate, returns_to_hospital
from abm.organisations.joint_tally import JointFlow
from abm.organisations.partner import Partner
from abm.organisations.pathway_tariff import pathway_later_days
from abm.organisations.place_luck import crisis_factors
from abm.organisations.plan import PlanOption
from abm.organisations.practice_change import Practice, between
from abm.organisations.regard import tolerated_wait, weight_of_a_day
from abm.organisations.surroundings import Surroundings
from abm.organisations.trait import Trait
from abm.organisations.waiting_list import HOURS_A_PACKAGE, WaitingList
from abm.vocabulary import OrganisationKind, Service

EARLIEST_SHIFT = -2.5
LATEST_SHIFT = 1.5
ASSESSMENTS_PER_1000 = 60.0
"""Assessments by ward teams a year per 1,000 older people, remembered before the first month."""


class AcuteTrust(Partner):
    """A hospital trust. It leads in the discharge game: councils respond to what it declares (M8)."""

    kind = OrganisationKind.ACUTE_TRUST

    def __init__(self, model: object, surroundings: Surroundings, index: int, name: str) -> None:
        super().__init__(model, surroundings, index, name)
        p = surroundings.parameters.organisations
        members = surroundings.members.acute_trust
        people = surroundings.geography.neighbourhoods.older_people
        older = float(members.total(people)[index])
        illness = float(members.mean(crisis_factors(surroundings), people)[index])
        luck = surroundings.normal(self.kind, index, Trait.BEDS)
        self.neighbourhoods = np.flatnonzero(members.of == index)
        self.account = int(surroundings.accounts.acute_trusts[index])
        stay = surroundings.normal(self.kind, index, Trait.STAY_FACTOR)
        self.stay_factor = math.exp(p.stay_trust_sd * stay)
        older_beds = (p.acute_beds_per_1000 - p.planned_beds_per_1000) * self.stay_factor * illness
        self.planned_beds = p.planned_beds_per_1000 * older / 1000.0
        self.beds = (older_beds * older / 1000.0 + self.planned_beds) * math.exp(p.beds_spread * luck)
        self.occupancy = p.comfortable_occupancy
        self.in_recovery = False
        self.worsening = 0.0
        """Deficit of last year over that of 2010/11, as a share of income."""
        self.is_full = False
        self.staff = 0.0
        caution = surroundings.normal(self.kind, index, Trait.FRONT_DOOR_CAUTION)
        self.front_door_caution = p.front_door_caution + p.front_door_caution_sd * caution
        self.assessments = WaitingList(ASSESSMENTS_PER_1000 * older / 1000.0 / 252.0)
        self.readiness_shift = 0.0
        self.returns_of_quarter: tuple[float, float] | None = None
        """Readmissions per discharge: last quarter's, and a year before."""
        self._returns = QuarterlyRate()
        self._first_planned_money: int | None = None
        self.assessment_wait = p.nhs_assessment_wait
        self.habit_days = p.nhs_assessment_wait
        self.target = DelayTarget(surroundings)

    @property
    def planned_in_use(self) -> float:
        """Beds filled by planned care and people under 65; when emergencies queue for beds, some of it is put off."""
        put_off = self.surroundings.parameters.organisations.planned_care_put_off if self.is_full else 0.0
        return self.planned_beds * (1.0 - put_off)

    @property
    def older_beds(self) -> float:
        """Beds left for older people's emergencies."""
        return max(1.0, self.open_beds - self.planned_in_use)

    @property
    def open_beds(self) -> float:
        """All its beds, those that plans pay for among them."""
        return self.beds + self.beds_from_plans

    @property
    def beds_from_plans(self) -> float:
        """Beds that commissioners' yearly plans pay for, more or fewer than those of 2010."""
        s = self.surroundings
        now = int(s.plan_money[self.neighbourhoods, PlanOption.HOSPITAL].sum())
        if self._first_planned_money is None:
            self._first_planned_money = now
        return (now - self._first_planned_money) / (365.0 * s.prices.acute_bed_day)

    def shunt(self) -> None:
        """Count the care that others must give for days by which people were sent home early last month (M7)."""
        s = self.surroundings
        if s.reported is None or self.readiness_shift >= 0.0:
            return
        days = -self.readiness_shift * s.reported.council.flows[:, Flow.LONG_STAYS_ENDED]
        dealings = s.older_people_of_council_and_trust[:, self.index]
        everyone = s.older_people_of_council_and_trust.sum(axis=1)
        a_day = HOURS_A_PACKAGE / 7.0 * s.prices.home_care_hour_council
        for council in np.flatnonzero(dealings).tolist():
            share = dealings[council] / max(1, everyone[council])
            s.count(council, JointFlow.SHUNTED_BY_EARLY_DISCHARGE, round(share * days[council] * a_day))

    def observe(self) -> None:
        """Occupancy, and how many came to be assessed."""
        s = self.surroundings
        if s.reported is None:
            return
        seen = s.reported.acute_trust
        self.occupancy = (seen.mean(self.index, Stock.IN_ACUTE_BED) + self.planned_in_use) / self.open_beds
        came = seen.served(self.index, Service.NHS_ASSESSMENT) / s.last_month.working_days
        self.assessments.remember(came)
        beds = seen.mean(self.index, Stock.IN_ACUTE_BED) + self.planned_in_use
        self.target.remember(seen.mean(self.index, Stock.DELAYED_ACUTE), beds)
        self._returns.add(*returns_to_hospital(seen, self.index))

    def close_the_quarter(self, quarter: int) -> None:
        """What others saw of this trust in the quarter that has ended."""
        self.returns_of_quarter = self._returns.close(quarter)

    def decide(self) -> None:
        """Whether to put planned care off, when to declare readiness, how long the wards' own assessment may take."""
        s = self.surroundings
        p = s.parameters.organisations
        self.is_full = s.waiting(Service.ACUTE_BED, self.index) > 0
        bed_day = s.prices.acute_bed_day / 100.0
        charge = s.levers.payment.delayed_day_charge
        pressure = max(0.0, self.occupancy - p.comfortable_occupancy)
        unpaid = self._unpaid_share()
        # In an integrated care organisation the care that an early discharge needs is the trust's own.
        integrated = s.levers.duty.organisational_form == "integrated_care_organisation"
        left = 1.0 - s.one_purse_regard if integrated else 1.0
        shift = (
            p.later_per_penalty * unpaid
            - p.earlier_per_pressure * pressure * left
            - p.earlier_per_charge * charge / bed_day
        )
        shift += pathway_later_days(s) - self.target.earlier_days
        usual = -p.earlier_per_charge * p.usual_charge / bed_day
        self.readiness_shift = min(LATEST_SHIFT, max(EARLIEST_SHIFT, shift - usual))
        # Its own bed days are the trust's own cost; the usual occupancy is the one it calls comfortable.
        weight = weight_of_a_day(p.own_duty_pounds, 0.0, 1.0, bed_day * (1.0 + p.full_ward_hurries * pressure))
        weight += felt_for_hospital_waits(s) + self.target.pounds
        usual_weight = weight_of_a_day(p.own_duty_pounds, 0.0, 1.0, bed_day)
        self.assessment_wait = tolerated_wait(self.habit_days, weight, usual_weight, 0.0)

    def _unpaid_share(self) -> float:
        """Part of a readmission's price that the trust does not get."""
        payment = self.surroundings.levers.payment
        if payment.hospital == "capitated":
            return 1.0
        if payment.hospital == "block":
            return self.surroundings.parameters.organisations.readmission_lost_under_block
        return self.surroundings.prices.readmission_unpaid_ppm / 1e6 if payment.thirty_day_rule else 0.0

    def act(self) -> None:
        """Open beds, staff the team, tell the wards; pay for beds and staff."""
        s = self.surroundings
        month = s.month
        s.set_capacity(Service.ACUTE_BED, self.index, math.floor(self.older_beds))
        staff = self.assessments.staff_needed(
            s.waiting(Service.NHS_ASSESSMENT, self.index), self.assessment_wait, month.working_days, s.habits
        )
        s.set_capacity(Service.NHS_ASSESSMENT, self.index, staff)
        p = s.parameters.organisations
        here, taken_up = self.neighbourhoods, s.practice_change
        at_weekends = taken_up.share(Practice.WEEKEND_DISCHARGE, here)
        s.people.weekend(Service.NHS_ASSESSMENT)[self.index] = between(0.0, p.weekend_lever_share, at_weekends)
        controls = s.people.controls
        controls["stay_factor"][here] = self.stay_factor
        controls["front_door_caution"][here] = self.front_door_caution
        controls["readiness_shift"][here] = self.readiness_shift
        controls["hurry"][here] = self.target.hurry
        share = s.parameters.people.weekend_discharge_share
        open_days = taken_up.among(Practice.WEEKEND_DISCHARGE, here)
        controls["weekend_discharge"][here] = np.where(open_days, p.weekend_lever_share, share)
        self.staff = staff

    def close_the_month(self) -> None:
        """Pay for the beds that were open and in use, and for the discharge team."""
        s = self.surroundings
        outside, month = s.accounts.staff_and_suppliers, s.month
        assert s.reported is not None
        used = s.reported.acute_trust.stock_days[self.index, Stock.IN_ACUTE_BED]
        open_days = np.array(math.floor(self.older_beds) * month.days)
        s.ledger.post(month.index, Purpose.BED_COSTS, self.account, outside, int(bed_costs(open_days, used, s.prices)))
        pence = int(assessment_staff_cost(np.array(self.staff * month.working_days), s.prices))
        s.ledger.post(month.index, Purpose.DISCHARGE_STAFF, self.account, outside, pence)

    def meet_each_quarter(self) -> None:
        """A deficit that worsens is stress; what it has always lost on emergencies is not."""
        self.stress = min(self.surroundings.parameters.organisations.most_stress, self.worsening)

    def plan_the_year(self) -> None:
        """Beds follow the long trend, planned care its own; a trust in recovery closes some more."""
        s = self.surroundings
        if s.month.index == 0:
            return
        growth = s.levers.money.acute_beds_growth / 100.0
        p = s.parameters.organisations
        self.beds *= 1.0 + growth - (p.recovery_closes_beds if self.in_recovery else 0.0)
        self.planned_beds *= 1.0 + p.planned_beds_trend

    def deficit_share(self) -> float:
        """Deficit of the last twelve months as a share of income; 0 in surplus."""
        return max(0.0, self.surroundings.overspending_of(self.account))
