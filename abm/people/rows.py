"""Rows: where in the table of people everyone stands, and how it is filled anew as years begin.

People stand in the order of neighbourhoods. A country's older people are born and buried while a run lasts, half as
many again as live at any time; where nobody is followed, the rows of the dead go to those who turn 65.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from abm.dates import Month
from abm.people.compiled import load_engine
from abm.people.person import NOBODY, nobody, room_for_people
from abm.people.population import Patch, PopulationPlan
from abm.people.state import DUE, MET, QUEUE
from abm.randomness import MASK
from abm.world.geography import Geography

MONTHS_A_YEAR = 12
LINKS = ("queue_next", "queue_prev")
ENDS_OF_QUEUES = ("head", "tail")
HERE = -1
"""The arrival day of those who are here."""


class Tables(NamedTuple):
    """What is known of everyone, a row each; there is room behind the last."""

    people: np.ndarray
    """PERSON."""
    due: np.ndarray
    """DUE."""
    met: np.ndarray
    """MET."""

    @classmethod
    def with_room_for(cls, count: int) -> Tables:
        """Tables for as many, of whom nothing is written yet."""
        return cls(room_for_people(count), np.empty(count, dtype=DUE), np.empty(count, dtype=MET))


class Waiting(NamedTuple):
    """Those who stand in queues, int64 [waiting] each, by row."""

    row: np.ndarray
    """Where they stood in the table."""
    neighbourhood: np.ndarray
    rank: np.ndarray
    """How many of their neighbourhood stay who stand before them."""


class Rows:
    """The table of people, as it is filled for some years at a time."""

    def __init__(self, geography: Geography, plan: PopulationPlan, seed: int) -> None:
        self._seed = seed
        self._patch = Patch.of(geography, plan)
        self._plan = plan
        self._years = self._patch.sizes.shape[1] - 1
        self._at_a_time = self._years if plan.years_at_a_time is None else plan.years_at_a_time
        if plan.years_at_a_time is not None and plan.years_at_a_time < 1:
            raise ValueError(f"rows are given for one year or more at a time, not for {plan.years_at_a_time}")
        self._coming = range(-1, self._years_from(0).stop)
        self._tables = Tables.with_room_for(int(self._patch.sizes.sum()))
        self.are_gone = False
        """Whether they have been let go."""
        self.start = np.zeros(len(geography.neighbourhoods) + 1, dtype=np.int64)
        """int64 [neighbourhoods + 1]: where each neighbourhood's people start."""

    @property
    def people(self) -> np.ndarray:
        """PERSON [people who have a row]."""
        return self._tables.people[: self.start[-1]]

    @property
    def due(self) -> np.ndarray:
        """DUE [people who have a row]."""
        return self._tables.due[: self.start[-1]]

    @property
    def met(self) -> np.ndarray:
        """MET [people who have a row]."""
        return self._tables.met[: self.start[-1]]

    @property
    def are_for_good(self) -> bool:
        """Whether everyone has one row from the first day to the last."""
        return not self.are_gone and self._at_a_time >= self._years

    def let_go(self) -> None:
        """Give their memory back."""
        self.are_gone = True
        self._tables = Tables.with_room_for(0)
        self.start = np.zeros_like(self.start)

    def are_wanted_by(self, month: Month) -> bool:
        """Whether somebody without a row turns 65 in a month."""
        return bool(self._coming) and month.index >= MONTHS_A_YEAR * self._coming.start

    def _years_from(self, year: int) -> range:
        """The years whose newcomers are entered together from one on."""
        return range(year, min(self._years, year + self._at_a_time))

    def renew(self, queues: np.ndarray) -> np.ndarray:
        """Strike out the dead and enter those who come next: the day each row's person arrives, -1 if they are here.

        int16 [people who have a row]. ``queues``: QUEUE [Q], in which people may stand.
        """
        of_years = self._patch.sizes[:, self._coming.start + 1 : self._coming.stop + 1].sum(axis=1)
        coming = np.zeros(len(self.start) - 1, dtype=np.int64)
        np.add.at(coming, self._patch.neighbourhood, of_years)
        staying, waiting = self._draw_together(queues)
        self.start = starts_of(staying + coming)
        self._spread(staying)
        self._link_again(queues, waiting.row, self.start[waiting.neighbourhood] + waiting.rank)
        return self._enter(self.start[:-1] + staying)

    def _draw_together(self, queues: np.ndarray) -> tuple[np.ndarray, Waiting]:
        """Close the gaps of the dead: how many stay in each neighbourhood, int64, and who of them waits in a queue."""
        staying = np.zeros(len(self.start) - 1, dtype=np.int64)
        waiting = Waiting(*np.zeros((3, int(queues["length"].sum())), dtype=np.int64))
        load_engine().close_gaps(self._tables, self.start, staying, waiting)
        return staying, waiting

    def _spread(self, staying: np.ndarray) -> None:
        """Move people to where their neighbourhood starts from now on: the last first, so that nobody is in the way."""
        together = starts_of(staying)
        for place in reversed(range(len(staying))):
            before, after, count = int(together[place]), int(self.start[place]), int(staying[place])
            for table in self._tables:
                table[after : after + count] = table[before : before + count]

    def _link_again(self, queues: np.ndarray, before: np.ndarray, after: np.ndarray) -> None:
        """Let queues find those who wait in them: their rows as they were ``before``, ascending, and are ``after``."""
        waiting = self._tables.people[after]
        for table, names in ((waiting, LINKS), (queues, ENDS_OF_QUEUES)):
            for name in names:
                linked = table[name] != NOBODY
                table[name][linked] = after[np.searchsorted(before, table[name][linked])]
        self._tables.people[after] = waiting

    def _enter(self, first_free: np.ndarray) -> np.ndarray:
        """Write down those who come, from each neighbourhood's first free row on; the day each row's person arrives."""
        arrival_day = np.full(self.start[-1], HERE, dtype=np.int16)
        years = np.array([self._coming.start, self._coming.stop, Month(self._plan.months).first_day])
        seed = np.uint64(self._seed & MASK)
        load_engine().enter(self._patch, self._tables, nobody(), first_free, arrival_day, years, seed)
        self._coming = self._years_from(self._coming.stop)
        return arrival_day


def starts_of(sizes: np.ndarray) -> np.ndarray:
    """Where each of some parts starts if they stand one after another, and where the last ends: int64 [parts + 1]."""
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


def gather_people(geography: Geography, plan: PopulationPlan, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows for everyone who is there or turns 65, for who wants them all at once, as the plain twin does.

    PERSON [N], by neighbourhood, and the day each arrives (-1: here at the start).
    """
    rows = Rows(geography, replace(plan, years_at_a_time=None), seed)
    arrival_day = rows.renew(np.empty(0, dtype=QUEUE))
    return rows.people, arrival_day
