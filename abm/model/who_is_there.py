"""Which organisations exist on a day of a run: the reform ends some, and lets some begin early."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from abm.vocabulary import OrganisationKind

if TYPE_CHECKING:
    from abm.scenario.levers import ReformLevers


def goes_early(rank: np.ndarray, share: float) -> np.ndarray:
    """Who of a kind goes first, by rank (0 the first), when a share of them does: bool, same shape."""
    return np.asarray(rank < round(share * len(rank)))


def absent_on(
    when: date,
    reform: ReformLevers,
    ids: dict[OrganisationKind, np.ndarray],
    early_boards: Sequence[bool] | np.ndarray,
    pathfinders: Sequence[bool] | np.ndarray,
) -> list[int]:
    """Network ids of organisations that do not exist on a day."""
    if reform.abolish_pcts and when >= reform.abolition_date:
        return ids[OrganisationKind.PRIMARY_CARE_TRUST].tolist()
    boards = ids[OrganisationKind.HEALTH_AND_WELLBEING_BOARD]
    consortia = ids[OrganisationKind.GP_CONSORTIUM]
    sit = reform.abolish_pcts and when >= reform.early_implementer_start
    work = reform.abolish_pcts and when >= reform.pathfinder_start
    return [
        *boards[~np.asarray(early_boards, dtype=bool) | (not sit)].tolist(),
        *consortia[~np.asarray(pathfinders, dtype=bool) | (not work)].tolist(),
        *ids[OrganisationKind.HEALTHWATCH].tolist(),
    ]
