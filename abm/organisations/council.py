"""Councils: social care inside a budget that others also want; who is eligible, how fast, and what is bought."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from abm.activity import Stock
from abm.finance.division import MILLION, month_of_one, part_of_one
from abm.finance.purposes import Purpose
from abm.finance.running_costs import assessment_staff_cost
from abm.organisations.accountability import felt_by_council
from abm.organisations.co_location import wait_ratio
from abm.organisations.delay_target import DelayTarget
from abm.organisations.direct_payments import a_year_later
from abm.organisations.discharge_dealing import QuarterlyRate, delay_for_council
from abm.organisations.fees import lower_fees
from abm.organisations.joint_tally import JointFlow
from abm.organisations.partner import Partner
from abm.organisations.pool import Pool
from abm.organisations.practice_change import Practice, between
from abm.organisations.regard import regard_for, tolerated_wait, weight_of_a_day
from abm.organisations.surroundings import Surroundings
from abm.organisations.trait import Trait
from abm.organisations.waiting_list import Opened, WaitingList
from abm.relations.attention import effective_number
from abm.vocabulary import EligibilityThreshold, OrganisationKind, Reason, Service

STAFF = (Service.COUNCIL_ASSESSMENT, Service.FUNDING, Service.EQUIPMENT)
"""What the council serves with staff, so many people a working day."""
PLACES = (Service.REABLEMENT,)
"""What it holds so many places of itself; home care and homes are in providers' hands."""
REMEMBERED_PER_1000 = {
    Service.COUNCIL_ASSESSMENT: 40.0,
    Service.FUNDING: 6.0,
    Service.EQUIPMENT: 8.0,
    Service.REABLEMENT: 16.0,
}
"""People a year per 1,000 older people, remembered before the first month."""
REASON_OF_HABIT = {
    Service.COUNCIL_ASSESSMENT: Reason.ASSESSMENT,
    Service.FUNDING: Reason.PUBLIC_FUNDING,
    Service.EQUIPMENT: Reason.EQUIPMENT,
    Service.REABLEMENT: Reason.HOME_PACKAGE,
    Service.HOME_CARE: Reason.HOME_PACKAGE,
    Service.RESIDENTIAL_PLACE: Reason.RESIDENTIAL_HOME,
    Service.NURSING_PLACE: Reason.NURSING_HOME,
}
LEAST_HABIT = 0.15
"""A place that reported no day for a reason still takes some time."""


