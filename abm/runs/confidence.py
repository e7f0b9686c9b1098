"""How precisely a mean over replications is pinned down."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

RealArray = npt.NDArray[np.float64]

CONFIDENCE = 0.95


def half_width(deviation: npt.ArrayLike, count: npt.ArrayLike) -> RealArray:
    """Half of Student's 95% interval of a mean, from the standard deviation and number of its values (two at least)."""
    from scipy.special import stdtrit

    count = np.asarray(count, dtype=np.float64)
    quantile = stdtrit(count - 1.0, 0.5 + CONFIDENCE / 2.0)
    return np.asarray(quantile * np.asarray(deviation) / np.sqrt(count), dtype=np.float64)
