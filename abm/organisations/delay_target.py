"""A target on recorded delay: it presses on whoever misses it, and part of the pressure goes into looking well.

The honest part makes a body shorten waits. The other part makes wards declare early and teams decide in a hurry, into
too much care (E155, E156). Measures of the process turn some of that back into work on the process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from abm.organisations.surroundings import Surroundings


class DelayTarget:
    """One body's recorded delay, as a share of its bed days, and what the target makes of it."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.surroundings = surroundings
        self.recorded: float | None = None
        """Share of bed days, remembered over about two months."""

    def remember(self, delayed: float, beds: float) -> None:
        """Take in last month's delayed people and filled beds, both as means of the month."""
        share = delayed / beds if beds > 0.0 else 0.0
        self.recorded = share if self.recorded is None else 0.5 * self.recorded + 0.5 * share

    @property
    def pressure(self) -> float:
        """Excess over the target in multiples of it, 0 where it is met or there is none."""
        target = self.surroundings.levers.measurement.delay_target / 100.0
        if target <= 0.0 or self.recorded is None:
            return 0.0
        most = self.surroundings.parameters.oversight.most_target_pressure
        return min(most, max(0.0, self.recorded / target - 1.0))

    @property
    def gamed(self) -> float:
        """Pressure that goes into looking well."""
        p = self.surroundings.parameters.oversight
        softened = p.process_softens if self.surroundings.levers.measurement.process_measures else 0.0
        return self.pressure * p.gaming_share * (1.0 - softened)

    @property
    def pounds(self) -> float:
        """What a day of wait is worth to the body on account of the target."""
        return self.surroundings.parameters.oversight.target_pounds * (self.pressure - self.gamed)

    @property
    def earlier_days(self) -> float:
        """By how much earlier wards declare readiness."""
        return self.surroundings.parameters.oversight.target_earlier_days * self.gamed

    @property
    def hurry(self) -> float:
        """How hurried teams are, 0 to 1."""
        return min(1.0, self.surroundings.parameters.oversight.target_hurry * self.gamed)
