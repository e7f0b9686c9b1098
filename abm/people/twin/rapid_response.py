"""The rapid response team of a community trust, which sees people in a crisis at home."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class RapidResponse:
    """How many people the team can see today, and whether it takes anyone."""

    capacity: float = 0.0
    """People a day."""
    credit: float = 0.0
    """People whom the team could see this morning."""
    used: int = 0
    """People seen since then."""
    open_today: bool = False

    def start_day(self) -> None:
        """Settle yesterday; what was not used can be kept for a day, and for one person at least."""
        self.credit = min(self.credit - self.used + self.capacity, max(1.0, 2.0 * self.capacity))
        self.used = 0
        self.open_today = self.credit >= 1.0
