"""How far any willing provider opens markets for care (M14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from abm.organisations.surroundings import Surroundings


def openness(s: Surroundings) -> float:
    """0 where councils and commissioners choose whom they buy from, 1 where any qualified provider may be chosen."""
    match s.levers.competition.any_willing_provider:
        case "off":
            return 0.0
        case "limited":
            return s.parameters.oversight.limited_openness
        case _:
            return 1.0


def rivals_count(rivals: int, half: float) -> float:
    """What rivals add up to, between 0 and 1: the first counts most."""
    return rivals / (rivals + half)
