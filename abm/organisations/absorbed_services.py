"""Community services inside an acute trust: one body's bed days, and one body's deficit (M14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from abm.organisations.acute_trust import AcuteTrust
    from abm.organisations.surroundings import Surroundings


def absorbed(s: Surroundings) -> bool:
    """Whether acute trusts run community services now."""
    return s.levers.competition.community_services == "absorbed_by_acute"


def share_taken(s: Surroundings, hospital: AcuteTrust) -> float:
    """Part of the community contract that a hospital whose balance has worsened spends on itself."""
    if not absorbed(s):
        return 0.0
    p = s.parameters.oversight
    return min(p.most_leak, p.leak_per_deficit * hospital.worsening)
