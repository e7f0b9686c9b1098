"""The money rules, written a second time from their sources, plainly and exactly: nothing here is the program's.

Made from what the evidence rows, the definitions of levers and parameters, and the texts of the cases say, for one
place with one body of each kind. Amounts are fractions of a penny and are never rounded, but for three prices that are
whole pence in life: a week's fee, a day of reablement and an hour of care.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

Payments = dict[tuple[str, str, str], Fraction]
"""Pence by who pays, whom, and for what."""
COMMISSIONER, COUNCIL, HOSPITAL, COMMUNITY = "commissioner", "council", "hospital", "community trust"
PROVIDER, PEOPLE, POOL = "care provider", "own means", "pool"


@dataclass(frozen=True)
class CareGiven:
    """Care that one person, or several alike, had in the month."""

    where: str
    paid_by: str
    days: int
    hours_a_week: int = 0
    fee_level: Fraction = Fraction(1)


@dataclass(frozen=True)
class PlaceMonth:
    """What happened in a place in a month, and what had been agreed; amounts in pence a year."""

    month: date
    short_stays: int = 0
    long_stays: int = 0
    nights: int = 0
    readmissions: int = 0
    emergency_baseline: Fraction = Fraction(0)
    hospital_block: Fraction = Fraction(0)
    per_head: Fraction = Fraction(0)
    older_people: int = 0
    social_care_days: int = 0
    acute_days: int = 0
    community_days: int = 0
    care: tuple[CareGiven, ...] = ()
    reablement_days: int = 0
    equipment: int = 0


@dataclass(frozen=True)
class PoolYear:
    """A pool of one year. Amounts are pence a month on these people."""

    month: date
    share: Fraction
    before: Mapping[str, Fraction]
    during: Mapping[str, Fraction]
    part_of_commissioner: Fraction = Fraction(1)
    withheld_by: str = ""


@dataclass(frozen=True)
class PlainRules:
    """Rules in force and prices, by the names of levers and parameters, as they are written."""

    levers: Mapping[str, object]
    prices: Mapping[str, object]
    paid: Payments = field(default_factory=lambda: defaultdict(Fraction))

    def number(self, name: str) -> Fraction:
        """A price in pounds or a share, just as it is written."""
        return Fraction(Decimal(str(self.prices[name])))

    def pence(self, name: str) -> Fraction:
        """A price in pence."""
        return 100 * self.number(name)

    def pay(self, payer: str, payee: str, purpose: str, pence: Fraction) -> None:
        """Put a payment down, unless it is nothing."""
        if pence:
            self.paid[payer, payee, purpose] += pence

    # --- hospitals ---------------------------------------------------------------------------------------------

    def settle(self, now: PlaceMonth) -> Payments:
        """Who pays whom for a month."""
        self.hospital(now)
        self.delayed_days(now)
        for care in now.care:
            self.care(care)
        day = nearest_penny(self.pence("money.reablement_episode") / self.number("money.reablement_episode_days"))
        self.pay(COUNCIL, COMMUNITY, "reablement", now.reablement_days * day)
        self.pay(COUNCIL, "staff and suppliers", "equipment", now.equipment * self.pence("money.equipment_item"))
        return dict(self.paid)

    def hospital(self, now: PlaceMonth) -> None:
        """Emergency work, by whichever of three rules is in force."""
        if self.levers["payment.hospital"] == "block":
            self.pay(COMMISSIONER, HOSPITAL, "block contract", of_year(now.hospital_block, now.month))
        elif self.levers["payment.hospital"] == "capitated":
            self.pay(COMMISSIONER, HOSPITAL, "capitated budget", now.older_people * of_year(now.per_head, now.month))
        else:
            self.tariff(now)

    def tariff(self, now: PlaceMonth) -> None:
        """A price a stay and for nights beyond trim points; readmissions and growth are paid less; a part goes on."""
        value = (
            now.short_stays * self.pence("money.emergency_short_stay")
            + now.long_stays * self.pence("money.emergency_long_stay")
            + now.nights * self.number("money.excess_bed_day_share") * self.pence("money.excess_bed_day")
        )
        self.pay(COMMISSIONER, HOSPITAL, "emergency tariff", value)
        left = value
        stays = now.short_stays + now.long_stays
        if self.levers["payment.thirty_day_rule"] and stays:
            readmitted = min(now.readmissions, stays)
            unpaid = value / stays * readmitted * self.number("money.readmission_unpaid_share")
            self.pay(HOSPITAL, COMMISSIONER, "readmissions withheld", unpaid)
            left -= unpaid
        above = left - of_year(now.emergency_baseline, now.month)
        if self.levers["payment.marginal_tariff"] and above > 0:
            unpaid = above * (1 - self.number("money.marginal_tariff_rate"))
            self.pay(HOSPITAL, COMMISSIONER, "marginal tariff withheld", unpaid)
        if self.levers["payment.pathway_tariff"]:
            self.pay(HOSPITAL, COMMUNITY, "pathway tariff", value * self.number("oversight.pathway_share"))

    def delayed_days(self, now: PlaceMonth) -> None:
        """The charge of 2003, for whole acute days put down to social care alone."""
        all_days = now.acute_days + now.community_days
        if all_days:
            acute = nearest(Fraction(now.social_care_days * now.acute_days, all_days))
            charge = 100 * Fraction(Decimal(str(self.levers["payment.delayed_day_charge"])))
            self.pay(COUNCIL, HOSPITAL, "delayed day charge", acute * charge)

    # --- care --------------------------------------------------------------------------------------------------

    def care(self, care: CareGiven) -> None:
        """Long-term care by where it is and who pays."""
        if care.where == "own home":
            self.home_care(care)
        elif care.where in ("residential home", "nursing home"):
            self.care_home(care, care.where.split()[0])
        else:
            assert care.where == "own home, hours held", care.where  # nobody pays an agency for hours it holds

    def home_care(self, care: CareGiven) -> None:
        """By the hour; those whom a council supports pay back a part."""
        hours = Fraction(care.hours_a_week * care.days, 7)
        if care.paid_by == "self":
            self.pay(PEOPLE, PROVIDER, "home care", hours * self.pence("money.home_care_hour_self_funder"))
            return
        cost = hours * nearest_penny(self.pence("money.home_care_hour_council") * care.fee_level)
        self.pay(COUNCIL, PROVIDER, "home care", cost)
        self.pay(PEOPLE, COUNCIL, "client contribution", cost * self.number("money.home_care_contribution_share"))

    def care_home(self, care: CareGiven, kind: str) -> None:
        """By the week; the NHS pays all or, for nursing that others pay for, a flat part besides."""
        weeks = Fraction(care.days, 7)
        if care.paid_by == "NHS":
            fee = self.pence("money.continuing_healthcare_week")
            self.pay(COMMISSIONER, PROVIDER, "continuing healthcare", weeks * fee)
            return
        if care.paid_by == "self":
            self.pay(PEOPLE, PROVIDER, f"{kind} care", weeks * self.pence(f"money.{kind}_week_self_funder"))
        else:
            cost = weeks * nearest_penny(self.pence(f"money.{kind}_week_council") * care.fee_level)
            self.pay(COUNCIL, PROVIDER, f"{kind} care", cost)
            part = self.number("money.care_home_contribution_share")
            self.pay(PEOPLE, COUNCIL, "client contribution", cost * part)
        if kind == "nursing":
            flat = self.pence("money.funded_nursing_care_week")
            self.pay(COMMISSIONER, PROVIDER, "NHS funded nursing care", weeks * flat)

    # --- between bodies ----------------------------------------------------------------------------------------

    def transfer(self, month: date, people: int, *, promise_kept: bool) -> Payments:
        """The NHS's transfer to social care: the place's part by its people; some leaks where nothing binds."""
        england = self.number("places.england_people")
        year = Fraction(Decimal(str(self.levers["pooling.nhs_transfer"]))) * 10**8 * people / england
        received = of_year(year, month)
        self.pay(COMMISSIONER, COUNCIL, "NHS transfer", received)
        if self.levers["pooling.transfer_strings"] == "none" or not promise_kept:
            leak = received * self.number("joint_working.transfer_leak")
            self.pay(COUNCIL, "other council services", "transfer leaked", leak)
        return dict(self.paid)

    def pool(self, year: PoolYear) -> Payments:
        """Contributions by last year's spending, care by this year's, the rest by risk shares."""
        part = {COUNCIL: Fraction(1), COMMISSIONER: year.part_of_commissioner}
        agreed = {side: 12 * year.before[side] * theirs * year.share for side, theirs in part.items()}
        balance = Fraction(0)
        for side, theirs in part.items():
            kept_back = Fraction(0)
            if year.withheld_by == side:
                quarter = sum(of_year(agreed[side], first) for first in first_quarter(year.month))
                kept_back = quarter * self.number("joint_working.pool_withheld")
            drawn = 12 * year.during[side] * theirs * year.share
            self.pay(side, POOL, "pool contribution", agreed[side] - kept_back)
            self.pay(POOL, side, "pooled care", drawn)
            balance += agreed[side] - kept_back - drawn
        together = sum(agreed.values())
        for side, own in agreed.items():
            risk = own / together if together else Fraction(1, 2)
            payer, payee = (POOL, side) if balance > 0 else (side, POOL)
            self.pay(payer, payee, "pool settlement", abs(balance) * risk)
        return dict(self.paid)

    # --- rules that move no money of their own --------------------------------------------------------------------

    def joins_unprompted(self) -> Fraction:
        """Chance a quarter that a practice that nobody leads takes part in commissioning."""
        chance = self.number("relations.engagement_base")
        if self.levers["payment.quality_premium"]:
            chance += self.number("relations.engagement_premium")
        if self.levers["leadership.clinical_engagement"]:
            chance += self.number("relations.engagement_programme")
        return chance

    def direct_payments(self, years: int) -> list[Fraction]:
        """Share of new council packages taken as money, year by year from 2010."""
        milestone = self.levers["front_line.personal_budgets"] == "national_milestone"
        pace = self.number(f"oversight.direct_payments_{'milestone' if milestone else 'optional'}")
        most = self.number("oversight.direct_payments_most")
        shares = [self.number("oversight.direct_payments_2010")]
        while len(shares) < years:
            shares.append(shares[-1] + pace * max(Fraction(0), most - shares[-1]))
        return shares


def of_year(yearly: Fraction, month: date) -> Fraction:
    """A month's part of a financial year's amount, by days."""
    first = date(month.year - (month.month < 4), 4, 1)
    days_of_year = (date(first.year + 1, 4, 1) - first).days
    return yearly * calendar.monthrange(month.year, month.month)[1] / days_of_year


def first_quarter(april: date) -> list[date]:
    """The first three months of a financial year."""
    return [april.replace(month=month) for month in (4, 5, 6)]


def nearest(value: Fraction) -> int:
    """The nearest whole number, halves up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def nearest_penny(pence: Fraction) -> Fraction:
    """A price to the penny."""
    return Fraction(nearest(pence))
