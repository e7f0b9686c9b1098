"""Which regime each place is in, each year: integrated, fragmented or in stasis, by signs measured from the run.

The rule and its thresholds are data (``regime_signs.toml``). A place keeps last year's label unless another rule has
held for two years running; a place for which no rule has held yet is unsettled. Stasis is never the default.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from importlib.resources import files

import numpy as np


class Regime(IntEnum):
    """How a place's year is called."""

    UNSETTLED = -1
    FRAGMENTED = 0
    STASIS = 1
    INTEGRATED = 2


@dataclass(frozen=True)
class Threshold:
    """Where one sign turns."""

    name: str
    meaning: str
    up: float
    down: float

    def sign_of(self, values: np.ndarray) -> np.ndarray:
        """+1, 0 or -1 for each value; 0 where there is none."""
        way = 1.0 if self.up > self.down else -1.0
        up = way * values >= way * self.up
        down = way * values <= way * self.down
        return np.where(np.isnan(values), 0, up.astype(np.int64) - down.astype(np.int64))

    def scaled(self, factor: float) -> Threshold:
        """The same sign with both thresholds moved, for reporting what else the rule could have said."""
        return replace(self, up=self.up * factor, down=self.down * factor)


@dataclass(frozen=True)
class RegimeRule:
    """The whole rule."""

    signs: tuple[Threshold, ...]
    first_year: str
    years_to_change: int
    integrated_least_sum: int
    integrated_never_negative: tuple[str, ...]
    fragmented_most_sum: int
    fragmented_always_negative: tuple[str, ...]
    stasis_largest_sum: int
    stasis_least_attendance: float
    stasis_always_negative: tuple[str, ...]
    stasis_least_unchanged: int

    def position(self, name: str) -> int:
        """Where a sign stands among all."""
        return [sign.name for sign in self.signs].index(name)


@dataclass(frozen=True)
class YearOfPlaces:
    """What the rule looks at in one year, by place (P) and sign (S)."""

    year: str
    values: np.ndarray
    """float64 [P, S]: what each sign is measured by."""
    attendance: np.ndarray
    """float64 [P]: share of board meetings that commissioners came to; nan where there were none."""
    pool_ended: np.ndarray
    """bool [P]."""


@dataclass(frozen=True)
class Labelled:
    """A year's labels."""

    year: str
    signs: np.ndarray
    """int64 [P, S]: -1, 0 or 1."""
    regime: np.ndarray
    """int64 [P]: :class:`Regime`."""
    mixed: np.ndarray
    """bool [P]: no rule held this year; the label is an earlier one, or there is none."""
    margin: np.ndarray
    """int64 [P]: the fewest signs that would have to change for this year's own verdict to be another."""


@cache
def regime_rule() -> RegimeRule:
    """The rule that ships with the package."""
    text = files("abm.measures").joinpath("regime_signs.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return RegimeRule(
        signs=tuple(Threshold(name, **facts) for name, facts in table["signs"].items()),
        first_year=table["first_year"],
        years_to_change=table["years_to_change"],
        integrated_least_sum=table["integrated"]["least_sum"],
        integrated_never_negative=tuple(table["integrated"]["never_negative"]),
        fragmented_most_sum=table["fragmented"]["most_sum"],
        fragmented_always_negative=tuple(table["fragmented"]["always_negative"]),
        stasis_largest_sum=table["stasis"]["largest_sum"],
        stasis_least_attendance=table["stasis"]["least_attendance"],
        stasis_always_negative=tuple(table["stasis"]["always_negative"]),
        stasis_least_unchanged=table["stasis"]["least_unchanged"],
    )


def signs_of(year: YearOfPlaces, rule: RegimeRule) -> np.ndarray:
    """The signs of a year: int64 [P, S]."""
    signs = np.stack([sign.sign_of(year.values[:, at]) for at, sign in enumerate(rule.signs)], axis=1)
    names = [sign.name for sign in rule.signs]
    if "joint_money" in names:
        signs[year.pool_ended, names.index("joint_money")] = -1
    return signs


