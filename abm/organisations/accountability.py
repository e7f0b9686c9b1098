"""What a body feels of the other side's troubles because somebody shows and judges them (M15).

A framework, an inspection of the whole system or an area assessment makes a day of the other side's indicator worth
some pounds to a body whose own cost it is not. What they show is biased: most figures come from acute hospitals
(E176), so without standard central data only waits in hospital count, and need at home weighs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from abm.activity import Stock

if TYPE_CHECKING:
    from abm.organisations.surroundings import Surroundings


def pounds_shown(s: Surroundings) -> float:
    """What a day of the other side's indicator is worth, where figures show it."""
    p = s.parameters.oversight
    measurement = s.levers.measurement
    framework = {"three": 0.0, "aligned": p.aligned_pounds, "single": p.single_pounds}[measurement.framework]
    inspected = p.system_inspection_pounds if measurement.inspection == "systems" else 0.0
    assessed = p.area_assessment_pounds if measurement.area_assessment else 0.0
    return framework + inspected + assessed


def felt_for_hospital_waits(s: Surroundings) -> float:
    """Pounds per day that a patient waits in a bed: hospitals' own figures show every one of them."""
    return pounds_shown(s)


def felt_by_council(s: Surroundings, council: int) -> float:
    """Pounds per day of wait for a council's services, whose queues people at home and in hospital share."""
    return pounds_shown(s) * visible_share(s, council)


def visible_share(s: Surroundings, council: int) -> float:
    """Share of those waiting for a council who are in anybody's figures: those in hospital, or all."""
    if s.levers.measurement.central_data or s.reported is None:
        return 1.0
    seen = s.reported.council
    in_hospital = seen.mean(council, Stock.DELAYED_ACUTE) + seen.mean(council, Stock.DELAYED_COMMUNITY)
    at_home = seen.mean(council, Stock.WAITING_IN_COMMUNITY)
    waiting = in_hospital + at_home
    return in_hospital / waiting if waiting > 0.0 else 1.0


def unminded_share(s: Surroundings) -> float:
    """What is left of a commissioner's disregard for need outside hospital, once standard data show that need."""
    if not s.levers.measurement.central_data:
        return 1.0
    duty = s.parameters.organisations.own_duty_pounds
    return duty / (duty + pounds_shown(s))


def horizon_weight(s: Surroundings) -> float:
    """What a pound of later years is worth against one of this year, to whoever plans and is judged."""
    p = s.parameters.oversight
    return p.next_year_long if s.levers.measurement.planning_horizon == "long" else p.next_year_short


def taken_from_later(s: Surroundings) -> float:
    """How readily an overspending is taken out of what pays later, over that of a short horizon."""
    return (1.0 - horizon_weight(s)) / (1.0 - s.parameters.oversight.next_year_short)
