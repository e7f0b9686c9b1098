"""Health and wellbeing boards: members, a needs assessment, a joint strategy, and whatever powers the law gives."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from abm.activity import STOCKS, Flow, Stock, delayed_column
from abm.organisations.healthwatch import HealthWatch
from abm.organisations.organisation import Organisation
from abm.organisations.surroundings import Surroundings
from abm.vocabulary import BODIES, OrganisationKind, Reason


@dataclass(frozen=True)
class NeedsAssessment:
    """What a board knows of its place after a year."""

    older_people: float
    waiting_at_home_per_1000: float
    delayed_days_per_1000: float
    admissions_per_1000: float


class HealthAndWellbeingBoard(Organisation):
    """One for each council (E023). It assesses needs and names a priority; what others make of it is yet to come."""

    kind = OrganisationKind.HEALTH_AND_WELLBEING_BOARD

    def __init__(
        self, model: object, surroundings: Surroundings, index: int, name: str, healthwatch: HealthWatch
    ) -> None:
        super().__init__(model, surroundings, index, name)
        self.healthwatch = healthwatch
        hoods = surroundings.geography.neighbourhoods
        self.consortia = np.unique(hoods.consortium[hoods.council == index])
        self.stock_days = np.zeros(STOCKS, dtype=np.int64)
        self.admissions = 0
        self.days = 0
        self.needs: NeedsAssessment | None = None
        self.priority: Reason | None = None
        self.meetings = 0

    @property
    def sits(self) -> bool:
        """Boards take up their work when primary care trusts end."""
        reform = self.surroundings.levers.reform
        return reform.abolish_pcts and self.surroundings.month.first >= reform.abolition_date

    def observe(self) -> None:
        """Keep the year's figures for the needs assessment."""
        reported = self.surroundings.reported
        if reported is not None:
            self.stock_days += reported.council.stock_days[self.index]
            self.admissions += reported.council.flow(self.index, Flow.ADMISSIONS)
            self.days += reported.council.days

    def meet_each_quarter(self) -> None:
        """Meet, and name the reason for delay that concerns the place most."""
        if not self.sits or self.days == 0:
            return
        self.meetings += 1
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
        self.stock_days[:] = 0
        self.admissions = 0
        self.days = 0
