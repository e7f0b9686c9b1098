"""Peer review: bodies that see each other's figures come closer; left to themselves they drift apart (E107, M18)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from abm.organisations.ways import Way, median_of

if TYPE_CHECKING:
    from abm.organisations.surroundings import Surroundings


def a_year_of_drift_and_review(s: Surroundings, ways: Iterable[Way]) -> None:
    """Every April but the first: all drift, and where peers review each other, all move towards the median."""
    share = share_moved(s)
    for way in ways:
        way.drift_a_year(s)
        if share > 0.0:
            median = median_of(way)
            for at in range(len(way.indices)):
                way.move_towards(at, median, share)


def share_moved(s: Surroundings) -> float:
    """How far review moves each body; figures that are not standard and central convince fewer."""
    p = s.parameters.oversight
    measurement = s.levers.measurement
    if not measurement.peer_review:
        return 0.0
    return p.peer_review_moves * (1.0 if measurement.central_data else p.unshared_review)
