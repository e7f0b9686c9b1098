"""How much is disputed in each neighbourhood: where bodies trust each other less, or nobody is clearly responsible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from abm.organisations.surroundings import Surroundings


def set_disputes(s: Surroundings) -> None:
    """Tell the people engine how likely a case is disputed, and how long verification takes across a line (E104)."""
    p = s.parameters.organisations
    by_list = s.levers.alignment.responsibility == "list"
    distrust = (1.0 - s.trust_by_neighbourhood) / (1.0 - p.usual_trust)
    controls = s.people.controls
    controls["dispute_chance"] = np.minimum(1.0, p.dispute_base * distrust)
    controls["dispute_across"] = p.dispute_across_line if by_list else 0.0
    controls["verification_days"] = s.parameters.joint_working.verification_days * distrust if by_list else 0.0
