"""HealthWatch: turns people's experience of waiting into a voice on the board (E106)."""

from __future__ import annotations

from abm.activity import Stock
from abm.organisations.organisation import Organisation
from abm.vocabulary import OrganisationKind


class HealthWatch(Organisation):
    """One for each council."""

    kind = OrganisationKind.HEALTHWATCH
    concern: float | None = None
    """People delayed or waiting per 1,000 older people, as remembered over about a year; None before any report."""
    usual: float = 0.0
    """What it was when it first listened."""

    def observe(self) -> None:
        """Listen to people who wait, in hospital and at home."""
        reported = self.surroundings.reported
        if reported is None:
            return
        seen = reported.council
        waiting = (
            seen.mean(self.index, Stock.DELAYED_ACUTE)
            + seen.mean(self.index, Stock.DELAYED_COMMUNITY)
            + seen.mean(self.index, Stock.WAITING_IN_COMMUNITY)
        )
        now = 1000.0 * waiting / max(1.0, seen.mean(self.index, Stock.ALIVE))
        if self.concern is None:
            self.concern = self.usual = now
        self.concern += (now - self.concern) / 12.0

    @property
    def voice(self) -> float:
        """Weight of its voice on the board: one at the usual concern, none when nobody waits, two when many do."""
        if self.concern is None or self.concern + self.usual <= 0.0:
            return 1.0
        return 2.0 * self.concern / (self.concern + self.usual)
