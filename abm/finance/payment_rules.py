"""What a hospital is paid for emergency work, under whichever rule is in force.

Pure functions over cells, one for each pair of commissioner and hospital. Every cell is rounded half up on
its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from abm.finance.division import MILLION, part_of

if TYPE_CHECKING:
    from abm.finance.prices import Prices

HospitalRule = Literal["tariff", "block", "capitated"]


@dataclass(frozen=True)
class PaymentRules:
    """The rules in force this month."""

    hospital: HospitalRule
    """By each stay; a fixed sum whatever happens; or a sum per older person, which bears all."""
    marginal_tariff: bool
    """Under tariff: work above the 2008/09 baseline is paid at a part of its value."""
    thirty_day_rule: bool
    """Under tariff: part of the value of readmissions within 30 days is not paid."""
    delayed_day_charge: int
    """Pence that a council pays its hospital per acute delayed day put down to social care."""
    pathway_share_ppm: int = 0
    """Under tariff: part of the value of ended stays that follows people to community trusts, in parts per million."""


@dataclass(frozen=True)
class HospitalActivity:
    """A month's emergency work by cell: int64 [cells] each."""

    short_stays: np.ndarray
    long_stays: np.ndarray
    bed_days: np.ndarray
    """Days of all stays that ended."""
    readmissions: np.ndarray
    """Admissions within 30 days of an earlier discharge."""


@dataclass(frozen=True)
class AgreedAmounts:
    """The month's part of the amounts agreed beforehand, by cell, in pence: int64 [cells] each."""

    emergency_baseline: np.ndarray
    hospital_block: np.ndarray
    capitated_budget: np.ndarray
    """A sum per older person registered, by the day."""


@dataclass(frozen=True)
class HospitalIncome:
    """What is paid and what is withheld, by cell, in pence: int64 [cells] each, none negative."""

    emergency_tariff: np.ndarray
    """Full tariff value of the work."""
    readmissions_withheld: np.ndarray
    marginal_withheld: np.ndarray
    block: np.ndarray
    capitated: np.ndarray

    @property
    def net(self) -> np.ndarray:
        """What the hospital is left with."""
        withheld = self.readmissions_withheld + self.marginal_withheld
        return self.emergency_tariff - withheld + self.block + self.capitated


def tariff_value(activity: HospitalActivity, prices: Prices) -> np.ndarray:
    """Full value of the work: a price per short stay and per long stay, and for days beyond the trim point.

    Which days lie beyond each stay's trim point is not in the record of activity: they are a fixed part of
    all emergency bed days (parameter ``excess_bed_day_share``).
    """
    stays = (
        np.asarray(activity.short_stays) * prices.emergency_short_stay
        + np.asarray(activity.long_stays) * prices.emergency_long_stay
    )
    excess = part_of(np.asarray(activity.bed_days) * prices.excess_bed_day, prices.excess_bed_day_share_ppm, MILLION)
    return stays + excess


def readmissions_withheld(value: np.ndarray, activity: HospitalActivity, prices: Prices) -> np.ndarray:
    """What the 30-day rule withholds: part of the value of readmissions, each worth the cell's average stay.

    Readmissions are counted on the way in and stays when they end, so that a small cell may have more of
    the first: no more stays than ended are taken to be readmissions.
    """
    stays = np.asarray(activity.short_stays) + np.asarray(activity.long_stays)
    readmitted = np.minimum(np.asarray(activity.readmissions), stays)
    value_of_readmissions = part_of(value, readmitted, np.maximum(stays, 1))
    return part_of(value_of_readmissions, prices.readmission_unpaid_ppm, MILLION)


def marginal_withheld(value: np.ndarray, baseline: np.ndarray, prices: Prices) -> np.ndarray:
    """What the marginal tariff withholds: the unpaid part of value above the month's baseline."""
    above = np.maximum(value - baseline, 0)
    return above - part_of(above, prices.marginal_tariff_rate_ppm, MILLION)


def hospital_income(
    activity: HospitalActivity, agreed: AgreedAmounts, rules: PaymentRules, prices: Prices
) -> HospitalIncome:
    """What each hospital gets from each commissioner for a month's emergency work.

    Under tariff readmissions are taken off first and the baseline is held against what is left, so that no
    pound is withheld twice.
    """
    nothing = np.zeros(len(activity.short_stays), dtype=np.int64)
    if rules.hospital == "block":
        return HospitalIncome(nothing, nothing, nothing, agreed.hospital_block, nothing)
    if rules.hospital == "capitated":
        return HospitalIncome(nothing, nothing, nothing, nothing, agreed.capitated_budget)
    value = tariff_value(activity, prices)
    unpaid = readmissions_withheld(value, activity, prices) if rules.thirty_day_rule else nothing
    above_baseline = (
        marginal_withheld(value - unpaid, agreed.emergency_baseline, prices) if rules.marginal_tariff else nothing
    )
    return HospitalIncome(value, unpaid, above_baseline, nothing, nothing)
