"""A dated change of levers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from abm.dates import first_of_next_month


@dataclass(frozen=True)
class Policy:
    """Levers that change on a date. ``changes`` holds pairs of ``group.name`` and the new value."""

    date: datetime.date
    changes: tuple[tuple[str, Any], ...]
    why: str = ""

    @property
    def takes_effect(self) -> datetime.date:
        """The first of a month: that of the date itself, or of the next month if it is later in its month."""
        return first_of_next_month(self.date)

    def without(self, names: set[str]) -> Policy:
        """The same policy with some levers left alone."""
        return Policy(self.date, tuple(pair for pair in self.changes if pair[0] not in names), self.why)
