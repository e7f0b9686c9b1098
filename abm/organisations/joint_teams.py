"""Locality teams that a council and a commissioner found, pay for and cut together (M5, M13)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from abm.dates import QUARTERS_A_YEAR
from abm.finance.division import MILLION, month_of_one, part_of_one
from abm.finance.purposes import Purpose
from abm.organisations.accountability import taken_from_later
from abm.organisations.joint_tally import JointFlow
from abm.organisations.plan import PlanOption
from abm.organisations.procurement import goes_to_another, months_before_start

if TYPE_CHECKING:
    from abm.organisations.commissioner import Commissioner
    from abm.organisations.partnership import Partnership


def review_teams(partnership: Partnership) -> None:
    """April: need cuts joint teams; partners who trust each other found them where the plan has money."""
    s = partnership.surroundings
    p = s.parameters.joint_working
    here = partnership.neighbourhoods
    if not s.teams_allowed:
        s.team_reach[here] = 0.0
        partnership.teams_start = None
        return
    stress = 0.5 * (partnership.commissioner.stress + partnership.council.stress)
    s.team_reach[here] *= max(0.0, 1.0 - p.prevention_cut * stress * taken_from_later(s))
    trusted = partnership.least_trust >= p.team_found_trust
    if partnership.teams_start is None and trusted and _teams_wanted(partnership) > 0.0:
        _found_teams(partnership)


def let_teams_grow(partnership: Partnership) -> None:
    """Each quarter started teams grow towards what the plan pays for, while both sides trust each other."""
    s = partnership.surroundings
    p = s.parameters.joint_working
    started = partnership.teams_start is not None and s.month.index >= partnership.teams_start
    if not started or partnership.least_trust < p.team_found_trust:
        return
    here = partnership.neighbourhoods
    step = p.team_growth / QUARTERS_A_YEAR
    reach = s.team_reach[here]
    s.team_reach[here] = np.maximum(reach, np.minimum(_teams_wanted(partnership), reach + step))


def pay_locality_teams(commissioner: Commissioner) -> None:
    """The month's cost of the teams that reach a commissioner's people, counted by council."""
    s = commissioner.surroundings
    cost, month = s.parameters.organisations.locality_team_cost, s.month.index
    full_teams_for = _older_people_reached(commissioner, commissioner.neighbourhoods)
    pence = month_of_one(round(full_teams_for * cost * 100), month)
    s.ledger.post(month, Purpose.LOCALITY_TEAMS, commissioner.account, s.accounts.staff_and_suppliers, pence)
    for each in commissioner.active_partnerships:
        part = _older_people_reached(commissioner, each.neighbourhoods)
        share = round(part / full_teams_for * MILLION) if full_teams_for else 0
        s.count(each.council.index, JointFlow.TEAM_MONEY, part_of_one(pence, share, MILLION))


def _older_people_reached(commissioner: Commissioner, here: np.ndarray) -> float:
    """Older people of some neighbourhoods, each weighed by how fully a team reaches there."""
    s = commissioner.surroundings
    reach = s.people.controls["locality_team"][here] / s.parameters.organisations.locality_team_reach
    return math.fsum((reach * s.geography.neighbourhoods.older_people[here]).tolist())


def _found_teams(partnership: Partnership) -> None:
    """A new service begins when it may: a tender takes its time, and may be won by somebody who starts anew."""
    s = partnership.surroundings
    council, month = partnership.council.index, s.month.index
    lost = goes_to_another(s, council, partnership.commissioner.index, month)
    partnership.teams_start = month + months_before_start(s) * (2 if lost else 1)
    s.count(council, JointFlow.TEAMS_FOUNDED)


def _teams_wanted(partnership: Partnership) -> float:
    """Reach that the plan's money for teams would pay for, 0 to the most that teams reach anywhere."""
    s = partnership.surroundings
    p = s.parameters.organisations
    planned = int(s.plan_money[partnership.neighbourhoods, PlanOption.TEAMS].sum()) / 100.0
    full = p.locality_team_cost * max(1, partnership.older_people)
    return min(1.0, planned / full) * p.locality_team_reach