class Council(Partner):
    """A council with its duty of adult social care. It follows in the discharge game (M8)."""

    kind = OrganisationKind.COUNCIL

    def __init__(self, model: object, surroundings: Surroundings, index: int, name: str) -> None:
        super().__init__(model, surroundings, index, name)
        s = surroundings
        councils = s.geography.councils
        self.older_people = float(councils.older_people[index])
        self.neighbourhoods = np.flatnonzero(s.members.council.of == index)
        self.account = int(s.accounts.councils[index])
        self.other_account = int(s.accounts.council_other[index])
        self.threshold = self._threshold_at_start()
        self.habit = {service: self._habit(service) for service in REASON_OF_HABIT}
        self.lists = {
            service: WaitingList(per_1000 * self.older_people / 1000.0 / (365.25 if service in PLACES else 252.0))
            for service, per_1000 in REMEMBERED_PER_1000.items()
        }
        p = s.parameters.organisations
        self.reablement_places = p.reablement_places_per_1000 * self.older_people / 1000.0
        self.budget = 0
        self.other_budget = 0
        self.first_other_budget = 0
        self.lent_to_care = 0
        """What other services give up for care this year, in pence."""
        self.stress = 0.0
        self.narrowing = 1.0
        """How much more narrowly than in 2010 the same threshold is read."""
        self.one_purse_narrowing = 1.0
        """How narrowly one purse for both sides would read it by now."""
        self.joint_stress = 0.0
        """Overspending that one purse for both sides would feel."""
        self.trust_in_nhs = p.usual_trust
        self.wait_factor = 1.0
        self.months_since_tightening = 10_000
        self.is_care_trust = False
        self.reading = 1.0
        """How narrowly its assessors read the threshold, over the usual."""
        self.target = DelayTarget(surroundings)
        self.direct_payments = s.parameters.oversight.direct_payments_2010
        """Share of new packages that people buy for themselves."""
        self.bound_by_duty_to_integrate = 0.0
        self.delay_of_quarter: tuple[float, float] | None = None
        """Delayed days per discharge put down to the council: last quarter's, and a year before."""
        self._delay = QuarterlyRate()
        self._hours_a_quarter_ago = self.eligible_hours
        self.cut_this_quarter = 0.0
        """How much more need it took to be found eligible at the end of last quarter than at its start, as a share."""

    def _threshold_at_start(self) -> EligibilityThreshold:
        p = self.surroundings.parameters.organisations
        luck = self.surroundings.uniform(self.kind, self.index, Trait.ELIGIBILITY)
        if luck < p.starts_critical:
            return EligibilityThreshold.CRITICAL
        if luck < p.starts_critical + p.starts_substantial:
            return EligibilityThreshold.SUBSTANTIAL
        if luck < p.starts_critical + p.starts_substantial + p.starts_moderate:
            return EligibilityThreshold.MODERATE
        return EligibilityThreshold.LOW

    def _habit(self, service: Service) -> float:
        """Days of wait that this council is used to: its starting level of delay, part of which is chance."""
        p = self.surroundings.parameters.organisations
        usual = {
            Service.COUNCIL_ASSESSMENT: p.council_assessment_wait,
            Service.FUNDING: p.funding_wait,
            Service.EQUIPMENT: p.equipment_wait,
            Service.REABLEMENT: p.reablement_wait,
            Service.HOME_CARE: p.home_care_wait,
            Service.RESIDENTIAL_PLACE: p.residential_wait,
            Service.NURSING_PLACE: p.nursing_wait,
        }[service]
        level = float(self.surroundings.geography.councils.delay_level[self.index, REASON_OF_HABIT[service]])
        return usual * carried(level, p.habit_carries)

    @property
    def eligible_hours(self) -> float:
        """Weekly net need from which the council helps: its threshold, read more narrowly under stress."""
        p = self.surroundings.parameters.organisations
        return self.reading * self.narrowing * (
            p.eligible_low_hours, p.eligible_moderate_hours, p.eligible_substantial_hours, p.eligible_critical_hours
        )[self.threshold]  # fmt: skip

    @property
    def usual_wait(self) -> float:
        """Days of wait that it is used to, over its services (geometric mean)."""
        return math.exp(math.fsum(math.log(days) for days in self.habit.values()) / len(self.habit))

    # --- observe, decide, act ----------------------------------------------------------------------------------

    def observe(self) -> None:
        """Who came for what last month, and how far the NHS here is trusted."""
        s = self.surroundings
        if s.reported is None:
            return
        seen = s.reported.council
        for service, waiting_list in self.lists.items():
            days = s.last_month.days if service in PLACES else s.last_month.working_days
            waiting_list.remember(seen.served(self.index, service) / days)
        self.months_since_tightening += 1
        delayed = seen.mean(self.index, Stock.DELAYED_ACUTE) + seen.mean(self.index, Stock.DELAYED_COMMUNITY)
        beds = seen.mean(self.index, Stock.IN_ACUTE_BED) + seen.mean(self.index, Stock.IN_COMMUNITY_BED)
        planned = s.parameters.organisations.planned_beds_per_1000 * self.older_people / 1000.0
        self.target.remember(delayed, beds + planned)
        self._delay.add(*delay_for_council(seen, self.index))

    def close_the_quarter(self, quarter: int) -> None:
        """What others saw of this council in the quarter that has ended."""
        self.delay_of_quarter = self._delay.close(quarter)
        self.cut_this_quarter = max(0.0, self.eligible_hours / self._hours_a_quarter_ago - 1.0)
        self._hours_a_quarter_ago = self.eligible_hours

    @property
    def bound_by_duty(self) -> float:
        """The board's duty to promote integration binds the council whose board it is (E068)."""
        return self.bound_by_duty_to_integrate

    @property
    def partners_by_people(self) -> float:
        """Effective number of commissioners and of hospitals that serve its people."""
        s = self.surroundings
        older = s.geography.neighbourhoods.older_people[self.neighbourhoods]
        hospital = s.geography.neighbourhoods.acute_trust[self.neighbourhoods]
        commissioner = s.commissioner.of[self.neighbourhoods]
        return math.fsum(effective_number(np.bincount(of, weights=older)) for of in (commissioner, hospital))

    @property
    def borne_by_others(self) -> float:
        """Part of what its care costs that partners bear through pools: their risk shares at work (M7)."""
        return self._over_pools(lambda pool: pool.others_bear(pool.council_risk))

    def _over_pools(self, part: Callable[[Pool], float]) -> float:
        """A part of what is pooled, over all its pools by people: 0 to 1."""
        pools = ((each.pool, each.share_of_council) for each in self.active_partnerships)
        return math.fsum(part(pool) * share for pool, share in pools if pool is not None)

    def decide(self) -> None:
        """How long others' patients may wait: less where their cost is regarded or charged, more under stress."""
        charge = self.surroundings.levers.payment.delayed_day_charge
        self.wait_factor = self._wait_factor(self.regard, charge, self.borne_by_others, self.stress)

    @property
    def regard(self) -> float:
        """Share of the NHS's cost that it counts as its own: by trust, or as one body."""
        s = self.surroundings
        if self.is_care_trust or s.levers.duty.organisational_form != "separate":
            return s.one_purse_regard
        own = regard_for(self.trust_in_nhs, s.parameters.organisations.regard_per_trust)
        # What a commissioner decides for both, it decides as the one that pays for people in beds.
        led = self._over_pools(lambda pool: pool.decided_for(is_council=True))
        return own + led * (s.one_purse_regard - own)

    def _wait_factor(self, regard: float, charge: float, borne_by_others: float, stress: float) -> float:
        """Tolerated waits over habit. What others bear of the cost of haste makes haste cheaper."""
        s = self.surroundings
        p = s.parameters.organisations
        bed_day = s.prices.acute_bed_day / 100.0
        weight = weight_of_a_day(p.own_duty_pounds, charge, regard, bed_day)
        weight += felt_by_council(s, self.index) + self.target.pounds
        usual = weight_of_a_day(
            p.own_duty_pounds, p.usual_charge, regard_for(p.usual_trust, p.regard_per_trust), bed_day
        )
        haste = math.sqrt(1.0 - borne_by_others)
        return tolerated_wait(haste, weight, usual, p.stress_lengthens * stress)

    def shunt(self) -> None:
        """Count what it left to the NHS last month, against what one purse for both would have chosen (M7).

        One purse feels both sides' overspending and pays itself no charge. Of care withheld, a part comes back as cost
        to the NHS (P121).
        """
        s = self.surroundings
        if s.reported is None:
            return
        one_purse = self._wait_factor(1.0, 0.0, 0.0, self.joint_stress)
        beyond = max(0.0, 1.0 - one_purse / self.wait_factor)
        days = delay_for_council(s.reported.council, self.index)[0]
        s.count(self.index, JointFlow.SHUNTED_BY_WAITING, round(beyond * days * s.prices.acute_bed_day))
        home_care = s.ledger.spent_by(self.account, s.last_month.index, [Purpose.HOME_CARE])
        p = s.parameters.joint_working
        narrower = math.log(max(1.0, self.narrowing / self.one_purse_narrowing))
        withheld = home_care * (math.exp(p.care_per_narrowing * narrower) - 1.0)
        s.count(self.index, JointFlow.SHUNTED_BY_ELIGIBILITY, round(p.cost_per_pound_withheld * withheld))

    def tolerated_days(self, service: Service) -> float:
        """Days of wait for a service that this council now tolerates."""
        return self.habit[service] * self.wait_factor * wait_ratio(self.surroundings, service)

    def act(self) -> None:
        """Staff assessment, the panel and equipment; open reablement; apply the threshold; pay staff."""
        s = self.surroundings
        staff = {service: self._staff(service) for service in STAFF}
        for service, people_a_day in staff.items():
            s.set_capacity(service, self.index, people_a_day)
        opened = Opened(
            self.reablement_places,
            s.in_use(Service.REABLEMENT, self.index),
            s.waiting(Service.REABLEMENT, self.index),
        )
        self.reablement_places = self.lists[Service.REABLEMENT].places_to_open(
            opened, self.tolerated_days(Service.REABLEMENT), s.habits
        )
        s.set_capacity(Service.REABLEMENT, self.index, self.reablement_places)
        self._apply_rules()
        assessments = staff[Service.COUNCIL_ASSESSMENT] * s.month.working_days
        pence = int(assessment_staff_cost(np.array(assessments), s.prices))
        s.ledger.post(s.month.index, Purpose.ASSESSMENT_STAFF, self.account, s.accounts.staff_and_suppliers, pence)

    def _staff(self, service: Service) -> float:
        s = self.surroundings
        return self.lists[service].staff_needed(
            s.waiting(service, self.index), self.tolerated_days(service), s.month.working_days, s.habits
        )

    def _apply_rules(self) -> None:
        s = self.surroundings
        p = s.parameters.organisations
        here, taken_up = self.neighbourhoods, s.practice_change
        at_weekends = taken_up.share(Practice.WEEKEND_DISCHARGE, here)
        weekend = between(0.0, p.weekend_lever_share, at_weekends)
        starts = between(p.closed_day_starts, p.weekend_lever_share, at_weekends)
        for service in STAFF:
            s.people.weekend(service)[self.index] = weekend
        for service in (Service.REABLEMENT, Service.HOME_CARE, Service.RESIDENTIAL_PLACE, Service.NURSING_PLACE):
            s.people.weekend(service)[self.index] = starts
        controls = s.people.controls
        controls["eligibility_hours"][here] = self.eligible_hours
        controls["home_first"][here] = taken_up.among(Practice.HOME_FIRST, here)
        controls["two_week_review"][here] = taken_up.among(Practice.TWO_WEEK_REVIEW, here)
        housed = self._housing_factor() if s.levers.board.scope == "wider" else 1.0
        controls["housing_factor"][here] = housed
        controls["coordinator"][here] = taken_up.among(Practice.COORDINATOR, here)
        controls["direct_payments"][here] = self.direct_payments
        controls["single_assessment"][here] = taken_up.among(Practice.SINGLE_ASSESSMENT, here)

    def _housing_factor(self) -> float:
        """Waits for housing over the usual where the board brings housing to the table: they go by the same regard."""
        return min(1.0, self.wait_factor * self.surroundings.parameters.joint_working.housing_at_the_table)

    # --- money -------------------------------------------------------------------------------------------------

    def open_budget(self, social_care: int, other_services: int) -> None:
        """The year's budget in pence: the council's own money for care, and for everything else."""
        self.budget = social_care
        self.other_budget = self.first_other_budget = other_services

    @property
    def money_for_care(self) -> int:
        """Its own money for social care this year, in pence."""
        level = round(self.surroundings.levers.money.social_care_level * MILLION)
        return part_of_one(self.budget, level, MILLION)

    def receive_month(self) -> None:
        """The treasury and taxpayers fund the council; the council funds its social care."""
        s = self.surroundings
        month = s.month.index
        care = month_of_one(self.money_for_care + self.lent_to_care, month)
        other = month_of_one(max(0, self.other_budget - self.lent_to_care), month)
        s.ledger.post(month, Purpose.GRANT, s.accounts.treasury, self.other_account, care + other)
        s.ledger.post(month, Purpose.ALLOCATION, self.other_account, self.account, care)
        s.ledger.post(month, Purpose.OTHER_COUNCIL_SERVICES, self.other_account, s.accounts.other_council_care, other)

    def use_transfer(self, received: int) -> None:
        """Part of the NHS's transfer goes elsewhere in the council where nothing binds it, or a promise is broken."""
        s = self.surroundings
        nothing_asked = s.levers.pooling.transfer_strings == "none"
        loose = math.fsum(
            each.share_of_council
            for each in self.active_partnerships
            if each.commissioner.in_force and (nothing_asked or not each.transfer_is_kept)
        )
        leak = round(s.parameters.joint_working.transfer_leak * loose * MILLION)
        pence = part_of_one(received, leak, MILLION)
        s.ledger.post(s.month.index, Purpose.TRANSFER_LEAKED, self.account, s.accounts.other_council_care, pence)

    def meet_each_quarter(self) -> None:
        """Look at the money: a forecast overspending is stress."""
        self.stress = self.surroundings.stress_of(self.account)

    def plan_the_year(self) -> None:
        """Set next year's budget, and if money does not reach, raise the threshold (it never comes down)."""
        s = self.surroundings
        if s.month.index == 0:
            return
        money = s.levers.money
        cut = money.council_grant_cut / 100.0
        growth = money.social_care_growth / 100.0
        self.budget = part_of_one(self.budget, round((1.0 + growth) * MILLION), MILLION)
        self.other_budget = part_of_one(self.other_budget, round((1.0 - cut) * MILLION), MILLION)
        self.direct_payments = a_year_later(s, self.direct_payments)
        over = s.overspending_of(self.account)
        p = s.parameters.organisations
        self._borrow_from_other_services(over)
        # A council must balance its books: while money does not reach, need is read more narrowly every year.
        # Part of what it withholds comes back as cost to the NHS, and counts as far as the NHS's cost is minded (M7).
        comes_back = s.parameters.joint_working.cost_per_pound_withheld
        short = min(p.most_stress, max(0.0, over))
        self.narrowing *= 1.0 + p.stress_narrows * short * (1.0 - self.regard * comes_back)
        self.one_purse_narrowing *= 1.0 + p.stress_narrows * min(short, self.joint_stress) * (1.0 - comes_back)
        if (
            over > p.overspend_to_tighten
            and self.threshold < EligibilityThreshold.SUBSTANTIAL
            and self.months_since_tightening >= 12.0 * p.tightest_after_years
        ):
            self.threshold = EligibilityThreshold(self.threshold + 1)
            self.months_since_tightening = 0
        self._squeeze_fees(max(0.0, over))

    def _borrow_from_other_services(self, over: float) -> None:
        """Care has no ring-fence (E056), and other services none either: they cover part of what it overspends.

        The more they have been cut themselves, the less they can.
        """
        left = self.other_budget / max(1, self.first_other_budget)
        share = self.surroundings.parameters.organisations.covered_by_other_services * left * max(0.0, over)
        self.lent_to_care = part_of_one(self.money_for_care, round(share * MILLION), MILLION)

    def _squeeze_fees(self, over: float) -> None:
        """Part of an overspending is taken out of what providers are paid next year."""
        p = self.surroundings.parameters.organisations
        lower_fees(self.surroundings, self.neighbourhoods, p.price_squeeze * over)


def carried(level: float, exponent: float) -> float:
    """How far a starting level of delay (England 1) shows habit: shrunk towards 1, never nil."""
    return math.exp(exponent * math.log(max(LEAST_HABIT, level)))
