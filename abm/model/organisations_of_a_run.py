"""All organisations of a run, made from its places, and the relations they start with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from abm.finance.accounts import Accounts, OrganisationNames
from abm.finance.care_providers import CareProviderShares
from abm.organisations.acute_trust import AcuteTrust
from abm.organisations.care_market import CareMarket
from abm.organisations.care_provider import MARKETS, CareProvider
from abm.organisations.care_quality_commission import CareQualityCommission
from abm.organisations.care_trust import CareTrust
from abm.organisations.community_trust import CommunityTrust
from abm.organisations.council import Council
from abm.organisations.front_line_team import FrontLineTeam
from abm.organisations.gp_consortium import GpConsortium
from abm.organisations.health_and_wellbeing_board import HealthAndWellbeingBoard
from abm.organisations.healthwatch import HealthWatch
from abm.organisations.large_group import LargeGroup
from abm.organisations.market_entry import EmptyPlace
from abm.organisations.mental_health_trust import MentalHealthTrust
from abm.organisations.monitor import Monitor
from abm.organisations.nhs_commissioning_board import NhsCommissioningBoard
from abm.organisations.organisation import Organisation
from abm.organisations.practice import Practice
from abm.organisations.primary_care_trust import PrimaryCareTrust
from abm.organisations.surroundings import Surroundings
from abm.organisations.trait import Trait
from abm.organisations.waiting_list import WaitingList
from abm.organisations.ways import Way, readings_of_eligibility, thresholds_of_teams, waits_of_councils, waits_of_trusts
from abm.vocabulary import OrganisationKind, Service

if TYPE_CHECKING:
    import mesa

    from abm.scenario.parameters import Parameters
    from abm.world.geography import Geography

MARKET_NAMES = {
    Service.HOME_CARE: "home care",
    Service.RESIDENTIAL_PLACE: "care homes",
    Service.NURSING_PLACE: "nursing homes",
}
STARTS_PER_1000 = {Service.HOME_CARE: 30.0, Service.RESIDENTIAL_PLACE: 6.5, Service.NURSING_PLACE: 2.6}
"""Starts a year per 1,000 older people, remembered before the first month."""


Seller = tuple[int, Service, str]
"""Council, market and name of a care provider."""


@dataclass(frozen=True)
class ProviderPlan:
    """Every care provider that a run may have. Its place among ``everyone`` is its number, for accounts and for luck.

    Those beyond the usual number come last, so that nobody else's luck changes with them.
    """

    usual: list[Seller]
    entries: list[Seller]
    """Who may enter later."""
    further: list[Seller]
    """Home-care providers beyond the usual number, there from the start."""

    @classmethod
    def of(cls, geography: Geography, parameters: Parameters, home_care_multiple: float) -> ProviderPlan:
        """The plan of some places; ``home_care_multiple``: home-care providers over the usual number, 1 or more."""
        usual = max(1, round(parameters.organisations.providers_per_council))
        further = round(usual * home_care_multiple) - usual
        return cls(
            usual=_sellers(geography, MARKETS, usual, ""),
            entries=_sellers(geography, MARKETS, round(parameters.oversight.most_entrants), "new "),
            further=_sellers(geography, (Service.HOME_CARE,), further, "further "),
        )

    @property
    def everyone(self) -> list[Seller]:
        """All of them, by number."""
        return [*self.usual, *self.entries, *self.further]

    @property
    def at_start(self) -> list[tuple[int, Seller]]:
        """Number and provider of those who are there when the run begins."""
        after = len(self.usual) + len(self.entries)
        return [*enumerate(self.usual), *enumerate(self.further, start=after)]

    @property
    def to_enter(self) -> list[tuple[int, Seller]]:
        """Number and provider of those who may enter."""
        return list(enumerate(self.entries, start=len(self.usual)))


def _sellers(geography: Geography, markets: tuple[Service, ...], each: int, said: str) -> list[Seller]:
    return [
        (council, market, f"{name} {said}{MARKET_NAMES[market]} {number + 1}")
        for council, name in enumerate(geography.councils.names)
        for market in markets
        for number in range(each)
    ]


def names_of(geography: Geography, plan: ProviderPlan) -> OrganisationNames:
    """Names of everyone who holds money."""
    return OrganisationNames(
        pcts=geography.pcts.names,
        consortia=geography.consortia.names,
        councils=geography.councils.names,
        acute_trusts=geography.acute_trusts.names,
        community_trusts=geography.community_trusts.names,
        mental_health_trusts=geography.mental_health_trusts.names,
        care_providers=[name for _, _, name in plan.everyone],
    )


@dataclass
class OrganisationsOfARun:
    """Every organisation, by kind; the field names are those of ``abm.model.clock.DECIDING``."""

    nhs_commissioning_board: list[NhsCommissioningBoard]
    monitor: list[Monitor]
    care_quality_commission: list[CareQualityCommission]
    practices: list[Practice]
    primary_care_trusts: list[PrimaryCareTrust]
    gp_consortia: list[GpConsortium]
    acute_trusts: list[AcuteTrust]
    community_trusts: list[CommunityTrust]
    mental_health_trusts: list[MentalHealthTrust]
    councils: list[Council]
    care_trusts: list[CareTrust]
    teams: list[FrontLineTeam]
    care_providers: list[CareProvider]
    healthwatches: list[HealthWatch]
    boards: list[HealthAndWellbeingBoard]
    markets: list[CareMarket]
    large_group: LargeGroup

    def ways(self, s: Surroundings) -> list[Way]:
        """All that drifts apart between bodies of a kind, and that review can bring closer."""
        return [
            *waits_of_councils(s, self.councils),
            waits_of_trusts(s, self.acute_trusts),
            waits_of_trusts(s, self.community_trusts),
            waits_of_trusts(s, self.mental_health_trusts),
            readings_of_eligibility(s, self.councils),
            *thresholds_of_teams(s, self.teams),
        ]

    def of_kind(self, kind: str) -> list[Organisation]:
        """The organisations under a name of ``DECIDING``."""
        return list(getattr(self, kind))


def found_organisations(
    model: mesa.Model,
    s: Surroundings,
    accounts: Accounts,
    plan: ProviderPlan,
) -> OrganisationsOfARun:
    """Make every organisation of the run, and the places in markets that are still to be taken."""
    g = s.geography
    members = s.members
    councils = [Council(model, s, i, name) for i, name in enumerate(g.councils.names)]
    providers = [CareProvider(model, s, i, name, council, market) for i, (council, market, name) in plan.at_start]
    healthwatches = [HealthWatch(model, s, i, f"HealthWatch {name}") for i, name in enumerate(g.councils.names)]
    practices = [Practice(model, s, i, code) for i, code in enumerate(g.practices.codes)]
    consortia = [
        GpConsortium(model, s, i, name, members.consortium, int(accounts.consortia[i]))
        for i, name in enumerate(g.consortia.names)
    ]
    for consortium in consortia:
        of = np.flatnonzero(g.practices.consortium == consortium.index)
        consortium.practices = tuple(practices[at] for at in of.tolist())
    trusts = [AcuteTrust(model, s, i, name) for i, name in enumerate(g.acute_trusts.names)]
    community = [CommunityTrust(model, s, i, name) for i, name in enumerate(g.community_trusts.names)]
    for each in community:
        older = g.neighbourhoods.older_people[each.neighbourhoods]
        most = np.bincount(g.neighbourhoods.acute_trust[each.neighbourhoods], weights=older, minlength=len(trusts))
        each.hospital = trusts[int(np.argmax(most))]
    monitor = Monitor(model, s, 0, "Monitor")
    monitor.trusts = tuple(trusts)
    inspectors = CareQualityCommission(model, s, 0, "Care Quality Commission")
    inspectors.providers = providers
    board = NhsCommissioningBoard(model, s, 0, "NHS Commissioning Board")
    board.councils = councils
    markets = markets_of(s, councils, providers, plan.to_enter)
    return OrganisationsOfARun(
        nhs_commissioning_board=[board],
        monitor=[monitor],
        care_quality_commission=[inspectors],
        practices=practices,
        primary_care_trusts=[
            PrimaryCareTrust(model, s, i, name, members.pct, int(accounts.pcts[i]))
            for i, name in enumerate(g.pcts.names)
        ],
        gp_consortia=consortia,
        acute_trusts=trusts,
        community_trusts=community,
        mental_health_trusts=[
            MentalHealthTrust(model, s, i, name) for i, name in enumerate(g.mental_health_trusts.names)
        ],
        councils=councils,
        care_trusts=[CareTrust(model, s, council) for council in councils if starts_as_care_trust(s, council)],
        teams=[
            FrontLineTeam(model, s, i, f"{g.acute_trusts.names[trust]} discharge team {i + 1}")
            for i, trust in enumerate(g.team_trust.tolist())
        ],
        care_providers=providers,
        healthwatches=healthwatches,
        boards=[
            HealthAndWellbeingBoard(model, s, i, f"{name} health and wellbeing board", healthwatches[i])
            for i, name in enumerate(g.councils.names)
        ],
        markets=markets,
        large_group=LargeGroup(s, markets),
    )


def starts_as_care_trust(s: Surroundings, council: Council) -> bool:
    """Whether a place has a care trust in 2010."""
    luck = s.uniform(OrganisationKind.CARE_TRUST, council.index, Trait.CARE_TRUST)
    return luck < s.parameters.organisations.care_trust_share


def markets_of(
    s: Surroundings,
    councils: list[Council],
    providers: list[CareProvider],
    to_enter: list[tuple[int, Seller]],
) -> list[CareMarket]:
    """A market for each kind of care in each council's area, with the places that may still be taken."""
    empty: dict[tuple[int, Service], list[EmptyPlace]] = {}
    for index, (at, service, name) in to_enter:
        empty.setdefault((at, service), []).append(EmptyPlace(index, name))
    by_market: dict[tuple[int, Service], list[CareProvider]] = {}
    for provider in providers:
        by_market.setdefault((provider.council, provider.market), []).append(provider)
    markets = []
    for (at, service), sellers in by_market.items():
        council = councils[at]
        places = empty.get((at, service), [])
        market = CareMarket(s, service, council, sellers, WaitingList(0.0), places, providers)
        market.waiting_list.demand_a_day = STARTS_PER_1000[service] * council.older_people / 365250.0 * market.unit
        markets.append(market)
    return markets


def provider_shares(accounts: Accounts, providers: list[CareProvider]) -> CareProviderShares:
    """How care in each council's area is shared between its providers: by what they have open."""
    weight = np.array([1 + round(1000 * provider.capacity) for provider in providers], dtype=np.int64)
    market = np.array([provider.market for provider in providers])
    return CareProviderShares(
        council=accounts.councils[np.array([provider.council for provider in providers])],
        provider=np.array([provider.account for provider in providers]),
        home_care=np.where(market == Service.HOME_CARE, weight, 0),
        residential=np.where(market == Service.RESIDENTIAL_PLACE, weight, 0),
        nursing=np.where(market == Service.NURSING_PLACE, weight, 0),
    )
