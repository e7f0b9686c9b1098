"""A council and a hospital that send people home together: what each promises the other, and whether it was so.

These promises need no agreement and no meeting: every quarter both sides see in the return whether people waited longer
for the council, or came back sooner to the hospital, than a year before. They are the small wins, and the small
wrongs, on which trust between town hall and hospital lives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from abm.activity import Flow, delayed_column
from abm.organisations.dealing import Dealing
from abm.relations.promise import PromiseKind
from abm.vocabulary import Body, Reason

if TYPE_CHECKING:
    from abm.organisations.acute_trust import AcuteTrust
    from abm.organisations.council import Council
    from abm.organisations.reported_activity import BodyActivity
    from abm.organisations.surroundings import Surroundings

SOCIAL_CARE_COLUMNS = [delayed_column(reason, Body.SOCIAL_CARE) for reason in Reason]
QUARTERS = 4


class QuarterlyRate:
    """A rate by quarter of the year, as the return shows it: this quarter's, and the same a year before."""

    def __init__(self) -> None:
        self._days_or_people = 0.0
        self._of = 0.0
        self._a_year_ago: list[float | None] = [None] * QUARTERS

    def add(self, count: float, of: float) -> None:
        """A month."""
        self._days_or_people += count
        self._of += of

    def close(self, quarter: int) -> tuple[float, float] | None:
        """This quarter's rate and last year's, once both are known; starts the next quarter."""
        now = self._days_or_people / self._of if self._of > 0.0 else None
        before, self._a_year_ago[quarter] = self._a_year_ago[quarter], now
        self._days_or_people = self._of = 0.0
        return None if now is None or before is None else (now, before)


def delay_for_council(seen: BodyActivity, council: int) -> tuple[float, float]:
    """Days that people waited for the council in NHS beds, and people who left them."""
    return float(seen.stock_days[council, SOCIAL_CARE_COLUMNS].sum()), float(seen.flow(council, Flow.LIVE_DISCHARGES))


def returns_to_hospital(seen: BodyActivity, trust: int) -> tuple[float, float]:
    """People who came back within 30 days, and people who left."""
    return float(seen.flow(trust, Flow.READMISSIONS_30D)), float(seen.flow(trust, Flow.LIVE_DISCHARGES))


class DischargeDealing(Dealing):
    """One council and one hospital."""

    def __init__(self, surroundings: Surroundings, council: Council, trust: AcuteTrust, neighbourhoods: np.ndarray):
        super().__init__(surroundings, council, trust, neighbourhoods)
        self.trust = trust

    def settle(self) -> None:
        """Hold the quarter against the promises made for it."""
        p = self.surroundings.parameters.relations
        delay, returns = self.council.delay_of_quarter, self.trust.returns_of_quarter
        if delay is not None:
            now, usual = delay
            # Ambition follows trust: friends hold each other to more, and so may break more.
            allowed = p.discharge_tolerance * (1.0 - p.discharge_ambition * self.trust_of(True))
            self.enter(True, PromiseKind.DISCHARGE, now <= usual * (1.0 + allowed))
        if returns is not None:
            now, usual = returns
            self.enter(False, PromiseKind.READINESS, now <= usual * (1.0 + p.readmission_tolerance))
