"""Promises between organisations: what they are about, and the book in which a quarter's are kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np


class PromiseKind(IntEnum):
    """What was promised. The values are part of draws and results: add at the end, never renumber."""

    DISCHARGE = 0
    """A council to a hospital: its part of a discharge takes no longer than so many days."""
    READINESS = 1
    """A hospital to a council: nobody is sent home before they are ready."""
    PROTECTION = 2
    """Either side of commissioning: services that the other depends on are not cut."""
    TRANSFER = 3
    """A council to a commissioner: the NHS's transfer is spent on care."""
    PLAN = 4
    """A commissioner to the council on its board: money is spent as the plan says."""
    RECORDS = 5
    """Both sides of a sharing agreement: this quarter's part of it is done."""
    POOL = 6
    """Both partners of a pool: contributions, reports, decisions, staff."""


PROMISE_KINDS = len(PromiseKind)


@dataclass
class PromiseBook:
    """Promises of a quarter by relation (R), by who promised (0 the relation's first, 1 its second), and by kind."""

    relations: int
    kept: np.ndarray = field(init=False)
    """int64 [R, 2, PROMISE_KINDS]."""
    broken: np.ndarray = field(init=False)
    """int64 [R, 2, PROMISE_KINDS]."""
    outstanding: np.ndarray = field(init=False)
    """int64 [R, 2]: promises that last quarter's book held; they are what bodies must attend to now."""

    def __post_init__(self) -> None:
        self.outstanding = np.zeros((self.relations, 2), dtype=np.int64)
        self._new_page()

    def _new_page(self) -> None:
        self.kept = np.zeros((self.relations, 2, PROMISE_KINDS), dtype=np.int64)
        self.broken = np.zeros((self.relations, 2, PROMISE_KINDS), dtype=np.int64)

    def enter(self, relation: int, promiser: int, kind: PromiseKind, was_kept: bool, times: int = 1) -> None:
        """Write down a promise that fell due, and whether it was kept."""
        page = self.kept if was_kept else self.broken
        page[relation, promiser, kind] += times

    def outstanding_of(self, first: np.ndarray, second: np.ndarray, bodies: int) -> np.ndarray:
        """Promises that each of so many bodies must attend to: int64 [bodies].

        ``first``, ``second``: the two of each relation, int [R].
        """
        total = np.zeros(bodies, dtype=np.int64)
        np.add.at(total, first, self.outstanding[:, 0])
        np.add.at(total, second, self.outstanding[:, 1])
        return total

    def turn_the_page(self) -> tuple[np.ndarray, np.ndarray]:
        """Close the quarter: what was kept and broken, int64 [R, 2] each."""
        kept, broken = self.kept.sum(axis=2), self.broken.sum(axis=2)
        self.outstanding = kept + broken
        self._new_page()
        return kept, broken
