"""The reform: who commissions, who goes early, and what consortia take over from primary care trusts (M10)."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from abm.finance.purposes import Purpose
from abm.model.partnerships_of_a_run import responsible
from abm.model.places_of_a_run import largest_commissioner
from abm.model.who_is_there import goes_early
from abm.organisations.partnership import Partnership, Predecessor
from abm.organisations.trait import Trait
from abm.relations.trust import hand_over
from abm.vocabulary import OrganisationKind
from abm.world.membership import Membership

if TYPE_CHECKING:
    from abm.model.organisations_of_a_run import OrganisationsOfARun
    from abm.model.partnerships_of_a_run import PartnershipsOfARun
    from abm.organisations.commissioner import Commissioner
    from abm.organisations.surroundings import Surroundings

CLUSTERS_FROM = date(2011, 6, 1)
"""When primary care trusts were put into clusters (E102)."""


class Reform:
    """Puts commissioners in force, lets some bodies begin early, and abolishes primary care trusts on their day."""

    def __init__(
        self, surroundings: Surroundings, organisations: OrganisationsOfARun, partnerships: PartnershipsOfARun
    ) -> None:
        s = self.surroundings = surroundings
        self.organisations = organisations
        self.partnerships = partnerships
        self.board_rank = s.ranks(OrganisationKind.COUNCIL, len(organisations.boards), Trait.EARLY_BOARD)
        self.pathfinder_rank = s.ranks(
            OrganisationKind.GP_CONSORTIUM, len(organisations.gp_consortia), Trait.PATHFINDER
        )

    @property
    def commissioners_in_force(self) -> list[Commissioner]:
        """Those who hold the NHS's money now."""
        consortia = self.organisations.gp_consortia
        return list(consortia) if consortia[0].in_force else list(self.organisations.primary_care_trusts)

    def begin(self) -> None:
        """Primary care trusts hold the NHS's money from the first day."""
        self._put_in_force(list(self.organisations.primary_care_trusts))

    # --- before its day ----------------------------------------------------------------------------------------

    def live_a_month(self) -> None:
        """Clusters of trusts, pathfinders that work with councils, and early boards, before the day of the reform."""
        s = self.surroundings
        reform, today = s.levers.reform, s.month.first
        s.in_clusters = reform.abolish_pcts and reform.cluster_transition and today >= CLUSTERS_FROM
        started = reform.abolish_pcts and today >= reform.pathfinder_start
        pathfinders = goes_early(self.pathfinder_rank, reform.pathfinder_share)
        for consortium, early in zip(self.organisations.gp_consortia, pathfinders.tolist(), strict=True):
            consortium.pathfinder = bool(started and early)
        boards = goes_early(self.board_rank, reform.early_implementer_share)
        for board, is_early in zip(self.organisations.boards, boards.tolist(), strict=True):
            board.is_early = bool(is_early)
        binds = s.parameters.relations.duty_binds
        for board, council in zip(self.organisations.boards, self.organisations.councils, strict=True):
            council.bound_by_duty_to_integrate = binds if s.levers.duty.boards_integrate and board.sits else 0.0

    # --- its day -----------------------------------------------------------------------------------------------

    @property
    def is_due(self) -> bool:
        """Whether primary care trusts are to be abolished now."""
        reform = self.surroundings.levers.reform
        abolished = reform.abolish_pcts and self.surroundings.month.first >= reform.abolition_date
        return abolished and not self.organisations.gp_consortia[0].in_force

    def abolish_primary_care_trusts(self) -> None:
        """Consortia take over people, money, contracts and thresholds from primary care trusts."""
        usual, thinned = self._ways_of_commissioners()
        for pct in self.organisations.primary_care_trusts:
            pct.stand_down()
        self._close_accounts_of_pcts()
        self._put_in_force(list(self.organisations.gp_consortia))
        older = self.surroundings.geography.neighbourhoods.older_people
        for consortium in self.organisations.gp_consortia:
            here = consortium.neighbourhoods
            consortium.inherit(
                weighted(usual[here], older[here], consortium.usual_hours),
                weighted(thinned[here], older[here], consortium.thinned),
            )

    def _ways_of_commissioners(self) -> tuple[np.ndarray, np.ndarray]:
        """Usual threshold for continuing healthcare, and what is left of contracts: float64 [neighbourhoods] each."""
        count = len(self.surroundings.geography.neighbourhoods)
        usual, thinned = np.zeros(count), np.ones(count)
        for commissioner in self.commissioners_in_force:
            usual[commissioner.neighbourhoods] = commissioner.usual_hours
            thinned[commissioner.neighbourhoods] = commissioner.thinned
        return usual, thinned

    def _close_accounts_of_pcts(self) -> None:
        """What primary care trusts leave behind, over or under, goes to the Board."""
        s = self.surroundings
        balances = s.ledger.balances[s.accounts.pcts]
        board, month = s.accounts.nhs_commissioning_board, s.month.index
        s.ledger.post(month, Purpose.ALLOCATION, s.accounts.pcts, board, np.maximum(balances, 0))
        s.ledger.post(month, Purpose.ALLOCATION, board, s.accounts.pcts, np.maximum(-balances, 0))

    def _put_in_force(self, commissioners: list[Commissioner]) -> None:
        s = self.surroundings
        consortia = commissioners[0].kind == OrganisationKind.GP_CONSORTIUM
        members = s.members.consortium if consortia else s.members.pct
        members = Membership(responsible(s, members), members.count)
        s.commissioners_kind = commissioners[0].kind
        s.commissioner = members
        s.commissioner_accounts = np.asarray(s.accounts.consortia if consortia else s.accounts.pcts)
        board = self.organisations.nhs_commissioning_board[0]
        for commissioner in commissioners:
            commissioner.serve(np.flatnonzero(members.of == commissioner.index))
            commissioner.take_over(board.allocation_of(commissioner))
        largest = largest_commissioner(s.geography, members)
        for commissioner in commissioners:
            commissioner.run_panels(np.flatnonzero(largest == commissioner.index).tolist())

    # --- what is handed over -----------------------------------------------------------------------------------

    def hand_over_relationships(self) -> None:
        """Consortia take over what relationships they can from primary care trusts, pools only by consent (E074)."""
        carried = self.surroundings.levers.reform.relationships_carried_over
        for heir in self.partnerships.with_consortia:
            predecessors = self._predecessors_of(heir)
            if predecessors:
                heir.take_over(predecessors, carried)
        for each in self.partnerships.with_pcts:
            self.partnerships.pool_money[each.key].close()
        self._hand_over_other_ties(carried)

    def _predecessors_of(self, heir: Partnership) -> list[Predecessor]:
        """Partnerships that served the same council's people before."""
        older = self.surroundings.geography.neighbourhoods.older_people
        shared = [
            (each, int(older[np.intersect1d(heir.neighbourhoods, each.neighbourhoods)].sum()))
            for each in heir.council.partnerships
            if each.commissioner.kind == OrganisationKind.PRIMARY_CARE_TRUST
        ]
        total = sum(people for _, people in shared)
        return [
            Predecessor(each, people / total, people / max(1, each.older_people)) for each, people in shared if people
        ]

    def _hand_over_other_ties(self, carried: float) -> None:
        """Ties of primary care trusts with hospitals and other trusts pass on in the same way."""
        s = self.surroundings
        g = s.geography.neighbourhoods
        network = s.network
        consortium_ids = s.ids[OrganisationKind.GP_CONSORTIUM]
        pct_ids = s.ids[OrganisationKind.PRIMARY_CARE_TRUST]
        for kind, of in (
            (OrganisationKind.ACUTE_TRUST, g.acute_trust),
            (OrganisationKind.COMMUNITY_TRUST, g.community_trust),
            (OrganisationKind.MENTAL_HEALTH_TRUST, g.mental_health_trust),
        ):
            heirs = network.relation_of(consortium_ids[g.consortium], s.ids[kind][of])
            olds = network.relation_of(pct_ids[g.pct], s.ids[kind][of])
            weights = g.older_people.astype(np.float64) + 1.0
            for heir in np.unique(heirs).tolist():
                here = heirs == heir
                share = weights[here] / math.fsum(weights[here].tolist())
                parts = (network.personal_trust[olds[here]], network.institutional_trust[olds[here]])
                before = [[math.fsum((share * part[:, side]).tolist()) for side in (0, 1)] for part in parts]
                hand_over(network, np.array([heir]), np.array([before]), carried)


def weighted(values: np.ndarray, weights: np.ndarray, otherwise: float) -> float:
    """Weighted mean; ``otherwise`` where there is no weight."""
    total = int(weights.sum())
    return math.fsum((values * weights).tolist()) / total if total else otherwise
