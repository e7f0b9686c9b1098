"""A joint workforce plan: staff can be lent to where people wait, so capacity moves faster."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from abm.organisations.waiting_list import Habits

if TYPE_CHECKING:
    from abm.organisations.surroundings import Surroundings


def lent_staff(s: Surroundings, usual: Habits) -> Habits:
    """How fast capacity moves under the plan."""
    p = s.parameters.oversight
    return replace(
        usual,
        catch_up_months=usual.catch_up_months * p.workforce_catch_up,
        largest_growth=usual.largest_growth * p.workforce_growth,
    )
