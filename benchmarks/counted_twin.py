"""The plain twin in the engine's place, timed, with its events and draws counted."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from unittest import mock

from floor import Work

from abm.activity import MonthOfActivity
from abm.dates import Month
from abm.people.people_engine import OnNight, PeopleEngine
from abm.people.twin import day, draws
from abm.people.twin.plain_people import PlainPeople
from abm.people.twin.stocks import count_midnight

EVENTS = ("live_through_event", "serve")
DRAWS = ("keyed_bits", "keyed_uniform", "keyed_exponential", "keyed_normal")


class TimedEngine(PeopleEngine):
    """The engine, and the processor time it has lived for."""

    seconds = 0.0

    def advance(self, month: Month, on_night: OnNight | None = None) -> MonthOfActivity:
        """A month, timed."""
        before = time.process_time()
        activity = super().advance(month, on_night)
        self.seconds += time.process_time() - before
        return activity


class TwinOfARun(PlainPeople):
    """The plain twin where a model has the engine: nobody looks on, and stocks can be read off the controls."""

    def populate(self) -> None:
        """Draw everyone, and count them as they stand."""
        super().populate()
        count_midnight(self.rules, self.world.neighbourhoods, self.world.people, 0)
        self.controls["stocks"] = [place.stocks for place in self.world.neighbourhoods]

    def advance(self, month: Month, on_night: OnNight | None = None) -> MonthOfActivity:
        """A month."""
        activity = super().advance(month)
        self.controls["stocks"] = activity.stocks_at_end
        return activity


class TimedTwin(TwinOfARun):
    """The plain twin, and the processor time it has lived for."""

    seconds = 0.0

    def advance(self, month: Month, on_night: OnNight | None = None) -> MonthOfActivity:
        """A month, timed."""
        before = time.process_time()
        activity = super().advance(month)
        self.seconds += time.process_time() - before
        return activity


class CountedTwin(TwinOfARun):
    """The plain twin; what its events ask for is in ``counts``."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.counts: Counter[str] = Counter()

    def advance(self, month: Month, on_night: OnNight | None = None) -> MonthOfActivity:
        """A month, with its events and draws counted."""
        with ExitStack() as patches:
            for module, names in ((day, EVENTS), (draws, DRAWS)):
                for name in names:
                    patches.enter_context(mock.patch.object(module, name, self._counted(name, getattr(module, name))))
            return super().advance(month)

    def _counted(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any) -> Any:
            self.counts[name] += 1
            return function(*given)

        return counted

    @property
    def work(self) -> Work:
        """Events, and the draws that they took."""
        return Work(sum(self.counts[name] for name in EVENTS), *(self.counts[name] for name in DRAWS))
