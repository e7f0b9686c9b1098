"""How the NHS Commissioning Board acts on places in trouble: after they have failed, or as they start to worsen (E100).

Failure shows in outcomes: a year's delay, or a year's deficit, far above that of all places. That a place is about to
fail shows only in measures of the process or in standard central data.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from abm.activity import Stock
from abm.organisations.ways import median_of, waits_of_councils

if TYPE_CHECKING:
    from abm.organisations.council import Council
    from abm.organisations.surroundings import Surroundings


class Interventions:
    """What the Board knows of every council's area, year by year, and where it acts."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.surroundings = surroundings
        count = len(surroundings.geography.councils.codes)
        self.delayed_days = np.zeros(count, dtype=np.int64)
        self.person_days = np.zeros(count, dtype=np.int64)
        self.delay_before: np.ndarray | None = None
        self.in_failure: tuple[int, ...] = ()
        """Councils whose area failed in the year just ended: leaders of NHS bodies there are removed."""
        self.supported: tuple[int, ...] = ()
        """Councils whose area worsened and was helped this April."""

    def observe(self) -> None:
        """Take in a month."""
        reported = self.surroundings.reported
        if reported is not None:
            days = reported.council.stock_days
            self.delayed_days += days[:, Stock.DELAYED_ACUTE] + days[:, Stock.DELAYED_COMMUNITY]
            self.person_days += days[:, Stock.ALIVE]

    def plan_the_year(self, councils: Sequence[Council]) -> None:
        """Each April: judge the year, act, and start a new one."""
        if self.surroundings.month.index == 0:
            return
        delay = self.delayed_days / np.maximum(1, self.person_days)
        self.supported = self._worsening(delay) if self._warned else ()
        self._support(councils)
        self.in_failure = tuple(at for at in self._failed(delay) if at not in self.supported)
        self.delay_before = delay
        self.delayed_days[:] = 0
        self.person_days[:] = 0

    @property
    def _warned(self) -> bool:
        """Whether the Board means to act early and has anything to see by."""
        measurement = self.surroundings.levers.measurement
        return measurement.intervention == "early" and (measurement.process_measures or measurement.central_data)

    def _failed(self, delay: np.ndarray) -> list[int]:
        p = self.surroundings.parameters.oversight
        deficit = self._deficits()
        late = delay > p.failure_delay_ratio * delay.mean()
        broke = deficit > deficit.mean() + p.failure_deficit
        return [int(at) for at in np.flatnonzero(late | broke)]

    def _deficits(self) -> np.ndarray:
        """The NHS's overspending in each council's area, by its commissioners' people."""
        s = self.surroundings
        of_body = np.array([s.overspending_of(int(account)) for account in s.commissioner_accounts])
        return s.members.council.mean(of_body[s.commissioner.of], s.geography.neighbourhoods.older_people)

    def _worsening(self, delay: np.ndarray) -> tuple[int, ...]:
        """Places whose delay grew more than that of all."""
        if self.delay_before is None:
            return ()
        growth = (delay + 1e-9) / (self.delay_before + 1e-9)
        usual = math.exp(math.fsum(np.log(growth).tolist()) / len(growth))
        ratio = self.surroundings.parameters.oversight.worsening_ratio
        return tuple(int(at) for at in np.flatnonzero(growth > ratio * usual))

    def _support(self, councils: Sequence[Council]) -> None:
        """Help places to give up habits of waiting that are longer than most."""
        s = self.surroundings
        for way in waits_of_councils(s, councils):
            median = median_of(way)
            for at in self.supported:
                if way.get(at) > median:
                    way.move_towards(at, median, s.parameters.oversight.early_support)
