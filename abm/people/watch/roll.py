"""The roll of everyone in a run: a number for each person that does not depend on the policy.

Rows of the people engine are sorted by neighbourhood, and neighbourhoods follow from how consortia form. The roll is
sorted by what no policy moves: who is here in April 2010 first, then by 65th birthday; among those of a day by
practice, council and order within them. On the same places it numbers the same people alike under every policy and
period; a person's luck finds them, under one seed, also where other numbers of people turn 65.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from abm.people.people_engine import PeopleEngine
from abm.people.person import NEVER


@dataclass(frozen=True, eq=False)
class Roll:
    """Numbers of persons, from 1."""

    rows: np.ndarray
    """int64 [people who are or turn 65 in the run]: their rows, in the order of the roll."""
    turning_65_later: int
    """How many have a row but turn 65 after the run's end."""

    @classmethod
    def of(cls, people: PeopleEngine) -> Roll:
        """The roll of a run. Raises ValueError where people have no row for good."""
        if not people.rows_are_for_good:
            raise ValueError("a roll is kept by rows, which are not for good in this run")
        rows = people.state.people
        council = people.geography.neighbourhoods.council[rows["neighbourhood"]]
        order = np.lexsort((np.arange(len(rows)), council, rows["practice"], people.arrival_day))
        coming = int((people.arrival_day == NEVER).sum())
        return cls(order[: len(order) - coming], coming)

    def __len__(self) -> int:
        return len(self.rows)

    def row_of(self, number: int) -> int:
        """The row of the person with this number; IndexError where there is none."""
        if not 1 <= number <= len(self):
            raise IndexError(number)
        return int(self.rows[number - 1])

    def number_of(self, row: int) -> int:
        """The number of the person in this row; IndexError for someone who turns 65 after the end."""
        return int(np.flatnonzero(self.rows == row)[0]) + 1
