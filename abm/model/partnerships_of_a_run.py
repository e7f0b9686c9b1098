"""Who works with whom in a run: a partnership for every council and commissioner that serve the same people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from abm.finance.accounts import AccountKind
from abm.model.places_of_a_run import largest_commissioner
from abm.organisations.discharge_dealing import DischargeDealing
from abm.organisations.partnership import Partnership
from abm.organisations.pool_money import PoolMoney

if TYPE_CHECKING:
    from abm.model.organisations_of_a_run import OrganisationsOfARun
    from abm.organisations.commissioner import Commissioner
    from abm.organisations.surroundings import Surroundings
    from abm.world.membership import Membership


@dataclass
class PartnershipsOfARun:
    """All of them, before and after the reform."""

    with_pcts: list[Partnership]
    with_consortia: list[Partnership]
    pool_money: dict[int, PoolMoney]
    """By the partnership's key."""
    dealings: list[DischargeDealing]

    @property
    def every(self) -> list[Partnership]:
        """Before and after the reform."""
        return self.with_pcts + self.with_consortia

    @property
    def active(self) -> list[Partnership]:
        """Those whose commissioner deals with councils now."""
        return [each for each in self.every if each.active]

    @property
    def in_force(self) -> list[Partnership]:
        """Those whose commissioner holds the NHS's money now."""
        return [each for each in self.every if each.commissioner.in_force]


def partnerships_of(s: Surroundings, organisations: OrganisationsOfARun) -> PartnershipsOfARun:
    """Found every partnership, and open an account for what it may pool."""
    g = s.geography.neighbourhoods
    councils = organisations.councils

    least = s.parameters.relations.least_share_of_a_partner
    people = g.people.astype(np.float64)

    def with_commissioners(commissioners: Sequence[Commissioner], of: np.ndarray) -> list[Partnership]:
        both = np.zeros((len(councils), len(commissioners)))
        np.add.at(both, (g.council, of), people)
        share = np.maximum(both / both.sum(axis=1, keepdims=True), both / np.maximum(1.0, both.sum(axis=0)))
        # Everybody answers to somebody: the largest overlap of each side is a partnership, however small.
        share[np.arange(len(councils)), both.argmax(axis=1)] = 1.0
        serves = both.any(axis=0)
        share[both.argmax(axis=0)[serves], np.flatnonzero(serves)] = 1.0
        return [
            Partnership(s, councils[c], commissioners[m], np.flatnonzero((g.council == c) & (of == m)))
            for c, m in np.argwhere(share >= least).tolist()
        ]

    with_pcts = with_commissioners(organisations.primary_care_trusts, responsible(s, s.members.pct))
    with_consortia = with_commissioners(organisations.gp_consortia, responsible(s, s.members.consortium))
    every = with_pcts + with_consortia
    names = [
        f"{each.council.name} with {each.commissioner.name} ({each.commissioner.kind.name.lower()})" for each in every
    ]
    accounts = s.ledger.open(AccountKind.POOL, names)
    for each in every:
        each.council.partnerships.append(each)
        each.commissioner.partnerships.append(each)
    return PartnershipsOfARun(
        with_pcts=with_pcts,
        with_consortia=with_consortia,
        pool_money={
            each.key: PoolMoney(s, each, int(account)) for each, account in zip(every, accounts, strict=True)
        },
        dealings=[
            DischargeDealing(
                s, councils[c], organisations.acute_trusts[t],
                np.flatnonzero((g.council == c) & (g.acute_trust == t)),
            )
            for c, t in sorted(set(zip(g.council.tolist(), g.acute_trust.tolist(), strict=True)))
        ],
    )  # fmt: skip


def responsible(s: Surroundings, members: Membership) -> np.ndarray:
    """Which commissioner answers for each neighbourhood, by list or by residence: int64 [neighbourhoods]."""
    if s.levers.alignment.responsibility == "list":
        return members.of
    return largest_commissioner(s.geography, members)[s.geography.neighbourhoods.council]
