"""How long acute wards' patients may wait for a community or mental health bed: a decision, as in councils."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abm.organisations.accountability import felt_for_hospital_waits
from abm.organisations.regard import MOST_REGARD, regard_for, tolerated_wait, weight_of_a_day

if TYPE_CHECKING:
    from abm.organisations.surroundings import Surroundings


def community_wait(s: Surroundings, habit_days: float, *, one_body: bool, target_pounds: float = 0.0) -> float:
    """Days tolerated: the habit, shorter the more the acute trust's bed days count; in one body they count in full.

    ``target_pounds``: what a day is worth to the hospital that misses a target on delay, and that presses for it.
    """
    p = s.parameters.organisations
    bed_day = s.prices.acute_bed_day / 100.0
    # Two NHS bodies that make each other no promises: their regard is the usual one, and stays.
    usual_regard = regard_for(p.usual_trust, p.regard_per_trust)
    regard = MOST_REGARD if one_body else usual_regard
    weight = weight_of_a_day(p.own_duty_pounds, 0.0, regard, bed_day) + felt_for_hospital_waits(s) + target_pounds
    usual = weight_of_a_day(p.own_duty_pounds, 0.0, usual_regard, bed_day)
    return tolerated_wait(habit_days, weight, usual, 0.0)
