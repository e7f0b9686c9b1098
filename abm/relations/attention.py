"""What boundaries cost (M11): attention, which partners share and promises use up.

Every body can attend to so many promises at a time. Each partner beyond the first takes a little of that, whatever is
promised. Partners count by the people who are shared with them (the inverse of the Herfindahl index of P034), so
that a body whose people lie across many lines has more of them. How much this matters is a result: it enters only the
chance that a promise slips.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Attention:
    """What one body has to attend to."""

    promises: float
    """Promises outstanding in a quarter, to all partners together."""
    partners: float
    """Effective number of partners: 1 where all people are shared with one."""
    capacity: float
    """Promises that can be attended to well."""

    def load(self, partner_cost: float) -> float:
        """Promises over what the body can attend to: 1 is an ordinary full desk."""
        left = self.capacity / (1.0 + partner_cost * max(0.0, self.partners - 1.0))
        return self.promises / left


def effective_number(people: np.ndarray) -> float:
    """How many partners of equal size would divide the people as much: float, 0 where there is nobody."""
    total = math.fsum(people.tolist())
    return total * total / math.fsum(each * each for each in people.tolist()) if total else 0.0


def chance_of_slipping(load: float, slip_per_load: float) -> float:
    """Chance that a promise is missed although nobody meant to break it."""
    return 1.0 - math.exp(-slip_per_load * load)
