"""A run that goes on a month at a time, and whose levers may be moved meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from abm.app.history import History, PlacesSeen
from abm.app.month_seen import see_month
from abm.model import IntegrationModel
from abm.scenario.scenario import Scenario
from abm.world.schematic_map import SQUARE_KM

if TYPE_CHECKING:
    import networkx as nx


class LiveRun:
    """One run of a scenario with a seed, as far as it has got."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.model = IntegrationModel(scenario, rng=seed)
        self.seed = seed
        councils = self.model.geography.councils
        self.history = History(
            scenario.name,
            PlacesSeen(
                names=tuple(councils.names),
                column=tuple((councils.x // SQUARE_KM).astype(int).tolist()),
                row=tuple((councils.y // SQUARE_KM).astype(int).tolist()),
                older_people=tuple(councils.older_people.tolist()),
            ),
        )

    @property
    def scenario(self) -> Scenario:
        """What the run is of, with every change that was made while it went on."""
        return self.model.run_scenario

    @property
    def months_run(self) -> int:
        """Months lived so far."""
        return self.model.month.index

    @property
    def months_in_all(self) -> int:
        """Months of the whole run."""
        return self.model.months

    @property
    def next_month(self) -> date:
        """The first day of the month that is lived next."""
        return self.model.month.first

    @property
    def is_over(self) -> bool:
        """Whether all months are lived."""
        return self.months_run >= self.months_in_all

    def advance(self) -> None:
        """Live a month."""
        self.model.step()
        self.history.months.append(see_month(self.model))

    def hold(self, changes: Mapping[str, Any]) -> None:
        """Hold levers at a value from the next month on. Raises InputError for what cannot be held."""
        self.model.change_levers(changes, why="changed by hand while the run went on")

    def network(self, when: date) -> nx.MultiDiGraph:
        """The relationship network on a date that the run has reached."""
        return self.model.network(when)
