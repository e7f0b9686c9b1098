"""What it takes to be like somebody known: people are looked at as a run goes by, and those who fit are noted."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

A_WEEK = 7


@dataclass(frozen=True)
class Sighting:
    """Somebody who fits."""

    row: int
    day: int
    """The day on which they did first."""


class Likeness(ABC):
    """A search that goes through a run night by night; each search is used once."""

    name: ClassVar[str]
    meaning: ClassVar[str]
    """Who fits, as a sentence goes on after "people who"."""
    order: ClassVar[str]
    """Which of them comes first, in words."""

    @abstractmethod
    def look(self, people: np.ndarray, day: int) -> None:
        """Look at PERSON [N] at the end of a day; called for every day in order."""

    @abstractmethod
    def found(self) -> list[Sighting]:
        """Everyone who fitted, in the order that is stated."""


def earliest_first(days: dict[int, int]) -> list[Sighting]:
    """Sightings from days by row: the earliest first, of one day the lowest row."""
    return [Sighting(row, day) for row, day in sorted(days.items(), key=lambda item: (item[1], item[0]))]
