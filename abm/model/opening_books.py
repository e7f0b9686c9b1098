"""The books of April 2010: what a year of everything costs, so that budgets and allocations start in balance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from abm.activity import FLOWS, STOCKS, Flow, MonthOfActivity, Stock
from abm.finance.contracts import Contracts, starting_contracts
from abm.finance.council_budget import opening_council_budget
from abm.finance.division import MILLION, part_of, split_by_weight
from abm.finance.exogenous import ExogenousBlock, ModelledYear, open_exogenous_block
from abm.finance.long_term_care import CareBill, price_care
from abm.finance.payment_rules import HospitalActivity, tariff_value
from abm.finance.prices import Prices
from abm.finance.working_age import WorkingAgeCare
from abm.people.people_engine import PeopleEngine
from abm.scenario.parameter_groups.money import MoneyParameters
from abm.scenario.parameters import Parameters
from abm.vocabulary import Service
from abm.world.geography import Geography
from abm.world.membership import Membership

DAYS = 365


@dataclass(frozen=True)
class FirstPlans:
    """What commissioners hand on in 2010/11: the transfer to social care, and money planned anew."""

    transfer: np.ndarray
    """int64 [neighbourhoods]: the NHS transfer to social care, pence a year."""

    commissioner: Membership
    share_ppm: int
    """Of a commissioner's allocation."""
    social_care_ppm: int
    """Of plan money."""

    def social_care(self, planned: np.ndarray, people: np.ndarray) -> np.ndarray:
        """Pence a year for social care by neighbourhood, each commissioner's spread by people: int64."""
        given = part_of(self.commissioner.total(planned), self.social_care_ppm, MILLION)
        return split_by_weight(given, self.commissioner.of.astype(np.int64), people)


@dataclass(frozen=True)
class OpeningBooks:
    """What the year 2010/11 is expected to cost, and the agreements that go with it."""

    contracts: Contracts
    block: ExogenousBlock
    need: np.ndarray
    """int64 [neighbourhoods]: what commissioning costs, pence a year."""
    council_own: np.ndarray
    """int64 [councils]: councils' own money for social care, pence a year."""
    council_other: np.ndarray
    """int64 [councils]: their money for everything else."""


def expected_year(people: PeopleEngine, money: MoneyParameters, admissions_per_1000: float) -> MonthOfActivity:
    """A year in which the stocks of the first day stay as they are and admissions come at the usual rate."""
    stocks = people.controls["stocks"]
    alive = stocks[:, Stock.ALIVE]
    flows = np.zeros((len(stocks), FLOWS), dtype=np.int64)
    admissions = np.floor(alive * admissions_per_1000 / 1000.0).astype(np.int64)
    flows[:, Flow.SHORT_STAYS_ENDED] = np.floor(admissions * money.expected_short_share).astype(np.int64)
    flows[:, Flow.LONG_STAYS_ENDED] = admissions - flows[:, Flow.SHORT_STAYS_ENDED]
    flows[:, Flow.STAY_DAYS_ENDED] = np.floor(admissions * money.expected_nights).astype(np.int64)
    equipment = int(Flow.SERVED_FIRST) + int(Service.EQUIPMENT)
    flows[:, equipment] = np.floor(alive * money.expected_equipment / 1000.0).astype(np.int64)
    stock_days = np.zeros((len(stocks), STOCKS), dtype=np.int64)
    stock_days[:] = stocks * DAYS
    stock_days[:, Stock.IN_REABLEMENT] = np.floor(alive * money.expected_reablement_days / 1000.0).astype(np.int64)
    return MonthOfActivity(0, DAYS, stock_days, stocks.copy(), flows)


def open_books(
    geography: Geography,
    people: PeopleEngine,
    parameters: Parameters,
    prices: Prices,
    working_age: WorkingAgeCare,
    council: Membership,
    plans: FirstPlans,
) -> OpeningBooks:
    """Price the expected year and set contracts, allocations and budgets by it."""
    first_transfer = plans.transfer
    year = expected_year(people, parameters.money, parameters.organisations.expected_admissions_per_1000)
    alive = year.stocks_at_end[:, Stock.ALIVE]
    emergency = tariff_value(hospital_year(year), prices)
    contracts = starting_contracts(alive, emergency, prices)
    bill = price_care(year, prices, contracts.council_price_level_ppm)
    head = round(parameters.organisations.running_cost_per_head * 100)
    nhs = emergency + contracts.community_block + contracts.mental_health_block + healthcare_of(bill)
    teams = round(parameters.organisations.locality_team_cost * 100)
    nhs = nhs + geography.neighbourhoods.people * head + first_transfer
    nhs = nhs + np.where(people.controls["locality_team"] > 0.0, geography.neighbourhoods.older_people * teams, 0)
    gross = council.total(care_of(bill)) + assessments_year(council.total(alive), parameters.money, prices)
    gross = gross + 12 * working_age.cost(0)
    people_of_england = int(parameters.places.england_people)

    def rest_of(modelled_nhs: np.ndarray) -> ExogenousBlock:
        return open_exogenous_block(
            geography.neighbourhoods.people,
            geography.councils.people,
            people_of_england,
            ModelledYear(int(modelled_nhs.sum()), int(gross.sum())),
            prices,
        )

    planned = part_of(nhs + rest_of(nhs).other_nhs, plans.share_ppm, MILLION)
    nhs = nhs + planned
    block = rest_of(nhs)
    budget = opening_council_budget(gross + block.other_social_care, prices)
    from_plans = council.total(plans.social_care(planned, geography.neighbourhoods.people))
    own = gross + block.other_social_care - council.total(bill.client_contributions) - council.total(first_transfer)
    own = own - from_plans
    return OpeningBooks(
        contracts=contracts,
        block=block,
        need=nhs + block.other_nhs,
        council_own=np.maximum(own, 0),
        council_other=budget.other_services,
    )


def hospital_year(year: MonthOfActivity) -> HospitalActivity:
    """A year's emergency work by neighbourhood."""
    return HospitalActivity(
        short_stays=year.flows[:, Flow.SHORT_STAYS_ENDED],
        long_stays=year.flows[:, Flow.LONG_STAYS_ENDED],
        bed_days=year.flows[:, Flow.STAY_DAYS_ENDED],
        readmissions=year.flows[:, Flow.READMISSIONS_30D],
    )


def healthcare_of(bill: CareBill) -> np.ndarray:
    """Long-term care that the NHS pays for."""
    return np.asarray(bill.residential_nhs + bill.nursing_nhs + bill.funded_nursing_care)


def care_of(bill: CareBill) -> np.ndarray:
    """Older people's care that councils pay for, gross of contributions."""
    homes = bill.residential_council + bill.nursing_council
    return np.asarray(homes + bill.home_care_council + bill.reablement + bill.equipment)


def assessments_year(older_people: np.ndarray, money: MoneyParameters, prices: Prices) -> np.ndarray:
    """What a year of councils' assessments costs."""
    return np.asarray(part_of(older_people, round(money.expected_assessments * prices.assessment), 1000))
