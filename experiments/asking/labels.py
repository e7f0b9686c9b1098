"""Regimes of places from what the rule saw in finished runs, by the rule as it ships and by others near it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from abm.analysis.attractors import Attractors, agreement, find_attractors
from abm.measures.regimes import Labelled, Regime, RegimeRule, YearOfPlaces, label, regime_rule
from asking.numbers import values_of
from asking.runs import Figures

SIGNS = tuple(sign.name for sign in regime_rule().signs)
STRONG_MARGIN = 2


def years_seen(table: Figures, names: Sequence[str] = SIGNS) -> list[YearOfPlaces]:
    """What the rule saw in a run, year by year."""
    return [
        YearOfPlaces(
            year=year,
            values=np.stack([values_of(table, "council", f"seen_{name}", year) for name in names], axis=1),
            attendance=values_of(table, "council", "seen_attendance", year),
            pool_ended=values_of(table, "council", "seen_pool_ended", year) > 0.0,
        )
        for year in table.years
    ]


def rules_near() -> Mapping[str, RegimeRule]:
    """The rule as it ships, with thresholds a fifth higher and lower, and without each sign."""
    rule = regime_rule()
    near = {"the rule as it ships": rule}
    for words, factor in (("thresholds +20%", 1.2), ("thresholds -20%", 0.8)):
        near[words] = replace(rule, signs=tuple(sign.scaled(factor) for sign in rule.signs))
    for left_out in rule.signs:
        kept = tuple(sign for sign in rule.signs if sign is not left_out)
        near[f"without {left_out.name}"] = replace(rule, signs=kept)
    return near


def labels_by(rule: RegimeRule, tables: Sequence[Figures]) -> list[list[Labelled]]:
    """Labels of every run's years."""
    names = [sign.name for sign in rule.signs]
    return [label(years_seen(table, names), rule) for table in tables]


def share_in(labelled: Labelled, *regimes: Regime) -> float:
    """Share of a run's places in any of these regimes."""
    return float(np.isin(labelled.regime, regimes).mean())


def share_strongly_integrated(labelled: Labelled) -> float:
    """Share of places that are integrated and would be so if any one sign were a step otherwise."""
    integrated = (labelled.regime == Regime.INTEGRATED) & ~labelled.mixed
    return float((integrated & (labelled.margin >= STRONG_MARGIN)).mean())


@dataclass(frozen=True)
class Unsupervised:
    """What a look for clusters found among places' years, and how that compares with the rule."""

    found: Attractors
    points: int
    with_rule: float
    """Adjusted Rand index with the rule's labels."""
    stays: float
    """Share of places' years whose next year is in the same cluster; nan with one cluster."""
    by_chance: float
    """What that share would be without memory."""


def look_for_attractors(runs: Sequence[Figures], labelled: Sequence[list[Labelled]]) -> Unsupervised:
    """Places' years from the rule's first on, as points, beside the rule's labels."""
    years = [[year for year in years_seen(run) if year.year >= regime_rule().first_year] for run in runs]
    values = np.array([[year.values for year in run] for run in years])
    rule = np.array([[year.regime for year in run] for run in labelled])
    points = values.reshape(-1, values.shape[-1])
    labels = rule.reshape(-1).astype(np.int64) + 1
    known = ~np.isnan(points).any(axis=1)
    found = find_attractors(points[known])
    clusters = np.full(len(points), -1)
    clusters[known] = found.membership
    by_year = clusters.reshape(rule.shape)
    now, then = by_year[:, :-1].reshape(-1), by_year[:, 1:].reshape(-1)
    both = (now >= 0) & (then >= 0)
    shares = np.bincount(found.membership) / known.sum()
    several = found.clusters > 1
    return Unsupervised(
        found=found,
        points=int(known.sum()),
        with_rule=agreement(found.membership, labels[known]),
        stays=float((now[both] == then[both]).mean()) if several else float("nan"),
        by_chance=float((shares**2).sum()) if several else float("nan"),
    )
