"""HealthWatch: turns people's experience of waiting into a concern; what boards do with it is yet to come."""

from __future__ import annotations

from abm.activity import Stock
from abm.organisations.organisation import Organisation
from abm.vocabulary import OrganisationKind


class HealthWatch(Organisation):
    """One for each council."""

    kind = OrganisationKind.HEALTHWATCH
    concern = 0.0
    """People delayed or with unmet need per 1,000 older people, as remembered over about a year."""

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
        self.concern += (now - self.concern) / 12.0
