"""Whether general practices take part in commissioning (M18): it spreads from practice to practice, and lapses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from abm.keyed_arrays import keyed_uniforms


@dataclass(frozen=True)
class Pull:
    """What draws practices in and what puts them off in a quarter, by consortium: float64 [consortia] each."""

    unprompted: np.ndarray
    """Chance that a practice takes part with nobody to follow."""
    contagion: np.ndarray
    """Further chance when everybody else in the consortium takes part."""
    lapse: np.ndarray
    """Chance that a practice that takes part gives up."""


def spread(engaged: np.ndarray, people: np.ndarray, group: np.ndarray, pull: Pull, draws: np.ndarray) -> np.ndarray:
    """Who takes part after a quarter: bool [practices].

    ``engaged`` bool, ``people`` int64 and ``group`` (the consortium) int64 [practices]; ``draws`` float64 [practices]
    are this quarter's luck of each practice: the lower, the readier it is. One draw serves joining and staying, so that
    who takes part under one policy does so under any that draws more strongly.
    """
    share = engaged_share(engaged, people, group, len(pull.lapse))
    joins = np.minimum(pull.unprompted[group] + pull.contagion[group] * share[group], 1.0 - pull.lapse[group])
    return np.where(engaged, draws < 1.0 - pull.lapse[group], draws < joins)


def engaged_share(engaged: np.ndarray, people: np.ndarray, group: np.ndarray, groups: int) -> np.ndarray:
    """Share of each group's patients in practices that take part: float64 [groups]; 0 where there is nobody."""
    everyone = np.bincount(group, weights=people, minlength=groups)
    taking_part = np.bincount(group, weights=np.where(engaged, people, 0), minlength=groups)
    return np.divide(taking_part, everyone, out=np.zeros(groups), where=everyone > 0)


def luck_of_quarter(seed: int, keys: np.ndarray, decision: int, month: int) -> np.ndarray:
    """One uniform for each practice: float64 [practices]."""
    return keyed_uniforms(seed, keys, decision, month)
