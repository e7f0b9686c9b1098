"""Points of a design in the unit cube: what levers and uncertain parameters alike are drawn from."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Sampler = Literal["latin_hypercube", "sobol", "random"]


@lru_cache(maxsize=8)
def unit_points(sampler: Sampler, dimensions: int, count: int, seed: int, stream: int = 0) -> Points:
    """Points of a sampler, float64 [count, dimensions] in [0, 1), read-only. The same seed, the same points.

    ``stream`` tells designs of one seed from each other. Asking ``sobol`` or ``random`` for more adds points and
    moves none; a Latin hypercube of another count is another one. Sobol' points are scrambled.
    """
    from scipy.stats import qmc

    luck = (seed, stream) if stream else seed
    match sampler:
        case "latin_hypercube":
            points = qmc.LatinHypercube(dimensions, rng=luck).random(count)
        case "sobol":
            # Whole powers of two are what the sequence is balanced over; what is not asked for is cut off.
            points = qmc.Sobol(dimensions, rng=luck).random_base2((count - 1).bit_length())[:count]
        case "random":
            points = np.random.default_rng(luck).random((count, dimensions))
    found = np.ascontiguousarray(points, dtype=np.float64)
    found.flags.writeable = False
    return found
