"""Teams that see each other's decisions come to decide more alike; without, they do not (E149-E151)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from abm.organisations.co_location import co_located
from abm.organisations.practice_change import Practice
from abm.organisations.ways import thresholds_of_teams

if TYPE_CHECKING:
    from abm.organisations.front_line_team import FrontLineTeam
    from abm.organisations.surroundings import Surroundings


def audit_decisions(s: Surroundings, teams: Sequence[FrontLineTeam]) -> None:
    """Each quarter: teams of one trust move towards their mean, as far as audit or shared offices show them it."""
    shares = [share_moved(s, team.index) for team in teams]
    if not any(shares):
        return
    for way in thresholds_of_teams(s, teams):
        values = np.array(way.values())
        for trust in np.unique(s.geography.team_trust):
            here = np.flatnonzero(s.geography.team_trust == trust).tolist()
            mean = float(np.exp(np.log(values[here]).mean()))
            for at in here:
                way.move_towards(at, mean, shares[at])


def share_moved(s: Surroundings, team: int) -> float:
    """How far a team moves in a quarter."""
    p = s.parameters.oversight
    audited = float(s.practice_change.taken_up[Practice.DECISION_AUDIT, team])
    seen = p.co_location_audit if co_located(s) else 0.0
    return p.audit_moves * min(1.0, audited + seen)