def verdict(signs: np.ndarray, before: np.ndarray | None, attends: np.ndarray, rule: RegimeRule) -> np.ndarray:
    """What the year alone says: int64 [P]; UNSETTLED where no rule holds."""
    names = [sign.name for sign in rule.signs]

    def of(wanted: tuple[str, ...]) -> np.ndarray:
        return signs[:, [names.index(name) for name in wanted if name in names]]

    total = signs.sum(axis=1)
    integrated = (total >= rule.integrated_least_sum) & (of(rule.integrated_never_negative) >= 0).all(axis=1)
    fragmented = (total <= rule.fragmented_most_sum) & (of(rule.fragmented_always_negative) < 0).all(axis=1)
    stasis = (np.abs(total) <= rule.stasis_largest_sum) & (of(rule.stasis_always_negative) < 0).all(axis=1) & attends
    unchanged = 0 if before is None else (signs == before).sum(axis=1)
    stasis &= np.asarray(unchanged >= rule.stasis_least_unchanged)
    found = np.full(len(signs), int(Regime.UNSETTLED))
    found[stasis], found[fragmented], found[integrated] = Regime.STASIS, Regime.FRAGMENTED, Regime.INTEGRATED
    return found


def margin_of(signs: np.ndarray, before: np.ndarray | None, attends: np.ndarray, rule: RegimeRule) -> np.ndarray:
    """The fewest signs that would have to change, one step each, for the verdict to be another: int64 [P].

    Counted by trying: first every single change, then every pair; 3 stands for three or more.
    """
    own = verdict(signs, before, attends, rule)
    margin = np.full(len(signs), 3)
    steps = [(at, step) for at in range(signs.shape[1]) for step in (-1, 1)]
    for first, (at, step) in enumerate(steps):
        once = stepped(signs, at, step)
        margin[verdict(once, before, attends, rule) != own] = 1
        for other, more in steps[first + 1 :]:
            differs = verdict(stepped(once, other, more), before, attends, rule) != own
            margin[differs & (margin > 1)] = 2
    return margin


def stepped(signs: np.ndarray, at: int, step: int) -> np.ndarray:
    """The same signs with one of them a step up or down, as far as there is one."""
    changed = signs.copy()
    changed[:, at] = np.clip(changed[:, at] + step, -1, 1)
    return changed


def label(years: list[YearOfPlaces], rule: RegimeRule) -> list[Labelled]:
    """Labels of every year from the rule's first; earlier years only tell what signs were before."""
    labelled: list[Labelled] = []
    before: np.ndarray | None = None
    verdicts: list[np.ndarray] = []
    for year in years:
        signs = signs_of(year, rule)
        attends = np.nan_to_num(year.attendance, nan=0.0) >= rule.stasis_least_attendance
        if year.year >= rule.first_year:
            verdicts.append(verdict(signs, before, attends, rule))
            regime, mixed = settle(verdicts, labelled[-1].regime if labelled else None, rule)
            margin = margin_of(signs, before, attends, rule)
            labelled.append(Labelled(year.year, signs, regime, mixed, margin))
        before = signs
    return labelled


def settle(verdicts: list[np.ndarray], last: np.ndarray | None, rule: RegimeRule) -> tuple[np.ndarray, np.ndarray]:
    """This year's label and whether it is mixed, from all verdicts so far and last year's label.

    A first label is taken at once; another needs the same verdict in as many years as the rule says.
    """
    now = verdicts[-1]
    said = now != Regime.UNSETTLED
    if last is None:
        return now.copy(), ~said
    recent = np.array(verdicts[-rule.years_to_change :])
    lasting = (recent == now).all(axis=0) & (len(recent) >= rule.years_to_change)
    changes = said & ((last == Regime.UNSETTLED) | lasting)
    return np.where(changes, now, last), ~said
