"""The program's own money rules on the facts of a case, in a place with one body of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np
from plain_money_rules import CareGiven, PlaceMonth, PoolYear

from abm.activity import FLOWS, STOCKS, Flow, MonthOfActivity, Stock, delayed_column
from abm.dates import Month, month_of
from abm.finance.accounts import AccountKind, OrganisationNames, open_accounts
from abm.finance.care_providers import CareProviderShares
from abm.finance.contracts import Contracts
from abm.finance.division import MILLION
from abm.finance.ledger import Ledger
from abm.finance.parties import Parties
from abm.finance.payment_rules import PaymentRules
from abm.finance.prices import Prices
from abm.finance.purposes import Purpose
from abm.finance.settlement import settle_activity
from abm.organisations.council import Council
from abm.organisations.gp_engagement import pull_of
from abm.organisations.nhs_commissioning_board import NhsCommissioningBoard
from abm.organisations.pathway_tariff import share_that_follows_ppm
from abm.organisations.pool import NOTHING, Pool
from abm.organisations.pool_money import PoolMoney
from abm.relations.network import TIE_KINDS
from abm.scenario.levers import Levers
from abm.scenario.parameters import Parameters
from abm.vocabulary import Body, Reason, Service

Paid = dict[tuple[str, str, str], int]
WHO = {
    AccountKind.PCT: "commissioner", AccountKind.COUNCIL: "council", AccountKind.ACUTE_TRUST: "hospital",
    AccountKind.COMMUNITY_TRUST: "community trust", AccountKind.CARE_PROVIDER: "care provider",
    AccountKind.SELF_FUNDERS: "own means", AccountKind.POOL: "pool",
    AccountKind.STAFF_AND_SUPPLIERS: "staff and suppliers", AccountKind.OTHER_COUNCIL_CARE: "other council services",
}  # fmt: skip
STOCK_OF = {
    ("residential home", "council"): Stock.RESIDENTIAL_COUNCIL, ("residential home", "NHS"): Stock.RESIDENTIAL_NHS,
    ("residential home", "self"): Stock.RESIDENTIAL_SELF, ("nursing home", "council"): Stock.NURSING_COUNCIL,
    ("nursing home", "NHS"): Stock.NURSING_NHS, ("nursing home", "self"): Stock.NURSING_SELF,
    ("own home", "council"): Stock.HOME_CARE_HOURS_COUNCIL, ("own home", "self"): Stock.HOME_CARE_HOURS_SELF,
    ("own home, hours held", "council"): Stock.HOME_CARE_HOURS_HELD,
}  # fmt: skip


def typed(values: Mapping[str, Any], groups: Any) -> Any:
    """Levers or parameters with some at other values, by ``group.name``."""
    changed: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        group, entry = name.split(".")
        changed.setdefault(group, {})[entry] = value
    update = {group: getattr(groups, group).model_copy(update=own) for group, own in changed.items()}
    return groups.model_copy(update=update)


class PlaceAtWork:
    """One place under rules and prices by the names of levers and parameters."""

    def __init__(self, levers: Mapping[str, Any], prices: Mapping[str, Any]) -> None:
        self.levers: Levers = typed(levers, Levers())
        self.parameters: Parameters = typed(prices, Parameters())
        self.prices = Prices.from_parameters(self.parameters.money)
        self.ledger = Ledger()
        names = OrganisationNames(["P"], ["C"], ["L"], ["A"], ["T"], ["M"], ["H"])
        self.accounts = open_accounts(self.ledger, names)

    def paid(self, months: range) -> Paid:
        """Pence by who paid, whom and for what."""
        found: Paid = {}
        for month in months:
            for payer, payee, purpose, pence in self.ledger.paid_by_kind(month):
                words = Purpose(purpose).name.lower().replace("_", " ").replace("nhs", "NHS")
                key = WHO[payer], WHO[payee], words
                found[key] = found.get(key, 0) + pence
        return found

    # --- a month -----------------------------------------------------------------------------------------------

    def settle(self, now: PlaceMonth) -> Paid:
        """What the settlement of a month posts."""
        month = month_of(now.month)
        payment = self.levers.payment
        rules = PaymentRules(
            hospital=payment.hospital,
            marginal_tariff=payment.marginal_tariff,
            thirty_day_rule=payment.thirty_day_rule,
            delayed_day_charge=round(payment.delayed_day_charge * 100),
            pathway_share_ppm=share_that_follows_ppm(SimpleNamespace(levers=self.levers, parameters=self.parameters)),
        )
        for activity, level in activities(now, month):
            contracts = self._contracts(now, level)
            settle_activity(
                self.ledger, activity, self._parties(), rules=rules, prices=self.prices, contracts=contracts
            )
            now = PlaceMonth(now.month)  # what is agreed is paid once
        self.ledger.check(month.index)
        return self.paid(range(month.index, month.index + 1))

    def _contracts(self, now: PlaceMonth, level: int) -> Contracts:
        def amount(pence: Any) -> np.ndarray:
            return np.array([int(pence)], dtype=np.int64)

        return Contracts(
            emergency_baseline=amount(now.emergency_baseline),
            hospital_block=amount(now.hospital_block),
            capitation_per_head=amount(now.per_head),
            community_block=amount(0),
            mental_health_block=amount(0),
            council_price_level_ppm=amount(level),
        )

    def _parties(self) -> Parties:
        a = self.accounts
        one = np.array([1], dtype=np.int64)
        return Parties(
            commissioner=a.pcts,
            council=a.councils,
            self_funders=a.self_funders,
            acute_trust=a.acute_trusts,
            community_trust=a.community_trusts,
            mental_health_trust=a.mental_health_trusts,
            reablement_provider=a.community_trusts,
            care_providers=CareProviderShares(a.councils, a.care_providers, one, one, one),
            staff_and_suppliers=a.staff_and_suppliers,
        )

    # --- between bodies ----------------------------------------------------------------------------------------

    def _surroundings(self, people: int, month: int) -> SimpleNamespace:
        hoods = SimpleNamespace(people=np.array([people]), council=np.array([0]), older_people=np.array([people]))
        return SimpleNamespace(
            geography=SimpleNamespace(neighbourhoods=hoods),
            levers=self.levers,
            parameters=self.parameters,
            ledger=self.ledger,
            accounts=self.accounts,
            month=Month(month),
            commissioner=SimpleNamespace(of=np.array([0])),
            commissioner_accounts=self.accounts.pcts,
            members=SimpleNamespace(council=SimpleNamespace(total=lambda pence: pence)),
            network=SimpleNamespace(ties=np.zeros((1, TIE_KINDS), dtype=bool), pooled_pence=np.zeros(1, np.int64)),
            count=lambda *_: None,
        )

    def transfer(self, month: int, people: int, *, promise_kept: bool) -> Paid:
        """What a month's transfer to social care posts."""
        s = self._surroundings(people, month)
        council = CouncilWithMoney(s, promise_kept=promise_kept)
        BoardWithMoney(s)._transfer_to_social_care([council])
        return self.paid(range(month, month + 1))

    def pool(self, year: PoolYear) -> Paid:
        """What a year of a pool posts, its settlement in the next April included; not the care that it is about."""
        april = month_of(year.month).index
        older = 1_000_000
        s = self._surroundings(older, april)
        partnership = partnership_of(self, year, older)
        s.geography.neighbourhoods.older_people = np.array([older, round(older / year.part_of_commissioner) - older])
        money = PoolMoney(s, partnership, int(self.ledger.open(AccountKind.POOL, ["pool"])[0]))
        for month in range(april - 12, april):
            self._spend(month, year.before)
        money.agree_contributions()
        for month in range(april, april + 12):
            s.month = Month(month)
            side = {"council": True, "commissioner": False}.get(year.withheld_by)
            partnership.withheld = {each: each is side and month < april + 3 for each in (True, False)}
            money.contribute()
            self._spend(month, year.during)
            money.pay_back()
        s.month = Month(april + 12)
        money.settle_year()
        return {key: pence for key, pence in self.paid(range(april, april + 13)).items() if "pool" in key[:2]}

    def _spend(self, month: int, sides: Mapping[str, Any]) -> None:
        a = self.accounts
        for payer, purpose, pence in (
            (a.councils, Purpose.HOME_CARE, sides["council"]),
            (a.pcts, Purpose.COMMUNITY_CONTRACT, sides["commissioner"]),
        ):
            self.ledger.post(month, purpose, payer, a.staff_and_suppliers, int(pence))

    # --- rules that move no money of their own -----------------------------------------------------------------------

    def joins_unprompted(self) -> float:
        """Chance a quarter that a practice that nobody leads takes part."""
        s = SimpleNamespace(levers=self.levers, parameters=self.parameters, normal=lambda *_: 0.0)
        consortium = SimpleNamespace(kind=1, index=0, practices=[SimpleNamespace(people=198_000)])
        return float(pull_of(s, [consortium]).unprompted[0])


