"""Health and wellbeing boards: members, a needs assessment, a joint strategy, and whatever powers the law gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from abm.activity import STOCKS, Flow, Stock, delayed_column
from abm.organisations.chance import Chance
from abm.organisations.healthwatch import HealthWatch
from abm.organisations.joint_tally import JointFlow
from abm.organisations.organisation import Organisation
from abm.organisations.plan import PLAN_OPTIONS, POWERS, PROCEDURES, Agreement, Negotiation, PlanOption, in_full
from abm.organisations.surroundings import Surroundings
from abm.vocabulary import BODIES, OrganisationKind, Reason

if TYPE_CHECKING:
    from abm.organisations.council import Council
    from abm.organisations.partnership import Partnership


def wish(**shares: float) -> np.ndarray:
    """A member's wish: shares of plan money by the name of the option."""
    wanted = np.zeros(PLAN_OPTIONS)
    for name, share in shares.items():
        wanted[PlanOption[name]] = share
    return wanted


WAITS_FOR_NHS_CARE = frozenset({Reason.FURTHER_NHS_CARE, Reason.EQUIPMENT})


@dataclass(frozen=True)
class NeedsAssessment:
    """What a board knows of its place after a year."""

    older_people: float
    waiting_at_home_per_1000: float
    delayed_days_per_1000: float
    admissions_per_1000: float

    @property
    def tell(self) -> bool:
        """Whether anybody was admitted or delayed: among a few people, nobody may have been."""
        return self.admissions_per_1000 > 0.0 or self.delayed_days_per_1000 > 0.0


