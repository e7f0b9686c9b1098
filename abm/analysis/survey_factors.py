"""The factors that a survey named as helping or hindering joint working, ranked by what they do to integration."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from abm.analysis.factor_index import FactorIndex, Statistic, of_measure

INTEGRATION = ("regime_sum", "regime_integrated_share")
"""What integration is read from, the first that there is. The sum of a place's signs moves before its label does."""
STEADY = 0.5
"""Part of the mean size of an effect that its mean must be, for the effect to count as going one way."""
Side = Literal["helps", "hinders"]
Way = Literal["more", "less", "either way", ""]


@dataclass(frozen=True)
class SurveyFactor:
    """One factor of the survey: what raises or lowers it in the model."""

    name: str
    side: Side
    raises: tuple[str, ...]
    """Levers and parameters that bring more of it the higher they stand."""
    lowers: tuple[str, ...]
    note: str

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that moves it."""
        return (*self.raises, *self.lowers)


@dataclass(frozen=True)
class RankedFactor:
    """How much a factor of the survey matters to integration: as much as what moves it most."""

    factor: SurveyFactor
    by: FactorIndex | None
    """The index that it is ranked by; nothing where none of what moves it has one."""
    way: Way
    """What more of the factor does to integration, by the screening; empty where that is not known."""
    moved: tuple[str, ...]
    """What of it the experiment moves at all."""


@cache
def survey_factors() -> tuple[SurveyFactor, ...]:
    """Every factor of the survey, in its order."""
    text = files("abm.analysis").joinpath("survey_factors.toml").read_text(encoding="utf-8")
    return tuple(_factor(entry) for entry in tomllib.loads(text)["factor"])


def _factor(entry: dict[str, Any]) -> SurveyFactor:
    return SurveyFactor(entry["name"], entry["side"], tuple(entry["raises"]), tuple(entry["lowers"]), entry["note"])


def ranked(indices: Sequence[FactorIndex], moved: Iterable[str]) -> list[RankedFactor]:
    """The survey's factors by their largest total index, or by the screening's mean effect where there is none.

    ``moved``: what the experiment moves. Those that nothing is known of come last, in the survey's order.
    """
    there = set(moved)
    judged = next((name for name in INTEGRATION if any(index.measure == name for index in indices)), "")
    totals = _largest_first(indices, judged)
    found = [_ranked(factor, totals, indices, judged, there) for factor in survey_factors()]
    place = {index.factor: at for at, index in enumerate(totals)}
    return sorted(found, key=lambda one: len(place) if one.by is None else place[one.by.factor])


def _largest_first(indices: Sequence[FactorIndex], judged: str) -> list[FactorIndex]:
    statistics: tuple[Statistic, ...] = ("total", "mu_star")
    return next((found for statistic in statistics if (found := of_measure(indices, judged, statistic))), [])


def _ranked(
    factor: SurveyFactor, totals: list[FactorIndex], indices: Sequence[FactorIndex], judged: str, moved: set[str]
) -> RankedFactor:
    by = next((index for index in totals if index.factor in factor.names), None)
    way = "" if by is None else _way(factor, by.factor, indices, judged)
    return RankedFactor(factor, by, way, tuple(name for name in factor.names if name in moved))


def _way(factor: SurveyFactor, name: str, indices: Sequence[FactorIndex], judged: str) -> Way:
    effect = {
        index.statistic: index.value
        for index in indices
        if (index.method, index.measure, index.factor) == ("morris", judged, name)
    }
    if not effect or effect["mu_star"] == 0.0:
        return ""
    if abs(effect["mu"]) < STEADY * effect["mu_star"]:
        return "either way"
    return "more" if (effect["mu"] > 0.0) == (name in factor.raises) else "less"
