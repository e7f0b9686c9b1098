"""What every organisation is: a Mesa agent that observes, decides and acts, on its own calendar."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import mesa

from abm.vocabulary import OrganisationKind

if TYPE_CHECKING:
    from abm.organisations.surroundings import Surroundings


class NumbersByModel(WeakKeyDictionary[mesa.Model, Iterator[int]]):
    """The next agent's number in each model, for as long as the model lives.

    Mesa before 3.4 keeps this for every model ever made, and with it the model and all its people.
    """

    def __getitem__(self, model: mesa.Model) -> Iterator[int]:
        """Start counting at 1 for a model that is new."""
        return self.setdefault(model, count(1))


class Organisation(mesa.Agent):
    """One organisation. It sees reported activity and its own money, never a person's record.

    ``index`` is its position among those of its kind. Each month the model lets all organisations of a kind
    :meth:`observe`, then :meth:`decide`, then :meth:`act`; quarters and years add their own duties.
    """

    _ids = NumbersByModel()
    kind: OrganisationKind
    in_failure = False
    """Whether the centre holds that the body, or its place, is failing."""

    def __init__(self, model: mesa.Model, surroundings: Surroundings, index: int, name: str) -> None:
        super().__init__(model)
        self.surroundings = surroundings
        self.index = index
        self.name = name

    def observe(self) -> None:
        """Take in last month's reported activity and one's own money."""

    def decide(self) -> None:
        """Settle what to do this month."""

    def act(self) -> None:
        """Do it: set capacities and thresholds, and pay."""

    def close_the_month(self) -> None:
        """After the month has been lived and settled: spend what was received for it."""

    def meet_each_quarter(self) -> None:
        """What happens in the first month of a quarter."""

    def plan_the_year(self) -> None:
        """What happens every April."""


def has_duty(organisation: Organisation, duty: str) -> bool:
    """Whether its kind does anything when this is asked of it: most of a run's organisations are practices."""
    return getattr(type(organisation), duty) is not getattr(Organisation, duty)
