"""The market for care in a council's area: what providers open together follows what people wait for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from abm.organisations.care_provider import CareProvider
from abm.organisations.council import Council
from abm.organisations.surroundings import Surroundings
from abm.organisations.waiting_list import Opened, WaitingList
from abm.vocabulary import Service

HOURS_A_PACKAGE = 10.0
"""Hours a week of a package, by which a queue of people for home care is turned into hours."""


@dataclass
class CareMarket:
    """All providers of one kind of care in one council's area."""

    surroundings: Surroundings
    service: Service
    council: Council
    providers: list[CareProvider]
    waiting_list: WaitingList

    def open_at_start(self) -> None:
        """April 2010: providers hold between them what is in use."""
        in_use = float(self.surroundings.in_use(self.service, self.council.index))
        weights = np.array([provider.size for provider in self.providers])
        for provider, weight in zip(self.providers, weights, strict=True):
            provider.capacity = in_use * float(weight) / float(weights.sum())

    @property
    def unit(self) -> float:
        """Places or hours that one person waits for."""
        return HOURS_A_PACKAGE if self.service == Service.HOME_CARE else 1.0

    def observe(self) -> None:
        """Starts last month."""
        s = self.surroundings
        if s.reported is not None:
            starts = s.reported.council.served(self.council.index, self.service)
            self.waiting_list.remember(starts * self.unit / s.last_month.days)

    def open_capacity(self) -> None:
        """Open what providers will run: towards the wait that the council tolerates; embargoed ones do not grow."""
        s = self.surroundings
        at = self.council.index
        total = sum(provider.capacity for provider in self.providers)
        opened = Opened(total, s.in_use(self.service, at), s.waiting(self.service, at) * self.unit, self.unit)
        wanted = self.waiting_list.places_to_open(opened, self.council.tolerated_days(self.service), s.habits)
        change = wanted - total
        able = [provider for provider in self.providers if not (provider.under_embargo and change > 0.0)]
        size = sum(provider.capacity for provider in able)
        for provider in able:
            provider.capacity += change * provider.capacity / size if size > 0.0 else change / len(able)
        s.set_capacity(self.service, at, sum(provider.capacity for provider in self.providers))
