"""The money of pools: contributions in, the pooled share of real costs out, the year's end divided by risk shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from abm.finance.division import MILLION, month_of_one, part_of_one
from abm.finance.purposes import OLDER_PEOPLES_CARE, Purpose
from abm.organisations.joint_tally import JointFlow
from abm.organisations.pool import NOTHING, Contributions
from abm.relations.network import TieKind

if TYPE_CHECKING:
    from abm.organisations.partnership import Partnership
    from abm.organisations.surroundings import Surroundings

COMMISSIONED_CARE = (Purpose.COMMUNITY_CONTRACT, Purpose.CONTINUING_HEALTHCARE, Purpose.LOCALITY_TEAMS)
"""What commissioners bring to a pool: community services, continuing healthcare, joint teams."""


@dataclass
class PoolMoney:
    """The account of one partnership's pool, which lasts as long as the run whether or not there is a pool in it."""

    surroundings: Surroundings
    partnership: Partnership
    account: int

    def _share_of(self, is_council: bool) -> int:
        """The partnership's people among those of the partner, in parts per million."""
        partner = self.partnership.partner(is_council)
        everyone = int(self.surroundings.geography.neighbourhoods.older_people[partner.neighbourhoods].sum())
        return part_of_one(min(self.partnership.older_people, everyone), MILLION, max(1, everyone))

    def spent_on_older_people(self, is_council: bool, months: range | int) -> int:
        """What a partner paid for the care of the partnership's older people over some months, in pence."""
        purposes = OLDER_PEOPLES_CARE if is_council else COMMISSIONED_CARE
        paid = self.surroundings.ledger.spent_by(self.partnership.partner(is_council).account, months, purposes)
        return part_of_one(paid, self._share_of(is_council), MILLION)

    def agree_contributions(self) -> None:
        """April: each side puts in the pooled share of what it spent in the last twelve months."""
        network, relation = self.surroundings.network, self.partnership.relation
        self.partnership.contributions = agreed = self._agreed()
        network.ties[relation, TieKind.JOINT_MONEY] = self.partnership.pool is not None
        network.pooled_pence[relation] = agreed.together

    def _agreed(self) -> Contributions:
        s, pool, before = self.surroundings, self.partnership.pool, self.partnership.contributions
        months = range(max(0, s.month.index - 12), s.month.index)
        if pool is None or not months:
            return NOTHING
        if self.partnership.commissioner.in_force_since == s.month.index and before.together:
            return before.at(pool.share)  # taken over this month, with what was agreed
        share = round(pool.share * MILLION)
        council, commissioner = (part_of_one(self._last_year(side, months), share, MILLION) for side in (True, False))
        pool.council_risk = council / max(1, council + commissioner)
        return Contributions(council, commissioner, pool.share)

    def close(self) -> None:
        """The partnership's time is over: what is in the pool is divided, and its heirs have the rest."""
        self.settle_year()
        self.partnership.pool = None
        self.partnership.aligned_share = 0.0
        self.partnership.contributions = NOTHING
        self.surroundings.network.ties[self.partnership.relation, TieKind.JOINT_MONEY] = False
        self.surroundings.network.pooled_pence[self.partnership.relation] = 0

    def _last_year(self, is_council: bool, months: range) -> int:
        """A year's spending by the last twelve months; by contracts where the partner is too new to have any."""
        partner = self.partnership.partner(is_council)
        own = range(max(months.start, partner.in_force_since), months.stop)
        if not own:
            return int(self.surroundings.contracts.community_block[self.partnership.neighbourhoods].sum())
        return self.spent_on_older_people(is_council, own) * 12 // len(own)

    def contribute(self) -> None:
        """Each month's contributions; a partner that broke its promise this quarter withholds part of its own."""
        s = self.surroundings
        if self.partnership.pool is None:
            return
        withheld = round(s.parameters.joint_working.pool_withheld * MILLION)
        agreed = self.partnership.contributions
        for is_council, yearly in ((True, agreed.council), (False, agreed.commissioner)):
            pence = month_of_one(yearly, s.month.index)
            if self.partnership.withheld[is_council]:
                pence -= part_of_one(pence, withheld, MILLION)
            payer = self.partnership.partner(is_council).account
            s.ledger.post(s.month.index, Purpose.POOL_CONTRIBUTION, payer, self.account, pence)

    def pay_back(self) -> None:
        """The pool bears its share of what the month's care really cost each partner."""
        s = self.surroundings
        pool = self.partnership.pool
        self._count_what_is_aligned()
        if pool is None or not self.partnership.contributions.together:
            return
        month = s.month.index
        paid = 0
        for is_council in (True, False):
            cost = self.spent_on_older_people(is_council, month)
            pence = part_of_one(cost, round(pool.share * MILLION), MILLION)
            payee = self.partnership.partner(is_council).account
            s.ledger.post(month, Purpose.POOLED_CARE, self.account, payee, pence)
            paid += pence
        by_law = part_of_one(paid, round(pool.share_by_law * MILLION), MILLION)
        s.count(self.partnership.council.index, JointFlow.POOLED_BY_LAW, by_law)
        s.count(self.partnership.council.index, JointFlow.POOLED_BY_CONSENT, paid - by_law)
        if pool.led_by_council is not None:
            s.count(self.partnership.council.index, JointFlow.POOLED_UNDER_A_LEAD, paid)

    def _count_what_is_aligned(self) -> None:
        """What both sides spent of what they aligned: no money changes hands for it."""
        s = self.surroundings
        if self.partnership.aligned_share <= 0.0:
            return
        spent = sum(self.spent_on_older_people(side, s.month.index) for side in (True, False))
        pence = part_of_one(spent, round(self.partnership.aligned_share * MILLION), MILLION)
        s.count(self.partnership.council.index, JointFlow.ALIGNED, pence)

    def settle_year(self) -> None:
        """What is over or missing at the year's end is divided by risk shares; so is what an ended pool leaves."""
        s = self.surroundings
        balance = s.ledger.balance_of(self.account)
        if balance == 0:
            return
        pool = self.partnership.pool
        risk = pool.council_risk if pool is not None else 0.5
        council = part_of_one(abs(balance), round(risk * MILLION), MILLION)
        for is_council, pence in ((True, council), (False, abs(balance) - council)):
            partner = self.partnership.partner(is_council).account
            payer, payee = (self.account, partner) if balance > 0 else (partner, self.account)
            s.ledger.post(s.month.index, Purpose.POOL_SETTLEMENT, payer, payee, pence)
