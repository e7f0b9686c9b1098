"""Figures of a sweep made by hand."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd

from abm.analysis.figures import Figures
from abm.sweeps.arm import Arm
from abm.sweeps.lever_design import arm_of


def figures(values: np.ndarray, measures: tuple[str, ...] = ("delay",), period: str = "2013/14") -> Figures:
    """One figure for each measure; ``values``: [measures, arms, samples]."""
    names = pd.DataFrame({"measure": list(measures), "unit": "England", "period": period})
    return Figures(names, np.array(values, dtype=np.float64))


def crossed(**values: tuple) -> tuple[Arm, ...]:
    """Every combination; ``__`` stands for the dot in a lever's name."""
    names = [name.replace("__", ".") for name in values]
    return tuple(
        arm_of(dict(zip(names, combination, strict=True))) for combination in itertools.product(*values.values())
    )
