"""NHS and council teams in the same offices: hand-overs take less time, and teams see how others decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abm.vocabulary import Service

if TYPE_CHECKING:
    from abm.organisations.surroundings import Surroundings


def co_located(s: Surroundings) -> bool:
    """Whether teams share offices, so that they also meet without a meeting."""
    return s.levers.front_line.co_location


def wait_ratio(s: Surroundings, service: Service) -> float:
    """Wait for a service over that of teams in offices of their own."""
    if service == Service.COUNCIL_ASSESSMENT and co_located(s):
        return s.parameters.oversight.co_location_wait
    return 1.0
