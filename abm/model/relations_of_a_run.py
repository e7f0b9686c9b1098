"""Who deals with whom when a run begins: the pairs that the relationship network is made of."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from abm.model.organisations_of_a_run import OrganisationsOfARun
from abm.relations.network import TIE_KINDS, Organisation, Pairs, TieKind
from abm.vocabulary import OrganisationKind
from abm.world.geography import Geography

KIND_ORDER = (
    ("practices", OrganisationKind.PRACTICE),
    ("primary_care_trusts", OrganisationKind.PRIMARY_CARE_TRUST),
    ("gp_consortia", OrganisationKind.GP_CONSORTIUM),
    ("councils", OrganisationKind.COUNCIL),
    ("boards", OrganisationKind.HEALTH_AND_WELLBEING_BOARD),
    ("acute_trusts", OrganisationKind.ACUTE_TRUST),
    ("community_trusts", OrganisationKind.COMMUNITY_TRUST),
    ("mental_health_trusts", OrganisationKind.MENTAL_HEALTH_TRUST),
    ("care_trusts", OrganisationKind.CARE_TRUST),
    ("care_providers", OrganisationKind.CARE_PROVIDER),
    ("teams", OrganisationKind.FRONT_LINE_TEAM),
    ("healthwatches", OrganisationKind.HEALTHWATCH),
    ("nhs_commissioning_board", OrganisationKind.NHS_COMMISSIONING_BOARD),
    ("monitor", OrganisationKind.MONITOR),
    ("care_quality_commission", OrganisationKind.CARE_QUALITY_COMMISSION),
)


class RelationsOfARun:
    """Gathers pairs of organisations and the kinds of tie between them."""

    def __init__(self, organisations: OrganisationsOfARun, geography: Geography) -> None:
        self.geography = geography
        self.organisations: list[Organisation] = []
        self.ids: dict[OrganisationKind, np.ndarray] = {}
        for field, kind in KIND_ORDER:
            agents = organisations.of_kind(field)
            first = len(self.organisations)
            self.ids[kind] = np.arange(first, first + len(agents))
            self.organisations.extend(Organisation(first + at, kind, agent.name) for at, agent in enumerate(agents))
        self._ties: dict[tuple[int, int], set[TieKind]] = {}
        self._place: dict[tuple[int, int], int] = {}
        self._add_local(organisations)
        self._add_national(organisations)

    def _add(
        self, first: OrganisationKind, a: Iterable[int], second: OrganisationKind, b: Iterable[int], tie: TieKind,
        place: Iterable[int],
    ) -> None:  # fmt: skip
        for one, other, where in sorted(set(zip(a, b, place, strict=True))):
            x, y = int(self.ids[first][one]), int(self.ids[second][other])
            pair = (min(x, y), max(x, y))
            self._ties.setdefault(pair, set()).add(tie)
            self._place.setdefault(pair, where)

    def _add_local(self, organisations: OrganisationsOfARun) -> None:
        k = OrganisationKind
        hoods = self.geography.neighbourhoods
        council, pct, consortium = hoods.council.tolist(), hoods.pct.tolist(), hoods.consortium.tolist()
        acute, community = hoods.acute_trust.tolist(), hoods.community_trust.tolist()
        place = council  # the bodies of a council's area share its history
        mental, team = hoods.mental_health_trust.tolist(), hoods.team.tolist()
        for kind, body in ((k.PRIMARY_CARE_TRUST, pct), (k.GP_CONSORTIUM, consortium)):
            for other, of in (
                (k.ACUTE_TRUST, acute),
                (k.COMMUNITY_TRUST, community),
                (k.MENTAL_HEALTH_TRUST, mental),
            ):
                self._add(kind, body, other, of, TieKind.COMMISSIONING, place)
            self._add(kind, body, k.COUNCIL, council, TieKind.COMMISSIONING, place)
        self._add(k.GP_CONSORTIUM, consortium, k.HEALTH_AND_WELLBEING_BOARD, council, TieKind.BOARD_SEAT, place)
        self._add(k.COUNCIL, council, k.HEALTH_AND_WELLBEING_BOARD, council, TieKind.BOARD_SEAT, place)
        self._add(k.HEALTHWATCH, council, k.HEALTH_AND_WELLBEING_BOARD, council, TieKind.BOARD_SEAT, place)
        self._add(k.COUNCIL, council, k.ACUTE_TRUST, acute, TieKind.CONTRACT, place)
        self._add(k.COUNCIL, council, k.COMMUNITY_TRUST, community, TieKind.CONTRACT, place)
        self._add(k.COUNCIL, council, k.MENTAL_HEALTH_TRUST, mental, TieKind.CONTRACT, place)
        self._add(k.ACUTE_TRUST, acute, k.FRONT_LINE_TEAM, team, TieKind.CO_LOCATION, place)
        self._add(k.COUNCIL, council, k.FRONT_LINE_TEAM, team, TieKind.CONTRACT, place)
        providers = organisations.care_providers
        areas = [provider.council for provider in providers]
        self._add(k.COUNCIL, areas, k.CARE_PROVIDER, range(len(providers)), TieKind.CONTRACT, areas)
        care = organisations.care_trusts
        at = [trust.index for trust in care]
        self._add(k.CARE_TRUST, range(len(care)), k.COUNCIL, at, TieKind.JOINT_MONEY, at)
        practices = self.geography.practices
        where = practices.council.tolist()
        own = range(len(practices.codes))
        self._add(k.PRACTICE, own, k.GP_CONSORTIUM, practices.consortium.tolist(), TieKind.COMMISSIONING, where)

    def _add_national(self, organisations: OrganisationsOfARun) -> None:
        k = OrganisationKind
        for kind, agents in (
            (k.PRIMARY_CARE_TRUST, organisations.primary_care_trusts),
            (k.GP_CONSORTIUM, organisations.gp_consortia),
        ):
            every = range(len(agents))
            self._add(k.NHS_COMMISSIONING_BOARD, [0] * len(every), kind, every, TieKind.COMMISSIONING, [0] * len(every))
        trusts = range(len(organisations.acute_trusts))
        self._add(k.MONITOR, [0] * len(trusts), k.ACUTE_TRUST, trusts, TieKind.CONTRACT, [0] * len(trusts))
        providers = range(len(organisations.care_providers))
        none = [0] * len(providers)
        self._add(k.CARE_QUALITY_COMMISSION, none, k.CARE_PROVIDER, providers, TieKind.CONTRACT, none)

    def pairs(self) -> Pairs:
        """The pairs as arrays."""
        keys = sorted(self._ties)
        ties = np.zeros((len(keys), TIE_KINDS), dtype=np.bool_)
        for row, key in enumerate(keys):
            for tie in self._ties[key]:
                ties[row, tie] = True
        return Pairs(
            first=np.array([a for a, _ in keys], dtype=np.int32),
            second=np.array([b for _, b in keys], dtype=np.int32),
            ties=ties,
            place=np.array([self._place[key] for key in keys], dtype=np.int32),
        )
