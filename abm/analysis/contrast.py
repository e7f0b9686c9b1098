"""A contrast: one setting of a sweep held against another, figure by figure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from abm.analysis.figures import Figures
from abm.runs.confidence import RealArray
from abm.runs.paired_difference import PairedDifferences, paired_differences
from abm.sweeps.arm import Arm, Setting
from abm.sweeps.lever_design import in_words


@dataclass(frozen=True, eq=False)
class Contrast:
    """What is held against what, with a difference for each figure."""

    name: str
    """The arm or the setting."""
    against: str
    """What it is held against."""
    lever: str
    """The lever that is moved; empty where whole arms are compared."""
    differences: PairedDifferences
    """One entry for each figure that it was made from."""


def arm_contrasts(figures: Figures, arms: tuple[Arm, ...], comparison: Arm) -> list[Contrast]:
    """Every other arm against the one that all are compared with, over the samples that both have."""
    base = figures.values[:, arms.index(comparison)]
    return [
        Contrast(arm.name, comparison.name, "", paired_differences(base, figures.values[:, at]))
        for at, arm in enumerate(arms)
        if arm is not comparison
    ]


def setting_name(lever: str, value: Setting) -> str:
    """A lever at a value: ``board.powers=consult``."""
    return f"{lever}={in_words(value)}"


def averaged_over_settings(baseline: RealArray, scenario: RealArray) -> PairedDifferences:
    """Paired differences averaged over the settings of the other levers, each setting counting alike.

    Both are float64 [figures, settings, samples], nan where a run is missing; a pair is a setting in a sample that
    both have. Where a sample lacks some of its pairs, the others stand in for it by how far they lie from their own
    settings' means, so that a failed run shifts no average.
    """
    both = np.isfinite(baseline) & np.isfinite(scenario)
    return paired_differences(_over_settings(baseline, both), _over_settings(scenario, both))


def _over_settings(values: RealArray, there: np.ndarray) -> RealArray:
    """One value a sample: float64 [figures, samples]."""
    of_setting = mean_where(values, there, axis=2)
    overall = mean_where(of_setting, np.isfinite(of_setting), axis=1)
    return overall[:, None] + mean_where(values - of_setting[:, :, None], there, axis=1)


def mean_where(values: RealArray, there: np.ndarray, axis: int) -> RealArray:
    """The mean over an axis of what is there; nan where nothing is."""
    count = there.sum(axis=axis)
    total = np.where(there, values, 0.0).sum(axis=axis)
    return np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
