"""Diaries of a few people: copies of their records night by night, read only after the run."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from abm.people.people_engine import PeopleEngine
from abm.people.person import NOBODY
from abm.people.twin.neighbourhood import DECISIONS
from abm.people.twin.person import Person
from abm.people.twin.plain_people import in_plain_numbers
from abm.people.watch.night import NO_QUEUE, plain_person

BEFORE_THE_FIRST_DAY = -1


class Diaries:
    """What is written down of some rows; an ``on_night`` for :meth:`PeopleEngine.advance`.

    Made once people are in their places: the first page is the night before the first day.
    """

    def __init__(self, people: PeopleEngine, rows: np.ndarray) -> None:
        """``rows``: int64 [watched], the rows of the people to watch. Raises ValueError where rows are not for good."""
        if not people.rows_are_for_good:
            raise ValueError("diaries follow people by their rows, which are not for good in this run")
        self.rows = np.asarray(rows, dtype=np.int64)
        self.rules = in_plain_numbers(people.rules)
        self._people = people
        self._hoods = people.state.people["neighbourhood"][self.rows]
        self._records: list[np.ndarray] = []
        self._services: list[np.ndarray] = []
        self._decisions: list[np.ndarray] = []
        self(BEFORE_THE_FIRST_DAY)

    def __call__(self, day: int) -> None:
        """Write down the night at the end of a day."""
        if day != self.last_day + 1:
            raise ValueError(
                f"the diaries were last written on day {self.last_day}, so that day {day} would leave a gap"
            )
        records = self._people.state.people[self.rows]
        self._records.append(records)
        queues = self._people.state.queues["service"]
        self._services.append(np.where(records["queue"] == NOBODY, NO_QUEUE, queues[records["queue"]]))
        self._decisions.append(self._people.state.neighbourhoods[list(DECISIONS)][self._hoods].copy())

    @property
    def last_day(self) -> int:
        """The last day written down."""
        return len(self._records) + BEFORE_THE_FIRST_DAY - 1

    def of(self, at: int) -> Iterator[tuple[int, Person]]:
        """Each day, from the night before the first, with the watched person at this place as the plain twin's."""
        for page, (records, services, decided) in enumerate(
            zip(self._records, self._services, self._decisions, strict=True)
        ):
            decisions = {name: decided[at][name].item() for name in DECISIONS}
            yield (
                page + BEFORE_THE_FIRST_DAY,
                plain_person(records[at], decisions, int(services[at]), int(self.rules.seed)),
            )