class BoardWithMoney(NhsCommissioningBoard):
    """The Board, as far as it pays the transfer."""

    def __init__(self, surroundings: Any) -> None:
        self.surroundings = surroundings


class CouncilWithMoney(Council):
    """A council, as far as it gets the transfer."""

    def __init__(self, surroundings: Any, *, promise_kept: bool) -> None:
        self.surroundings = surroundings
        self.index = 0
        self.account = int(surroundings.accounts.councils[0])
        in_force = SimpleNamespace(in_force=True)
        self.partnerships = [
            SimpleNamespace(active=True, share_of_council=1.0, commissioner=in_force, transfer_is_kept=promise_kept)
        ]


def partnership_of(place: PlaceAtWork, year: PoolYear, older: int) -> SimpleNamespace:
    """Council and commissioner with a pool; the commissioner may have people elsewhere."""
    elsewhere = [0] if year.part_of_commissioner == 1 else [0, 1]
    council = SimpleNamespace(
        account=int(place.accounts.councils[0]), neighbourhoods=np.array([0]), in_force_since=0, index=0
    )
    commissioner = SimpleNamespace(
        account=int(place.accounts.pcts[0]), neighbourhoods=np.array(elsewhere), in_force_since=0, index=0
    )
    return SimpleNamespace(
        council=council,
        commissioner=commissioner,
        partner=lambda is_council: council if is_council else commissioner,
        older_people=older,
        relation=0,
        contributions=NOTHING,
        pool=Pool(0.0, float(year.share), states_outcomes=False, council_risk=0.5),
        withheld={True: False, False: False},
        aligned_share=0.0,
        neighbourhoods=np.array([0]),
    )


