"""A small place with books of its own: two councils, three neighbourhoods, two hospitals, four providers."""

from dataclasses import dataclass

import numpy as np

from abm.activity import FLOWS, STOCKS, Flow, MonthOfActivity, Stock
from abm.dates import Month
from abm.finance.accounts import Accounts, OrganisationNames, open_accounts
from abm.finance.care_providers import CareProviderShares
from abm.finance.contracts import Contracts, starting_contracts
from abm.finance.ledger import Ledger
from abm.finance.parties import Parties
from abm.finance.payment_rules import PaymentRules
from abm.finance.prices import Prices
from abm.scenario.parameter_groups.money import MoneyParameters

MONEY = MoneyParameters()
PRICES = Prices.from_parameters(MONEY)
TARIFF = PaymentRules(hospital="tariff", marginal_tariff=False, thirty_day_rule=False, delayed_day_charge=10_000)
NEIGHBOURHOODS = 3
OLDER_PEOPLE = np.array([12_000, 9_000, 15_000])


def whole(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.int64)


@dataclass(frozen=True)
class Place:
    ledger: Ledger
    accounts: Accounts
    parties: Parties
    contracts: Contracts


def open_place() -> Place:
    """Neighbourhoods 0 and 1 share council and hospital; 1 and 2 share their commissioner."""
    ledger = Ledger()
    accounts = open_accounts(
        ledger,
        OrganisationNames(
            pcts=["East", "West"],
            consortia=["Hill", "Dale", "Coast"],
            councils=["Northshire", "Southshire"],
            acute_trusts=["Royal", "General"],
            community_trusts=["Community"],
            mental_health_trusts=["Mind"],
            care_providers=["Home Help", "The Limes", "Both Sides", "Seaview"],
        ),
    )
    councils, provider = accounts.councils, accounts.care_providers
    shares = CareProviderShares(
        council=councils[[0, 1, 0, 1, 0, 1]],
        provider=provider[[0, 0, 1, 2, 2, 3]],
        home_care=whole(1_000, 300, 0, 0, 500, 700),
        residential=whole(0, 0, 40, 20, 30, 35),
        nursing=whole(0, 0, 0, 25, 30, 0),
    )
    parties = Parties(
        commissioner=accounts.pcts[[0, 1, 1]],
        council=councils[[0, 0, 1]],
        self_funders=accounts.self_funders[[0, 0, 1]],
        acute_trust=accounts.acute_trusts[[0, 0, 1]],
        community_trust=accounts.community_trusts[[0, 0, 0]],
        mental_health_trust=accounts.mental_health_trusts[[0, 0, 0]],
        reablement_provider=whole(accounts.community_trusts[0], accounts.community_trusts[0], 0),
        care_providers=shares,
        staff_and_suppliers=accounts.staff_and_suppliers,
    )
    parties.reablement_provider[2] = accounts.staff_and_suppliers
    contracts = starting_contracts(OLDER_PEOPLE, OLDER_PEOPLE * 48_000, PRICES)
    return Place(ledger, accounts, parties, contracts)


def activity_of(
    stocks: dict[int, np.ndarray] | None = None,
    flows: dict[int, np.ndarray] | None = None,
    month: int = 12,
    neighbourhoods: int = NEIGHBOURHOODS,
) -> MonthOfActivity:
    """A month in which nothing happened but what is named: columns by stock and by flow."""
    stock_days = np.zeros((neighbourhoods, STOCKS), dtype=np.int64)
    flow_counts = np.zeros((neighbourhoods, FLOWS), dtype=np.int64)
    for column, values in (stocks or {}).items():
        stock_days[:, column] = values
    for column, values in (flows or {}).items():
        flow_counts[:, column] = values
    return MonthOfActivity(month, Month(month).days, stock_days, np.zeros_like(stock_days), flow_counts)


def busy_month(month: int = 12) -> MonthOfActivity:
    """An ordinary month: about 21 emergency admissions per 1,000 older people, and care of every kind."""
    stays = OLDER_PEOPLE * 21 // 1000
    return activity_of(
        stocks={
            Stock.ALIVE: OLDER_PEOPLE * Month(month).days,
            Stock.HOME_CARE_HOURS_COUNCIL: whole(120_000, 91_001, 150_003),
            Stock.HOME_CARE_HOURS_NHS: whole(4_001, 3_000, 5_005),
            Stock.HOME_CARE_HOURS_SELF: whole(30_000, 20_002, 41_000),
            Stock.IN_REABLEMENT: whole(1_200, 900, 1_500),
            Stock.RESIDENTIAL_COUNCIL: whole(5_000, 3_700, 6_200),
            Stock.RESIDENTIAL_NHS: whole(100, 80, 121),
            Stock.RESIDENTIAL_SELF: whole(3_900, 2_800, 5_100),
            Stock.NURSING_COUNCIL: whole(2_100, 1_600, 2_600),
            Stock.NURSING_NHS: whole(800, 600, 1_000),
            Stock.NURSING_SELF: whole(1_700, 1_200, 2_200),
        },
        flows={
            Flow.SHORT_STAYS_ENDED: stays // 3,
            Flow.LONG_STAYS_ENDED: stays - stays // 3,
            Flow.STAY_DAYS_ENDED: stays * 9,
            Flow.READMISSIONS_30D: stays * 14 // 100,
        },
        month=month,
    )
