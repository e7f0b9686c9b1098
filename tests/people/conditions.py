"""Conditions under which people live: capacities for so many of them, and what organisations and teams decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from abm.dates import Month
from abm.people.people_engine import PeopleEngine
from abm.people.twin.plain_people import PlainPeople
from abm.scenario.parameter_groups.people import PeopleParameters
from abm.vocabulary import Service

PLENTY = 1.0e9

PER_1000 = {
    Service.ACUTE_BED: 20.0,
    Service.NHS_ASSESSMENT: 0.6,
    Service.COUNCIL_ASSESSMENT: 0.5,
    Service.FUNDING: 0.1,
    Service.FURTHER_NHS_CARE: 8.0,
    Service.REABLEMENT: 5.0,
    Service.HOME_CARE: 500.0,
    Service.RESIDENTIAL_PLACE: 45.0,
    Service.NURSING_PLACE: 45.0,
    Service.EQUIPMENT: 0.06,
    Service.CONTINUING_HEALTHCARE_PANEL: 0.05,
    Service.MENTAL_HEALTH_BED: 1.5,
}
"""Near what people at the upper end of need use: places, hours a week, or people a day, per 1,000 people."""


@dataclass(frozen=True)
class Conditions:
    """What is set before a month."""

    capacity: dict[Service, float] = field(default_factory=dict)
    """Of all providers together, who share it alike; plenty if not said."""
    weekend: float = 1.0
    urgent: float = PLENTY
    """People a day whom all rapid response teams together can see."""
    controls: dict[str, Any] = field(default_factory=dict)
    """By name; one value for all neighbourhoods or a list."""

    def set_for(self, people: PeopleEngine | PlainPeople, month: int = 0) -> None:
        """Set capacities and decisions as organisations would before a month, sharing records with everyone alive."""
        for service in Service:
            providers = len(people.capacity(service))
            people.capacity(service)[:] = self.capacity.get(service, PLENTY) / providers
            people.weekend(service)[:] = self.weekend
        people.urgent_capacity[:] = self.urgent / len(people.urgent_capacity)
        decided = {**self.controls}
        if "shared_records" in decided:
            shares = np.full(len(people.controls), 0.0) + decided.pop("shared_records")
            people.share_records(shares, Month(month).first_day - 1)
        for name, value in decided.items():
            people.controls[name] = value


USUAL = {
    "eligibility_hours": 6.0,
    "continuing_healthcare_hours": 34.0,
    "weekend_discharge": 0.45,
    "reablement_threshold": 0.6,
    "team_caution": 1.1,
    "front_door_caution": 0.1,
    "dispute_chance": 0.1,
}


def tight(people: int, share: float = 1.0, **controls: Any) -> Conditions:
    """Capacities for so many people at which every kind of queue forms, or a share of them."""
    return Conditions(
        capacity={service: per_1000 * people / 1000.0 * share for service, per_1000 in PER_1000.items()},
        weekend=0.3,
        urgent=0.25 * people / 1000.0 * share,
        controls={**USUAL, **controls},
    )


def ample(**controls: Any) -> Conditions:
    """Nobody waits for anything but a decision; open every day."""
    return Conditions(controls={**USUAL, "weekend_discharge": 1.0, **controls})


def of_range(share: float, *names: str) -> dict[str, float]:
    """Parameters by name, each at a share of its range."""
    values = {}
    for name in names:
        low, high = range_of(name)
        values[name] = min(high, low + share * (high - low))
    return values


def range_of(name: str) -> tuple[float, float]:
    """The range over which a parameter is varied."""
    limits = PeopleParameters.model_fields[name].metadata
    low = next(limit.ge for limit in limits if hasattr(limit, "ge"))
    return low, next(limit.le for limit in limits if hasattr(limit, "le"))


def frail_parameters() -> PeopleParameters:
    """A population at the upper end of need, so that few people see much of every service."""
    raised = of_range(
        1.0,
        "crisis_rate",
        "further_nhs_care_share",
        "equipment_chance",
        "housing_chance",
        "choice_chance_home",
        "choice_chance",
        "choice_days",
        "short_stay_share",
        "dementia_share_65_69",
        "dementia_growth_per_band",
        "dementia_per_decline",
        "need_hours_severe",
        "acute_need_hours",
        "mild_to_moderate",
        "moderate_to_severe",
        "help_rate_severe",
        "can_benefit_share",
    )
    lowered = of_range(0.0, "package_hold_days", "spend_down_years", "death_ratio_in_bed")
    return PeopleParameters(**raised, **lowered)
