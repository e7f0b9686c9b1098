"""The month's settlement: every payment that follows from activity, by the rules in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from abm.activity import Flow, MonthOfActivity, Stock
from abm.dates import Month
from abm.finance.care_providers import CareDebt, pay_care_providers
from abm.finance.delayed_days import chargeable_days
from abm.finance.division import month_of_year_amount, part_of
from abm.finance.long_term_care import CareBill, price_care
from abm.finance.pathway_tariff import settle_pathway_tariff
from abm.finance.payment_rules import AgreedAmounts, HospitalActivity, PaymentRules, hospital_income
from abm.finance.purposes import Purpose

if TYPE_CHECKING:
    from abm.finance.contracts import Contracts
    from abm.finance.ledger import Ledger
    from abm.finance.parties import Parties
    from abm.finance.prices import Prices


def settle_activity(
    ledger: Ledger,
    activity: MonthOfActivity,
    parties: Parties,
    *,
    rules: PaymentRules,
    prices: Prices,
    contracts: Contracts,
) -> None:
    """Post everything that follows from one month's activity.

    Hospitals' emergency income, community and mental health contracts, long-term care by payer,
    contributions, reablement, equipment, and the charge for delayed days. What organisations decide to
    spend (staff, beds, allocations, transfers) is theirs to post.
    """
    month = activity.month
    _settle_hospitals(ledger, activity, parties, rules=rules, prices=prices, contracts=contracts)
    if rules.hospital == "tariff" and rules.pathway_share_ppm:
        settle_pathway_tariff(ledger, activity, parties, share_ppm=rules.pathway_share_ppm, prices=prices)
    _settle_contracts(ledger, month, parties, contracts)
    _settle_delayed_days(ledger, activity, parties, rules)
    bill = price_care(activity, prices, contracts.council_price_level_ppm)
    _settle_care(ledger, month, parties, bill)
    ledger.post(month, Purpose.CLIENT_CONTRIBUTION, parties.self_funders, parties.council, bill.client_contributions)
    ledger.post(month, Purpose.REABLEMENT, parties.council, parties.reablement_provider, bill.reablement)
    ledger.post(month, Purpose.EQUIPMENT, parties.council, parties.staff_and_suppliers, bill.equipment)


def _settle_hospitals(
    ledger: Ledger,
    activity: MonthOfActivity,
    parties: Parties,
    *,
    rules: PaymentRules,
    prices: Prices,
    contracts: Contracts,
) -> None:
    """Emergency income, reckoned for each pair of commissioner and hospital, as a contract is."""
    pairs, pair_of = np.unique(
        np.stack([parties.commissioner, parties.acute_trust], axis=1), axis=0, return_inverse=True
    )
    cell = pair_of.reshape(-1)

    def by_cell(values: np.ndarray) -> np.ndarray:
        total = np.zeros(len(pairs), dtype=np.int64)
        np.add.at(total, cell, values)
        return total

    month = activity.month
    first_of_year = Month(month - month % 12)
    days_of_year = Month(first_of_year.index + 12).first_day - first_of_year.first_day
    flows, alive = activity.flows, activity.stock_days[:, Stock.ALIVE]
    work = HospitalActivity(
        short_stays=by_cell(flows[:, Flow.SHORT_STAYS_ENDED]),
        long_stays=by_cell(flows[:, Flow.LONG_STAYS_ENDED]),
        bed_days=by_cell(flows[:, Flow.STAY_DAYS_ENDED]),
        readmissions=by_cell(flows[:, Flow.READMISSIONS_30D]),
    )
    agreed = AgreedAmounts(
        emergency_baseline=month_of_year_amount(by_cell(contracts.emergency_baseline), month),
        hospital_block=month_of_year_amount(by_cell(contracts.hospital_block), month),
        capitated_budget=by_cell(part_of(alive, contracts.capitation_per_head, days_of_year)),
    )
    income = hospital_income(work, agreed, rules, prices)
    commissioner, trust = pairs[:, 0], pairs[:, 1]
    ledger.post(month, Purpose.EMERGENCY_TARIFF, commissioner, trust, income.emergency_tariff)
    ledger.post(month, Purpose.READMISSIONS_WITHHELD, trust, commissioner, income.readmissions_withheld)
    ledger.post(month, Purpose.MARGINAL_TARIFF_WITHHELD, trust, commissioner, income.marginal_withheld)
    ledger.post(month, Purpose.BLOCK_CONTRACT, commissioner, trust, income.block)
    ledger.post(month, Purpose.CAPITATED_BUDGET, commissioner, trust, income.capitated)


def _settle_contracts(ledger: Ledger, month: int, parties: Parties, contracts: Contracts) -> None:
    """Community and mental health services: a block, whatever happens."""
    for purpose, trust, per_year in (
        (Purpose.COMMUNITY_CONTRACT, parties.community_trust, contracts.community_block),
        (Purpose.MENTAL_HEALTH_CONTRACT, parties.mental_health_trust, contracts.mental_health_block),
    ):
        ledger.post(month, purpose, parties.commissioner, trust, month_of_year_amount(per_year, month))


def _settle_delayed_days(ledger: Ledger, activity: MonthOfActivity, parties: Parties, rules: PaymentRules) -> None:
    charge = chargeable_days(activity) * rules.delayed_day_charge
    ledger.post(activity.month, Purpose.DELAYED_DAY_CHARGE, parties.council, parties.acute_trust, charge)


def _settle_care(ledger: Ledger, month: int, parties: Parties, bill: CareBill) -> None:
    shares = parties.care_providers
    council, nhs, people = parties.council, parties.commissioner, parties.self_funders
    debts = [
        CareDebt(Purpose.HOME_CARE, council, bill.home_care_council, shares.home_care),
        CareDebt(Purpose.HOME_CARE, people, bill.home_care_self, shares.home_care),
        CareDebt(Purpose.RESIDENTIAL_CARE, council, bill.residential_council, shares.residential),
        CareDebt(Purpose.RESIDENTIAL_CARE, people, bill.residential_self, shares.residential),
        CareDebt(Purpose.CONTINUING_HEALTHCARE, nhs, bill.residential_nhs, shares.residential),
        CareDebt(Purpose.NURSING_CARE, council, bill.nursing_council, shares.nursing),
        CareDebt(Purpose.NURSING_CARE, people, bill.nursing_self, shares.nursing),
        CareDebt(Purpose.CONTINUING_HEALTHCARE, nhs, bill.nursing_nhs, shares.nursing),
        CareDebt(Purpose.NHS_FUNDED_NURSING_CARE, nhs, bill.funded_nursing_care, shares.nursing),
    ]
    pay_care_providers(ledger, month, debts, council, shares)
