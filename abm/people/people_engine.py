"""The people of a run and the compiled engine that advances them: controls and capacities in, activity out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from abm.activity import MonthOfActivity
from abm.dates import Month
from abm.people.balance_at_start import find_balance
from abm.people.compiled import load_engine
from abm.people.cores import Cores
from abm.people.person import ACROSS_LINE
from abm.people.population import PopulationPlan, ages_of_neighbourhoods
from abm.people.recount import check_across_line, check_people
from abm.people.rows import Rows
from abm.people.rules import Rules, make_rules, packed, packed_rules, table_of_days
from abm.people.services import empty_queues, largest_economy, lay_out_economies, lay_out_queues
from abm.people.state import NEIGHBOURHOOD, NEUTRAL, URGENT_UNIT, PeopleState, calendar_of, in_memory
from abm.scenario.parameter_groups.people import PeopleParameters
from abm.vocabulary import Service
from abm.world.geography import Geography

OnNight = Callable[[int], None]
"""Told the number of a day when it is over."""


class PeopleEngine:
    """Everyone in the run. Organisations set ``controls`` and capacities; :meth:`advance` gives a month's activity."""

    def __init__(self, geography: Geography, plan: PopulationPlan, parameters: PeopleParameters, seed: int) -> None:
        self.geography = geography
        self.parameters = parameters
        self.rules: Rules = make_rules(parameters, seed, Month(plan.months).first_day)
        self.services = lay_out_queues(geography)
        self._rows = Rows(geography, plan, seed)
        self.state = PeopleState(
            people=self._rows.people,
            due=self._rows.due,
            met=self._rows.met,
            days=table_of_days(self.rules),
            neighbourhoods=self._neighbourhoods(),
            queues=empty_queues(self.services),
            urgent=np.zeros(len(geography.community_trusts), dtype=URGENT_UNIT),
            **calendar_of(0),
        )
        self._number_of_cores = 1
        self._give_rows()
        self._packed_rules = packed_rules(self.rules)
        self._across_line = np.empty(0, dtype=np.int64)
        self._last_day_lived = -1
        self._is_populated = False

    def _neighbourhoods(self) -> np.ndarray:
        rows = np.zeros(len(self.geography.neighbourhoods), dtype=NEIGHBOURHOOD)
        rows["queue_of"] = self.services.queue_of
        rows["urgent_unit"] = self.geography.neighbourhoods.community_trust
        rows["economy"] = self.geography.neighbourhoods.economy
        for factor, value in NEUTRAL.items():
            rows[factor] = value
        return rows

    def _give_rows(self) -> None:
        """Give rows to those who come next."""
        self.arrival_day = self._rows.renew(self.state.queues)
        self._find_rows()

    def _find_rows(self) -> None:
        """Look up where everyone is from now on."""
        self.layout = lay_out_economies(self.geography, self.services, self._rows.start)
        month = calendar_of(largest_economy(self.layout))
        self.state = self.state._replace(people=self._rows.people, due=self._rows.due, met=self._rows.met, **month)
        self._in_memory = in_memory(self.state)
        self.use_cores(self._number_of_cores)

    @property
    def rows_are_for_good(self) -> bool:
        """Whether everyone has one row of ``state.people`` from the first day to the last."""
        return self._rows.are_for_good

    def use_cores(self, number: int) -> None:
        """Have health economies advanced side by side, on as many cores. It changes nothing that happens."""
        self._cores = Cores(self.state, self.layout, number)
        self._number_of_cores = number

    @property
    def controls(self) -> np.ndarray:
        """NEIGHBOURHOOD [neighbourhoods]: the fields that organisations and teams decide may be written here.

        Once people live, ``shared_records`` is moved by :meth:`share_records`.
        """
        return self.state.neighbourhoods

    @property
    def urgent_capacity(self) -> np.ndarray:
        """float64 [community trusts]: people a day whom rapid response can see."""
        return self.state.urgent["capacity"]

    def capacity(self, service: Service) -> np.ndarray:
        """float64, writable: the capacity of each provider of a service."""
        return self.state.queues["capacity"][self.services.of(service)]

    def weekend(self, service: Service) -> np.ndarray:
        """float64, writable: part of a working day's service that each provider gives on a closed day."""
        return self.state.queues["weekend"][self.services.of(service)]

    def in_use(self, service: Service) -> np.ndarray:
        """int64: places or hours in use at each provider."""
        return self.state.queues["used"][self.services.of(service)]

    def waiting(self, service: Service) -> np.ndarray:
        """int64: people in each provider's queue."""
        return self.state.queues["length"][self.services.of(service)]

    def populate(self) -> None:
        """Draw everyone who is here, in balance under the controls as they stand, and who comes in the next years.

        Eligibility matters to who has care. Raises ValueError where it has been done.
        """
        self._check_somebody_is_here()
        if self._is_populated:
            raise ValueError("people are in their places already")
        self._is_populated = True
        self._balance = packed(find_balance(self.rules, self.parameters)._asdict())
        ages = ages_of_neighbourhoods(self.geography)
        load_engine().populate(self._packed_rules, self._balance, self._in_memory, ages, self.arrival_day)
        self._expect_newcomers()

    def _expect_newcomers(self) -> None:
        """Draw those who have a row and turn 65 later."""
        load_engine().expect(self._packed_rules, self._balance, self._in_memory, self.arrival_day)
        self._across_line = np.flatnonzero(self.state.people["traits"] & ACROSS_LINE)
        if not self.rows_are_for_good:
            # Where rows change hands nobody asks whose they were; for a whole country the days take 20 MB.
            self.arrival_day = np.empty(0, dtype=np.int16)

    def share_records(self, shares: np.ndarray, day: int) -> None:
        """Set the share of people whose records both bodies see: float64 [neighbourhoods].

        ``day`` is the last day lived (-1 before the first). A shared record slows the decline of people known to a
        locality team, from the day after on; what they have lived through is settled with the share as it was.
        """
        self._check_somebody_is_here()
        if day != self._last_day_lived:
            raise ValueError(f"records can be shared from the last day lived, {self._last_day_lived}, not from {day}")
        share_of_each = np.empty(len(self.controls))
        share_of_each[:] = shares
        load_engine().share_records(
            self._packed_rules, self._in_memory, self.layout.person_start_of_neighbourhood, share_of_each, day
        )

    def advance(self, month: Month, on_night: OnNight | None = None) -> MonthOfActivity:
        """Live through a month and check that nobody and nothing was lost in it.

        ``on_night`` is told of every day that is over, and may look at the state; what happens is the same.
        """
        self._check_somebody_is_here()
        if self._rows.are_wanted_by(month):
            self._give_rows()
            self._expect_newcomers()
        rows = self.state.neighbourhoods
        rows["stock_days"] = 0
        rows["flows"] = 0
        before = rows["stocks"].copy()
        if on_night is None:
            self._live(month.first_day, month.end_day)
        else:
            for day in range(month.first_day, month.end_day):
                self._live(day, day + 1)
                on_night(day)
        activity = MonthOfActivity(
            month=month.index,
            days=month.days,
            stock_days=rows["stock_days"].copy(),
            stocks_at_end=rows["stocks"].copy(),
            flows=rows["flows"].copy(),
        )
        self._last_day_lived = month.end_day - 1
        check_people(self.state, self.services, before, activity)
        check_across_line(self.state.people, self._across_line, self._last_day_lived, activity)
        return activity

    def let_go(self) -> None:
        """Give back the memory that people take: nobody lives on, and what is counted of them stays."""
        self._rows.let_go()
        self._find_rows()
        self.arrival_day, self._across_line = np.empty(0, dtype=np.int16), np.empty(0, dtype=np.int64)

    def _check_somebody_is_here(self) -> None:
        if self._rows.are_gone:
            raise ValueError("nobody lives on: people have been let go")

    def _live(self, first_day: int, end_day: int) -> None:
        self._cores.advance(self._packed_rules, first_day, end_day)
