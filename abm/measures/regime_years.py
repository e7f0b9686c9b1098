"""The regimes of a run's places, year by year: what the rule looks at, counted, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from abm.dates import Month
from abm.measures.counted import Counted
from abm.measures.joint_definitions import (
    engagement_share,
    plan_moved_share,
    prevention_share,
    promises_kept_share,
    shared_discharges_share,
    shunted_share,
    voluntary_joint_share,
)
from abm.measures.levels import levels_of
from abm.measures.regimes import Labelled, Regime, YearOfPlaces, label, regime_rule
from abm.organisations.joint_tally import JointFlow

if TYPE_CHECKING:
    from abm.model import IntegrationModel
    from abm.model.record import MonthKept

SIGN_IS_MEASURED_BY = {
    "plan_moved": plan_moved_share,
    "engagement": engagement_share,
    "shared_records": shared_discharges_share,
    "joint_money": voluntary_joint_share,
    "shunting": shunted_share,
    "promises": promises_kept_share,
    "prevention": prevention_share,
}


@dataclass(frozen=True)
class RegimeYear:
    """One year's labels, as what stands in each council's area."""

    labelled: Labelled
    sign_names: tuple[str, ...]
    prevention_change: np.ndarray
    """float64 [P]: change of prevention's share since the first year."""

    def of_councils(self) -> dict[str, np.ndarray]:
        """Measures by name: float64 [councils] each."""
        year = self.labelled
        shares = {f"regime_{regime.name.lower()}": (year.regime == regime).astype(np.float64) for regime in Regime}
        signs = {f"sign_{name}": year.signs[:, at].astype(np.float64) for at, name in enumerate(self.sign_names)}
        return (
            shares
            | signs
            | {
                "regime_mixed": year.mixed.astype(np.float64),
                "regime_margin": year.margin.astype(np.float64),
                "regime_sum": year.signs.sum(axis=1).astype(np.float64),
                "prevention_change": self.prevention_change,
            }
        )


def whole_years(kept: list[MonthKept]) -> list[tuple[str, list[MonthKept]]]:
    """Whole financial years, each with its twelve months."""
    starts = [at for at in range(len(kept) - 11) if Month(kept[at].month).starts_year]
    return [(Month(kept[at].month).financial_year, kept[at : at + 12]) for at in starts]


def years_of_places(model: IntegrationModel) -> list[YearOfPlaces]:
    """What the rule looks at, for every whole year of a run from 2010/11 on."""
    years = []
    first_prevention: np.ndarray | None = None
    for name, months in whole_years(model.record.months):
        [councils] = (level.counted for level in levels_of(model, months, wanted=("council",)))
        values = {sign: measure(councils) for sign, measure in SIGN_IS_MEASURED_BY.items()}
        if first_prevention is None:
            first_prevention = values["prevention"]
        values["prevention"] = values["prevention"] - first_prevention
        years.append(
            YearOfPlaces(
                year=name,
                values=np.stack([values[sign.name] for sign in regime_rule().signs], axis=1),
                attendance=attendance_of(councils),
                pool_ended=councils.joint_of(JointFlow.POOLS_ENDED, JointFlow.POOLS_STRUCK_DOWN) > 0,
            )
        )
    return years


def attendance_of(councils: Counted) -> np.ndarray:
    """Share of board meetings that commissioners came to."""
    return councils.share(councils.joint_of(JointFlow.MEETINGS_ATTENDED), councils.joint_of(JointFlow.MEETINGS))


def regime_years_of(model: IntegrationModel) -> dict[str, RegimeYear]:
    """Labels by financial year."""
    rule = regime_rule()
    names = tuple(sign.name for sign in rule.signs)
    years = years_of_places(model)
    prevention = {year.year: year.values[:, rule.position("prevention")] for year in years}
    return {year.year: RegimeYear(year, names, prevention[year.year]) for year in label(years, rule)}