def activities(now: PlaceMonth, month: Month) -> list[tuple[MonthOfActivity, int]]:
    """The month's activity, apart for each level of fees that somebody's council pays, in parts per million."""
    levels = sorted({care.fee_level for care in now.care} | {1}, reverse=True)
    made = []
    for level in levels:
        stocks, flows = np.zeros((1, STOCKS), dtype=np.int64), np.zeros((1, FLOWS), dtype=np.int64)
        for care in now.care:
            if care.fee_level == level:
                stocks[0, STOCK_OF[care.where, care.paid_by]] += amount_of(care)
        if level == 1:
            count_the_rest(now, month, stocks, flows)
        made.append((MonthOfActivity(month.index, month.days, stocks, stocks, flows), round(level * MILLION)))
    return made


def amount_of(care: CareGiven) -> int:
    """Days in a home, or hours a week times days at home."""
    return care.days * care.hours_a_week if care.where.startswith("own home") else care.days


def count_the_rest(now: PlaceMonth, month: Month, stocks: np.ndarray, flows: np.ndarray) -> None:
    """Everything that is not long-term care."""
    stocks[0, Stock.ALIVE] = now.older_people * month.days
    stocks[0, delayed_column(Reason.ASSESSMENT, Body.SOCIAL_CARE)] = now.social_care_days
    stocks[0, Stock.DELAYED_ACUTE] = now.acute_days
    stocks[0, Stock.DELAYED_COMMUNITY] = now.community_days
    stocks[0, Stock.IN_REABLEMENT] = now.reablement_days
    flows[0, Flow.SHORT_STAYS_ENDED] = now.short_stays
    flows[0, Flow.LONG_STAYS_ENDED] = now.long_stays
    flows[0, Flow.STAY_DAYS_ENDED] = now.nights
    flows[0, Flow.READMISSIONS_30D] = now.readmissions
    flows[0, Flow.SERVED_FIRST + Service.EQUIPMENT] = now.equipment
