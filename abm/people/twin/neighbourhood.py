"""A neighbourhood: people who share every body that serves them, with what is decided for and counted of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from abm.activity import FLOWS, STOCKS
from abm.people.twin.queue import Queue
from abm.people.twin.rapid_response import RapidResponse
from abm.vocabulary import Service


@dataclass(slots=True, eq=False)
class Neighbourhood:
    """Its queues and rapid response team, the decisions of organisations and teams, and the month's counts."""

    queues: dict[Service, Queue]
    rapid_response: RapidResponse

    crisis_factor: float = 1.0
    stay_factor: float = 1.0
    front_door_caution: float = 0.0
    readiness_shift: float = 0.0
    weekend_discharge: float = 0.0
    reablement_threshold: float = 0.0
    team_caution: float = 1.0
    eligibility_hours: float = 0.0
    continuing_healthcare_hours: float = 0.0
    dispute_chance: float = 0.0
    shared_records: float = 0.0
    locality_team: float = 0.0
    provider_change: float = 0.0
    direct_payments: float = 0.0
    package_breakdown: float = 0.0
    hurry: float = 0.0
    housing_factor: float = 1.0
    verification_days: float = 0.0
    dispute_across: float = 0.0
    single_assessment: int = 0
    home_first: int = 0
    two_week_review: int = 0
    coordinator: int = 0

    stocks: list[int] = field(default_factory=lambda: [0] * STOCKS)
    """As counted on the last midnight."""
    stock_days: list[int] = field(default_factory=lambda: [0] * STOCKS)
    """Summed over this month's midnights."""
    flows: list[int] = field(default_factory=lambda: [0] * FLOWS)
    """Of this month."""

    def count(self, flow: int, amount: int = 1) -> None:
        """Count something that has happened to one of its people."""
        self.flows[flow] += amount

    def start_month(self) -> None:
        """Begin the month's counts."""
        self.stock_days = [0] * STOCKS
        self.flows = [0] * FLOWS

    def take_decisions(self, decisions: dict[str, float]) -> None:
        """Take over what organisations and teams have decided."""
        for name, value in decisions.items():
            setattr(self, name, value)


DECISIONS = (
    "crisis_factor",
    "stay_factor",
    "front_door_caution",
    "readiness_shift",
    "weekend_discharge",
    "reablement_threshold",
    "team_caution",
    "eligibility_hours",
    "continuing_healthcare_hours",
    "dispute_chance",
    "shared_records",
    "locality_team",
    "provider_change",
    "direct_payments",
    "package_breakdown",
    "hurry",
    "housing_factor",
    "verification_days",
    "dispute_across",
    "single_assessment",
    "home_first",
    "two_week_review",
    "coordinator",
)
"""What organisations and teams decide for a neighbourhood; explained in :mod:`abm.people.state`."""
