"""The cores that advance people: each takes one health economy after another, with a calendar of its own.

Health economies share nobody and nothing, so that it makes no difference to any of them which core takes it, or when.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, SimpleQueue

import numpy as np

from abm.people.compiled import load_engine
from abm.people.services import economies_by_size
from abm.people.state import Layout, PeopleState, in_memory, with_calendar_of_its_own


class Cores:
    """So many threads, no more than there are health economies. Raises ValueError for fewer than one."""

    def __init__(self, state: PeopleState, layout: Layout, number: int) -> None:
        if number < 1:
            raise ValueError(f"people are advanced on one core or more, not on {number}")
        self._layout = layout
        self._economies = economies_by_size(layout)
        others = min(number, len(self._economies)) - 1
        self._states = [state, *(with_calendar_of_its_own(state) for _ in range(others))]
        # Addresses are of use for as long as the states are kept.
        self._in_memory = [in_memory(each) for each in self._states]

    def advance(self, packed_rules: np.ndarray, first_day: int, end_day: int) -> None:
        """Everyone lives from ``first_day`` up to, not including, ``end_day``."""
        advance = load_engine().advance
        left: SimpleQueue[int] = SimpleQueue()
        for economy in self._economies:
            left.put(economy)

        def take_turns(state: np.ndarray) -> None:
            with suppress(Empty):
                while True:
                    advance(packed_rules, state, self._layout, left.get_nowait(), first_day, end_day)

        if len(self._in_memory) == 1:
            take_turns(self._in_memory[0])
            return
        with ThreadPoolExecutor(len(self._in_memory)) as threads:
            for done in [threads.submit(take_turns, state) for state in self._in_memory]:
                done.result()