class HealthAndWellbeingBoard(Organisation):
    """One for each council (E023). It assesses needs, writes a strategy, and has what say in plans the law gives."""

    kind = OrganisationKind.HEALTH_AND_WELLBEING_BOARD

    def __init__(
        self, model: object, surroundings: Surroundings, index: int, name: str, healthwatch: HealthWatch
    ) -> None:
        super().__init__(model, surroundings, index, name)
        self.healthwatch = healthwatch
        self.stock_days = np.zeros(STOCKS, dtype=np.int64)
        self.admissions = 0
        self.days = 0
        self.needs: NeedsAssessment | None = None
        self.first_needs: NeedsAssessment | None = None
        self.priority: Reason | None = None
        self.meetings = 0
        self.council: Council
        self.is_early = False
        """Whether it begins as an early implementer."""

    @property
    def sits(self) -> bool:
        """Boards take up their work when primary care trusts end, early ones when they may."""
        reform = self.surroundings.levers.reform
        if not reform.abolish_pcts:
            return False
        today = self.surroundings.month.first
        return today >= reform.abolition_date or (self.is_early and today >= reform.early_implementer_start)

    def observe(self) -> None:
        """Keep the year's figures for the needs assessment."""
        reported = self.surroundings.reported
        if reported is not None:
            self.stock_days += reported.council.stock_days[self.index]
            self.admissions += reported.council.flow(self.index, Flow.ADMISSIONS)
            self.days += reported.council.days

    def meet(self) -> list[int]:
        """Meet with the commissioners of the place: the relations in which both sides took it seriously."""
        if not self.sits or self.days == 0:
            return []
        self.meetings += 1
        self._name_a_priority()
        return [each.relation for each in self.council.active_partnerships if self._comes_in_substance(each)]

    def _comes_in_substance(self, partnership: Partnership) -> bool:
        """Whether a commissioner comes, and whether who comes can decide (E092: tokens)."""
        s = self.surroundings
        p = s.parameters.joint_working
        levers = s.levers.board
        external = p.attendance_external if levers.gp_membership == "external" else 1.0
        left = 1.0 / max(1.0, partnership.commissioner.load)
        chance = p.attendance_base + p.attendance_per_power * POWERS.index(levers.powers)
        chance += p.attendance_per_trust * partnership.trust_of(False)
        luck = s.chance(partnership.key, 0, Chance.ATTENDS)
        comes = luck < external
        in_substance = luck < external * left * min(1.0, chance)
        partnership.attendance.remember(in_substance)
        s.count(self.index, JointFlow.MEETINGS)
        s.count(self.index, JointFlow.MEETINGS_ATTENDED, int(comes))
        s.count(self.index, JointFlow.MEETINGS_IN_SUBSTANCE, int(in_substance))
        return in_substance

    def strategy(self, partnership: Partnership) -> np.ndarray:
        """What the members of the board want the money to be for: shares of plan money.

        Each has one voice, and HealthWatch a louder one where more people wait than used to.
        """
        s = self.surroundings
        heard = self.healthwatch.voice
        voices = [self._council_wants(), self._public_health_wants(), heard * self._people_want()]
        if s.levers.board.gp_membership == "full":
            voices.append(partnership.shadow)
        if s.levers.board.provider_seats:
            voices.append(self._providers_want())
        wanted = np.sum(voices, axis=0)
        if not s.teams_allowed:
            wanted[PlanOption.COMMUNITY] += wanted[PlanOption.TEAMS]
            wanted[PlanOption.TEAMS] = 0.0
        return in_full(wanted)

    def _council_wants(self) -> np.ndarray:
        """Its own care first, the more the tighter its money, then what keeps people out of it."""
        p = self.surroundings.parameters.joint_working
        own = min(1.0, p.council_wants_care + p.council_wants_care_per_stress * self.council.stress)
        return wish(SOCIAL_CARE=own) + (1.0 - own) * self._public_health_wants()

    def _public_health_wants(self) -> np.ndarray:
        """What the needs assessment calls for: teams where admissions have grown, community care where delay has."""
        teams = self.surroundings.parameters.joint_working.teams_over_community
        community = 1.0 - teams
        if self.needs is not None and self.first_needs is not None and self.needs.tell:
            teams *= self.needs.admissions_per_1000 / max(0.1, self.first_needs.admissions_per_1000)
            community *= self.needs.delayed_days_per_1000 / max(0.1, self.first_needs.delayed_days_per_1000)
        return in_full(wish(TEAMS=teams, COMMUNITY=community))

    def _providers_want(self) -> np.ndarray:
        """Their own services."""
        hospitals = self.surroundings.parameters.joint_working.providers_want_hospitals
        return wish(HOSPITAL=hospitals, COMMUNITY=1.0 - hospitals)

    def _people_want(self) -> np.ndarray:
        """HealthWatch speaks for those who wait: for whatever the place's worst delay is about (E106)."""
        worst = self.surroundings.parameters.joint_working.people_want_worst_first
        rest = (1.0 - worst) / 2.0
        if self.priority in WAITS_FOR_NHS_CARE:
            return wish(COMMUNITY=worst, TEAMS=rest, SOCIAL_CARE=rest)
        return wish(SOCIAL_CARE=worst, COMMUNITY=rest, TEAMS=rest)

    def negotiate(self, partnership: Partnership) -> Agreement:
        """Agree a commissioner's plan for the year, by the procedure of the day."""
        s = self.surroundings
        n = Negotiation(
            shadow=partnership.shadow,
            strategy=self.strategy(partnership),
            last_year=partnership.plan,
            trust=partnership.trust_of(False),
            least_trust=partnership.least_trust,
            attendance=partnership.attendance.in_substance,
            escalates=s.levers.duty.commissioning_board == "require",
        )
        return PROCEDURES[s.levers.board.powers](n, s.parameters.joint_working)

    def _name_a_priority(self) -> None:
        """The reason for delay that concerns the place most."""
        by_reason = [
            int(self.stock_days[delayed_column(reason, 0) : delayed_column(reason, 0) + BODIES].sum())
            for reason in Reason
        ]
        self.priority = Reason(int(np.argmax(by_reason)))

    def plan_the_year(self) -> None:
        """Write the joint strategic needs assessment from the year's figures, and start a new year."""
        if self.days == 0:
            return
        person_days = max(1, int(self.stock_days[Stock.ALIVE]))
        delayed = int(self.stock_days[Stock.DELAYED_ACUTE] + self.stock_days[Stock.DELAYED_COMMUNITY])
        people = person_days / self.days
        self.needs = NeedsAssessment(
            older_people=people,
            waiting_at_home_per_1000=1000.0 * int(self.stock_days[Stock.WAITING_IN_COMMUNITY]) / person_days,
            delayed_days_per_1000=1000.0 * delayed / people,
            admissions_per_1000=1000.0 * self.admissions / people,
        )
        self.first_needs = self.first_needs or self.needs
        self.stock_days[:] = 0
        self.admissions = 0
        self.days = 0
