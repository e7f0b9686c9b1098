"""Leaders come and go (M10), and what was personal goes with them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from abm.dates import QUARTERS_A_YEAR
from abm.organisations.chance import Chance
from abm.randomness import key_of
from abm.vocabulary import OrganisationKind

if TYPE_CHECKING:
    from abm.organisations.organisation import Organisation
    from abm.organisations.surroundings import Surroundings


def leaves_this_quarter(s: Surroundings, body: Organisation, ratio: float) -> bool:
    """Whether the leader of a body leaves: hazard a year (P173) times what the place and the time add to it."""
    hazard = s.parameters.relations.leader_exit * s.levers.leadership.turnover * ratio
    chance = 1.0 - math.exp(-hazard / QUARTERS_A_YEAR)
    return s.chance(key_of(int(body.kind), body.index), 0, Chance.LEADER_LEAVES) < chance


def has_joint_post(s: Surroundings, council_rank: np.ndarray) -> np.ndarray:
    """Councils that hold a post jointly with their commissioners: bool [councils].

    ``council_rank``: how early each council is among those that do such things, 0 first.
    """
    lever = s.levers.leadership.joint_appointments
    if lever == "some":
        share = s.parameters.relations.places_with_joint_posts
        return np.asarray(council_rank < max(1, round(share * len(council_rank))))
    return np.full(len(council_rank), lever == "all")


BODIES_WITH_LEADERS = (
    ("primary_care_trusts", OrganisationKind.PRIMARY_CARE_TRUST),
    ("gp_consortia", OrganisationKind.GP_CONSORTIUM),
    ("councils", OrganisationKind.COUNCIL),
    ("acute_trusts", OrganisationKind.ACUTE_TRUST),
    ("community_trusts", OrganisationKind.COMMUNITY_TRUST),
    ("mental_health_trusts", OrganisationKind.MENTAL_HEALTH_TRUST),
)
"""Whose leaders others know by name."""
