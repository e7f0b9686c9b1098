"""How ill people of a place fall, beyond age and frailty: a starting difference that no policy moves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from abm.organisations.trait import Trait
from abm.vocabulary import OrganisationKind

if TYPE_CHECKING:
    from abm.organisations.surroundings import Surroundings


def crisis_factors(s: Surroundings) -> np.ndarray:
    """Crises of each neighbourhood's people over the average for their age and frailty: float64 [neighbourhoods]."""
    spread = s.parameters.organisations.crisis_place_sd
    councils = len(s.geography.councils.codes)
    factor = [
        math.exp(spread * s.normal(OrganisationKind.COUNCIL, council, Trait.CRISIS_FACTOR) - 0.5 * spread * spread)
        for council in range(councils)
    ]
    return np.array(factor)[s.geography.neighbourhoods.council]
