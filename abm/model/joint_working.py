"""What organisations do together in a quarter and in a year, each part of the lists in :mod:`abm.model.clock`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np

from abm.model.clock import QUARTER, YEAR
from abm.model.record import JointStanding
from abm.organisations.gp_engagement import practices_after_a_quarter
from abm.organisations.joint_tally import JointFlow
from abm.organisations.joint_teams import let_teams_grow, review_teams
from abm.organisations.leadership import BODIES_WITH_LEADERS, has_joint_post, leaves_this_quarter
from abm.organisations.partner import Partner
from abm.organisations.partnership import Partnership
from abm.organisations.pooling import PoolReview
from abm.organisations.record_sharing import RecordSharing
from abm.organisations.trait import Trait
from abm.relations.promise import PromiseKind
from abm.relations.trust import TrustRules, leaders_leave, meet, settle_promises
from abm.vocabulary import OrganisationKind

if TYPE_CHECKING:
    from abm.model.organisations_of_a_run import OrganisationsOfARun
    from abm.model.partnerships_of_a_run import PartnershipsOfARun
    from abm.organisations.commissioner import Commissioner
    from abm.organisations.organisation import Organisation
    from abm.organisations.surroundings import Surroundings


class JointWorking:
    """Relations that move: promises and trust, leaders, boards and plans, records, pools, teams, engagement."""

    def __init__(
        self,
        surroundings: Surroundings,
        organisations: OrganisationsOfARun,
        partnerships: PartnershipsOfARun,
        relations: Literal["full", "trust_fixed", "none"] = "full",
    ) -> None:
        self.surroundings = surroundings
        self.relations = relations
        self.organisations = organisations
        self.partnerships = partnerships
        self.record_sharing = RecordSharing(surroundings, partnerships.every, partnerships.dealings)
        if relations == "none":
            usual = surroundings.parameters.organisations.usual_trust
            surroundings.network.personal_trust[:] = surroundings.network.institutional_trust[:] = usual
        self.joint_post_rank = surroundings.ranks(
            OrganisationKind.COUNCIL, len(organisations.councils), Trait.JOINT_POST
        )

    @property
    def trust_rules(self) -> TrustRules:
        """How much one event moves trust, by the run's parameters; not at all where trust is held fixed."""
        if self.relations != "full":
            return TrustRules(gain=0.0, loss=0.0, forgiven=0.0, meeting=0.0, newcomer=1.0)
        p = self.surroundings.parameters.relations
        return TrustRules(
            gain=p.trust_gain,
            loss=min(1.0, p.trust_gain * p.trust_loss_ratio),
            forgiven=p.benefit_of_doubt,
            meeting=p.meeting_gain,
            newcomer=p.newcomer_trust,
        )

    @property
    def acts(self) -> bool:
        """Whether organisations do anything together in this run."""
        return self.relations != "none"

    def live_a_quarter(self) -> None:
        """In the first month of a quarter."""
        yearly = YEAR if self.surroundings.month.starts_year else ()
        for part in QUARTER if self.acts else ():
            if part not in yearly:
                getattr(self, part)()

    def live_a_year(self) -> None:
        """Every April."""
        for part in YEAR if self.acts else ("agree_plans",):
            getattr(self, part)()

    # --- the quarter -------------------------------------------------------------------------------------------

    def promises_fall_due(self) -> None:
        """Last quarter's promises are held against what happened."""
        if self.surroundings.month.index == 0:
            return
        quarter = (self.surroundings.month.index // 3 - 1) % 4
        for council in self.organisations.councils:
            council.close_the_quarter(quarter)
        for trust in self.organisations.acute_trusts:
            trust.close_the_quarter(quarter)
        for commissioner in commissioners_that_deal(self.partnerships):
            commissioner.close_the_quarter()
        for dealing in self.partnerships.dealings:
            dealing.settle()
        for partnership in self.partnerships.active:
            self._settle_with_commissioner(partnership)

    def _settle_with_commissioner(self, partnership: Partnership) -> None:
        s = self.surroundings
        tolerance = s.parameters.relations.protection_tolerance
        strings = s.levers.pooling.transfer_strings
        if partnership.commissioner.in_force:
            for is_council in (True, False):
                cut = partnership.partner(is_council).cut_this_quarter
                partnership.enter(is_council, PromiseKind.PROTECTION, cut <= tolerance)
            if strings != "none":
                bound = s.parameters.joint_working.outcomes_bind if strings == "joint_plan" else 0.0
                partnership.transfer_is_kept = partnership.falls_due(True, PromiseKind.TRANSFER, bound=bound)
        self._settle_pool(partnership)

    def _settle_pool(self, partnership: Partnership) -> None:
        p = self.surroundings.parameters.joint_working
        pool = partnership.pool
        if pool is None:
            partnership.withheld = {True: False, False: False}
            for is_council in (True, False) if partnership.aligned_share > 0.0 else ():
                partnership.falls_due(is_council, PromiseKind.POOL)
            return
        bound = p.outcomes_bind if pool.states_outcomes else 0.0
        for is_council in (True, False):
            partnership.withheld[is_council] = not partnership.falls_due(is_council, PromiseKind.POOL, 0, bound)
        for is_council in pool.sides_that_run_it:
            for number in range(1, 1 + round(p.pool_promises)):
                partnership.falls_due(is_council, PromiseKind.POOL, number, bound)

    def trust_follows(self) -> None:
        """Trust moves on the quarter's promises."""
        kept, broken = self.surroundings.promises.turn_the_page()
        settle_promises(self.surroundings.network, kept, broken, self.trust_rules)

    def leaders_come_and_go(self) -> None:
        """Leaders leave, and take what was personal with them."""
        s = self.surroundings
        self._name_who_fails()
        gone = np.zeros(len(s.network.organisations), dtype=bool)
        for field, kind in BODIES_WITH_LEADERS:
            for body in self.organisations.of_kind(field):
                at_work = not isinstance(body, Partner) or body.deals
                if at_work and leaves_this_quarter(s, body, self._exit_ratio(body)):
                    gone[s.ids[kind][body.index]] = True
        leaders_leave(s.network, gone, self._retained(), self.trust_rules)
        for each in self.partnerships.active:
            s.count(each.council.index, JointFlow.LEADERS_LEFT, int(gone[each.other_id]))
        for council in self.organisations.councils:
            s.count(council.index, JointFlow.LEADERS_LEFT, int(gone[s.ids[council.kind][council.index]]))

    def _exit_ratio(self, body: Organisation) -> float:
        s = self.surroundings
        p = s.parameters.relations
        kind = body.kind
        ratio = 1.0
        if kind == OrganisationKind.PRIMARY_CARE_TRUST and s.in_clusters:
            ratio = p.cluster_exit_ratio
        if body.in_failure:
            ratio *= p.exit_after_failure_ratio
        return ratio

    def _name_who_fails(self) -> None:
        """Commissioners and hospitals of places that the Board holds to have failed in the year before (E100)."""
        failed = set(self.organisations.nhs_commissioning_board[0].places_in_failure)
        for each in (*self.partnerships.every, *self.partnerships.dealings):
            each.partner(False).in_failure = False
        for each in (*self.partnerships.every, *self.partnerships.dealings):
            if each.council.index in failed:
                each.partner(False).in_failure = True

    def _retained(self) -> np.ndarray:
        """Personal trust that survives an exit, by relation: where a joint post holds a partnership together."""
        s = self.surroundings
        retained = np.zeros(len(s.network.first))
        joint = has_joint_post(s, self.joint_post_rank)
        for partnership in self.partnerships.active:
            if joint[partnership.council.index]:
                retained[partnership.relation] = s.parameters.relations.joint_post_retains
        return retained

    def learn_whom_to_trust(self) -> None:
        """Councils and commissioners know how far they trust those whom they deal with."""
        s = self.surroundings
        hoods = s.geography.neighbourhoods
        in_nhs: dict[int, list[tuple[float, int]]] = {}
        in_councils: dict[int, list[tuple[float, int]]] = {}
        for each in self.partnerships.in_force:
            in_nhs.setdefault(each.council.index, []).append((each.trust_of(True), each.older_people))
            in_councils.setdefault(each.commissioner.index, []).append((each.trust_of(False), each.older_people))
        in_wards: dict[int, list[tuple[float, int]]] = {}
        for dealing in self.partnerships.dealings:
            in_wards.setdefault(dealing.council.index, []).append((dealing.trust_of(True), dealing.older_people))
        for council in self.organisations.councils:
            nhs, wards = mean_of(in_nhs[council.index]), mean_of(in_wards[council.index])
            council.trust_in_nhs = 0.5 * (nhs + wards)
        for commissioner in commissioners_that_deal(self.partnerships):
            if commissioner.index in in_councils:
                commissioner.trust_in_councils = mean_of(in_councils[commissioner.index])
        kind = s.commissioners_kind
        s.trust_by_neighbourhood = s.network.trust(
            s.ids[kind][s.commissioner.of], s.ids[OrganisationKind.COUNCIL][hoods.council]
        )

    def take_stock(self) -> None:
        """How much each partner has on its desk."""
        s = self.surroundings
        bodies = len(s.network.organisations)
        outstanding = s.promises.outstanding_of(s.network.first, s.network.second, bodies)
        commissioners = commissioners_that_deal(self.partnerships)
        for partner in (*self.organisations.councils, *commissioners, *self.organisations.acute_trusts):
            partner.take_stock_of_promises(outstanding)

    def boards_meet(self) -> None:
        """Boards meet; some consortia come with tokens, some with somebody who can decide."""
        for board in self.organisations.boards:
            meet(self.surroundings.network, np.array(board.meet(), dtype=np.int64), self.trust_rules)
        meet(self.surroundings.network, self._other_meetings(), self.trust_rules)

    def _other_meetings(self) -> np.ndarray:
        """Where practice brings people together outside boards: shared offices, other professions in consortia."""
        s = self.surroundings
        relations: set[int] = set()
        if s.levers.front_line.co_location:
            relations |= {dealing.relation for dealing in self.partnerships.dealings}
            relations |= {each.relation for each in self.partnerships.active}
        if s.levers.duty.other_professions == "membership":
            kinds = (OrganisationKind.ACUTE_TRUST, OrganisationKind.COMMUNITY_TRUST)
            begun = [each.deals for each in self.organisations.gp_consortia]
            consortia = s.ids[OrganisationKind.GP_CONSORTIUM][begun]
            trusts = np.concatenate([s.ids[kind] for kind in kinds])
            there = np.isin(s.network.first, consortia) & np.isin(s.network.second, trusts)
            relations |= set(np.flatnonzero(there).tolist())
        return np.array(sorted(relations), dtype=np.int64)

    def share_records(self) -> None:
        """Sharing agreements are made, rolled out and given up."""
        self.record_sharing.live_a_quarter()

    def practices_take_part(self) -> None:
        """Interest spreads from practice to practice, and lapses."""
        practices_after_a_quarter(self.surroundings, self.organisations.practices, self.organisations.gp_consortia)

    def honour_plans(self) -> None:
        """Commissioners keep to the plans they agreed for the quarter, or do what they would have done alone."""
        for partnership in self.partnerships.in_force:
            if partnership.has_agreed_plan:
                partnership.plan_is_honoured = partnership.falls_due(False, PromiseKind.PLAN)
            else:
                partnership.plan_is_honoured = True

    def teams_grow(self) -> None:
        """Teams that have started reach more people."""
        for partnership in self.partnerships.in_force:
            let_teams_grow(partnership)

    # --- the month ---------------------------------------------------------------------------------------------

    def count_what_was_shunted(self) -> None:
        """What each side left to the other last month, against what one purse for both would have done (M7)."""
        stress: dict[int, float] = {}
        for each in self.partnerships.in_force:
            # One purse feels both sides' overspending, each by its money for these people.
            council = each.council.money_for_care * each.share_of_council
            nhs = each.commissioner.allocation * each.people / max(1, each.commissioner.people)
            joint = (council * each.council.stress + nhs * each.commissioner.stress) / max(1.0, council + nhs)
            stress[each.council.index] = stress.get(each.council.index, 0.0) + joint * each.share_of_council
        for council in self.organisations.councils:
            council.joint_stress = stress.get(council.index, council.stress)
            council.shunt()
        for commissioner in commissioners_that_deal(self.partnerships):
            commissioner.shunt()
        for trust in self.organisations.acute_trusts:
            trust.shunt()

    # --- the year ----------------------------------------------------------------------------------------------

    def settle_pools(self) -> None:
        """What is over or missing in pools is divided."""
        for money in self.partnerships.pool_money.values():
            money.settle_year()

    def review_pools(self) -> None:
        """Pools begin, deepen and end; contributions for the year are agreed."""
        if self.surroundings.month.index == 0:
            # What was joint in 2010 is in the opening books: see ``Money.joint_spend``.
            return
        monitor = self.organisations.monitor[0]
        # What happens to others this April is known next April.
        feared = monitor.feared_chance()
        for partnership in self.partnerships.in_force:
            PoolReview(self.surroundings, partnership, monitor, feared).hold()
            self.partnerships.pool_money[partnership.key].agree_contributions()

    def agree_plans(self) -> None:
        """Commissioners plan; boards have whatever say the law and trust give them."""
        for partnership in self.partnerships.in_force:
            board = self.organisations.boards[partnership.council.index] if self.acts else None
            partnership.commissioner.plan_with(board, partnership)

    def review_teams(self) -> None:
        """Locality teams are cut in need, and founded where partners trust each other and plan for them."""
        for partnership in self.partnerships.in_force:
            review_teams(partnership)

    # --- what stands -------------------------------------------------------------------------------------------

    def standing(self) -> JointStanding:
        """What stands between organisations now."""
        councils = len(self.organisations.councils)
        practices = self.surroundings.geography.practices
        engaged = np.array([each.engaged for each in self.organisations.practices], dtype=bool)
        ties = [*self.partnerships.in_force, *self.partnerships.dealings]
        at = np.array([each.council.index for each in ties], dtype=np.int64)
        sharing = np.array([each.records.stands for each in ties], dtype=bool)
        pooled = [each.council.index for each in self.partnerships.in_force if each.pool is not None]
        patients, taking_part = (np.zeros(councils, dtype=np.int64) for _ in range(2))
        np.add.at(patients, practices.council, practices.people)
        np.add.at(taking_part, practices.council[engaged], practices.people[engaged])
        return JointStanding(
            patients=patients,
            patients_engaged=taking_part,
            sharing_ties=np.bincount(at[sharing], minlength=councils),
            ties=np.bincount(at, minlength=councils),
            pools=np.bincount(np.array(pooled, dtype=np.int64), minlength=councils),
        )


def commissioners_that_deal(partnerships: PartnershipsOfARun) -> list[Commissioner]:
    """Commissioners that deal with somebody now, each once."""
    found = {each.other_id: each.commissioner for each in partnerships.active}
    return [found[key] for key in sorted(found)]


def mean_of(pairs: list[tuple[float, int]]) -> float:
    """Weighted mean of (value, weight)."""
    total = sum(weight for _, weight in pairs)
    return math.fsum(value * weight for value, weight in pairs) / max(1, total)
