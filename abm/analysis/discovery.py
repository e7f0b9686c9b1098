"""Which combinations lead where: rules found in a sweep's cases, and how they do on draws that did not find them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from abm.analysis.cart_rule import cart_rule
from abm.analysis.cases import Cases
from abm.analysis.prim_rule import prim_rule
from abm.analysis.rule import Mask, Rule, quality
from abm.runs.confidence import half_width

if TYPE_CHECKING:
    import pandas as pd

Finder = Callable[["pd.DataFrame", Mask], Rule | None]
FINDERS: dict[str, Finder] = {"prim": prim_rule, "cart": cart_rule}
Verdict = Literal["holds", "does not hold", "cannot be checked", "nothing found", "too few cases"]
MOST_RULES = 2
"""For each outcome and method: the first, then one of what the first leaves."""
FEWEST_CASES = 20
"""Of interest, and of no interest, below which nothing is looked for."""
FOLDS = 5
"""Parts of the draws, each held out once."""
SEED = 1


@dataclass(frozen=True)
class HeldOut:
    """How rules found in the same way do on draws that were held out."""

    coverage: float
    density: float
    lift: float
    """How much more density than the base rate, times the part of cases inside: mean over draws."""
    low: float
    """Lower limit of its 95% interval (Student's t over draws)."""
    high: float


@dataclass(frozen=True)
class Finding:
    """One rule, or why there is none."""

    method: str
    rank: int
    rule: Rule | None
    cases: int
    of_interest: int
    inside: int = 0
    inside_of_interest: int = 0
    held_out: HeldOut | None = None
    verdict: Verdict = "nothing found"

    @property
    def base(self) -> float:
        """Part of all cases that is of interest."""
        return self.of_interest / self.cases

    @property
    def density(self) -> float:
        """Part of the cases inside that is of interest."""
        return self.inside_of_interest / self.inside

    @property
    def coverage(self) -> float:
        """Part of the cases of interest that is inside."""
        return self.inside_of_interest / self.of_interest


def discover(cases: Cases) -> list[Finding]:
    """What each method finds, or why it finds nothing."""
    total, of_interest = len(cases.wanted), int(cases.wanted.sum())
    if min(of_interest, total - of_interest) < FEWEST_CASES:
        return [Finding("", 1, None, total, of_interest, verdict="too few cases")]
    return [finding for method, finder in FINDERS.items() for finding in _by_method(cases, method, finder)]


def _by_method(cases: Cases, method: str, finder: Finder) -> list[Finding]:
    total, of_interest = len(cases.wanted), int(cases.wanted.sum())
    rules = list(rules_in(cases, finder))
    if not rules:
        return [Finding(method, 1, None, total, of_interest)]
    held = held_out(cases, finder)
    found = []
    for rank, rule in enumerate(rules):
        inside = rule.holds(cases.settings)
        checked = held[rank] if rank < len(held) else None
        verdict: Verdict = "cannot be checked" if checked is None else "holds" if checked.low > 0.0 else "does not hold"
        hit = int((inside & cases.wanted).sum())
        found.append(Finding(method, rank + 1, rule, total, of_interest, int(inside.sum()), hit, checked, verdict))
    return found


def rules_in(cases: Cases, finder: Finder) -> Iterator[Rule]:
    """The best rule, then the best of what that leaves: each without restrictions that bring nothing."""
    left = cases
    for _ in range(MOST_RULES):
        if min(left.wanted.sum(), (~left.wanted).sum()) < FEWEST_CASES:
            return
        rule = finder(left.settings, left.wanted)
        if rule is None:
            return
        rule = rule.without_idle(left.settings, left.wanted)
        inside = rule.holds(left.settings)
        if quality(inside, left.wanted) <= 0.0:
            return
        yield rule
        left = left.where(~inside)


def held_out(cases: Cases, finder: Finder) -> list[HeldOut]:
    """Of each rank of rule: found without a fifth of the draws, tried on that fifth, in turn.

    Draws are held out whole, as what has the same uncertain numbers is not new. Empty where there are too few.
    """
    draws = np.unique(cases.groups)
    folds = min(FOLDS, len(draws))
    if folds < 2:
        return []
    fold_of = dict(zip(np.random.default_rng(SEED).permutation(draws), np.arange(len(draws)) % folds, strict=True))
    fold = np.array([fold_of[draw] for draw in cases.groups])
    inside = np.zeros((MOST_RULES, len(cases.wanted)), dtype=np.bool_)
    for number in range(folds):
        out = fold == number
        for rank, rule in enumerate(rules_in(cases.where(~out), finder)):
            inside[rank, out] = rule.holds(cases.settings[out])
    return [_held_out(cases, own) for own in inside if own.any()]


def _held_out(cases: Cases, inside: Mask) -> HeldOut:
    wanted = cases.wanted
    lifts = inside * (wanted.astype(np.float64) - wanted.mean())
    of_draw = np.array([lifts[cases.groups == draw].mean() for draw in np.unique(cases.groups)])
    half = float(half_width(of_draw.std(ddof=1), len(of_draw)))
    hit = float((inside & wanted).sum())
    mean = float(of_draw.mean())
    return HeldOut(hit / float(wanted.sum()), hit / float(inside.sum()), mean, mean - half, mean + half)
