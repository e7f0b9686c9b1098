"""The people of a run, advanced by the plain rules: the same doors as the compiled engine's."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np

from abm.activity import MonthOfActivity
from abm.dates import Month
from abm.people.balance_at_start import Balance, find_balance
from abm.people.person import ACROSS_LINE
from abm.people.population import PopulationPlan, ages_of_neighbourhoods
from abm.people.rows import gather_people
from abm.people.rules import Rules, make_rules
from abm.people.services import empty_queues, lay_out_queues
from abm.people.state import NEIGHBOURHOOD, NEUTRAL, URGENT_UNIT
from abm.people.twin.birth import be_here_at_65, be_here_at_start
from abm.people.twin.clocks import set_next_event, settle_clocks
from abm.people.twin.day import Everything, live_through_day
from abm.people.twin.neighbourhood import DECISIONS, Neighbourhood
from abm.people.twin.person import Person
from abm.people.twin.places_in_use import places_in_use
from abm.people.twin.queue import Queue
from abm.people.twin.rapid_response import RapidResponse
from abm.randomness import who_has
from abm.scenario.parameter_groups.people import PeopleParameters
from abm.vocabulary import Frailty, Service, Setting
from abm.world.geography import Geography

Numbers = TypeVar("Numbers", Rules, Balance)


class PlainPeople:
    """Everyone in the run; set ``controls`` and capacities, and :meth:`advance` gives a month's activity."""

    def __init__(self, geography: Geography, plan: PopulationPlan, parameters: PeopleParameters, seed: int) -> None:
        self.geography = geography
        self.parameters = parameters
        self.services = lay_out_queues(geography)
        rules = make_rules(parameters, seed, Month(plan.months).first_day)
        self._balance = in_plain_numbers(find_balance(rules, parameters))
        self.rules = in_plain_numbers(rules)
        self.controls = np.zeros(len(geography.neighbourhoods), dtype=NEIGHBOURHOOD)
        for factor, value in NEUTRAL.items():
            self.controls[factor] = value
        self._capacities = empty_queues(self.services)
        self._rapid_response = np.zeros(len(geography.community_trusts), dtype=URGENT_UNIT)
        self.world = self._gather(plan, seed)

    def _gather(self, plan: PopulationPlan, seed: int) -> Everything:
        queues = [
            Queue(number=number, service=Service(row["service"]), key=int(row["key"]))
            for number, row in enumerate(self._capacities)
        ]
        teams = [RapidResponse() for _ in self._rapid_response]
        trust = self.geography.neighbourhoods.community_trust
        neighbourhoods = [
            Neighbourhood(
                queues={service: queues[numbers[service]] for service in Service},
                rapid_response=teams[trust[place]],
            )
            for place, numbers in enumerate(self.services.queue_of.tolist())
        ]
        rows, arrivals = gather_people(self.geography, plan, seed)
        self._arrival_days: list[int] = arrivals.tolist()
        people = [
            Person(
                key=who_has(int(row["luck"]), seed),
                neighbourhood=neighbourhoods[row["neighbourhood"]],
                practice=int(row["practice"]),
                across_line=bool(row["traits"] & ACROSS_LINE),
            )
            for row in rows
        ]
        return Everything(people, neighbourhoods, queues, teams)

    @property
    def people(self) -> list[Person]:
        """Everyone, those who are not yet 65 and those who have died among them."""
        return list(self.world.people)

    @property
    def urgent_capacity(self) -> np.ndarray:
        """float64 [community trusts], writable: people a day whom rapid response can see."""
        return self._rapid_response["capacity"]

    def capacity(self, service: Service) -> np.ndarray:
        """float64, writable: the capacity of each provider of a service."""
        return self._capacities["capacity"][self.services.of(service)]

    def weekend(self, service: Service) -> np.ndarray:
        """float64, writable: part of a working day's service that each provider gives on a closed day."""
        return self._capacities["weekend"][self.services.of(service)]

    def in_use(self, service: Service) -> np.ndarray:
        """int64: places or hours in use at each provider."""
        in_use = places_in_use(self.world.people)
        return np.array([in_use[queue] for queue in self.world.queues[self.services.of(service)]], dtype=np.int64)

    def waiting(self, service: Service) -> np.ndarray:
        """int64: people in each provider's queue."""
        queues = self.world.queues[self.services.of(service)]
        return np.array([len(queue.waiting) for queue in queues], dtype=np.int64)

    def populate(self) -> None:
        """Draw everyone, in balance under the controls as they stand (eligibility matters to who has care)."""
        self._take_decisions()
        ages = dict(zip(self.world.neighbourhoods, ages_of_neighbourhoods(self.geography).tolist(), strict=True))
        for person, arrival in zip(self.world.people, self._arrival_days, strict=True):
            if arrival < 0:
                be_here_at_start(self.rules, self._balance, person, ages[person.neighbourhood])
            else:
                be_here_at_65(self.rules, self._balance, person, arrival)

    def share_records(self, shares: np.ndarray, day: int) -> None:
        """Set the share of people whose records both bodies see: [neighbourhoods], from the last day lived on.

        Before it changes, whoever's decline it slows lives up to that day with the share as it was.
        """
        self._take_decisions()
        changes = dict(zip(self.world.neighbourhoods, shares != self.controls["shared_records"], strict=True))
        affected = [person for person in self.world.people if changes[person.neighbourhood] and is_slowed(person)]
        for person in affected:
            settle_clocks(self.rules, person, day)
        self.controls["shared_records"] = shares
        self._take_decisions()
        for person in affected:
            set_next_event(self.rules, person, day)

    def advance(self, month: Month) -> MonthOfActivity:
        """Live through a month."""
        self._take_decisions()
        for neighbourhood in self.world.neighbourhoods:
            neighbourhood.start_month()
        for day in range(month.first_day, month.end_day):
            live_through_day(self.rules, self.world, day)
        return MonthOfActivity(
            month=month.index,
            days=month.days,
            stock_days=np.array([place.stock_days for place in self.world.neighbourhoods], dtype=np.int64),
            stocks_at_end=np.array([place.stocks for place in self.world.neighbourhoods], dtype=np.int64),
            flows=np.array([place.flows for place in self.world.neighbourhoods], dtype=np.int64),
        )

    def _take_decisions(self) -> None:
        for neighbourhood, controls in zip(self.world.neighbourhoods, self.controls, strict=True):
            neighbourhood.take_decisions({name: controls[name].item() for name in DECISIONS})
        for queue, row in zip(self.world.queues, self._capacities, strict=True):
            queue.capacity = float(row["capacity"])
            queue.weekend = float(row["weekend"])
        for team, capacity in zip(self.world.rapid_response, self.urgent_capacity, strict=True):
            team.capacity = float(capacity)


def is_slowed(person: Person) -> bool:
    """Whether someone's decline depends on what a locality team is told."""
    return person.known_to_team and person.frailty != Frailty.SEVERE and person.setting != Setting.DEAD


def in_plain_numbers(numbers: Numbers) -> Numbers:
    """The same numbers as Python's own numbers and lists instead of NumPy's."""
    plain: dict[str, Any] = {name: np.asarray(value).tolist() for name, value in numbers._asdict().items()}
    return type(numbers)(**plain)
