"""What a run keeps of each month: the raw material of every measure."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from abm.activity import MonthOfActivity
from abm.model.oversight_kept import OversightKept
from abm.model.packed_activity import PackedActivity
from abm.world.membership import Membership


@dataclass(frozen=True)
class JointStanding:
    """What stood between organisations at the end of a month, by council: int64 [councils] each."""

    patients: np.ndarray
    """People on the lists of the council's practices."""
    patients_engaged: np.ndarray
    """Of these, in practices that take part strategically."""
    sharing_ties: np.ndarray
    """Dealings with commissioners in force and hospitals in which records are shared by agreement."""
    ties: np.ndarray
    """All of these dealings."""
    pools: np.ndarray
    """Pools in force."""


@dataclass(frozen=True)
class MonthKept:
    """One month."""

    packed: PackedActivity
    commissioner: Membership
    """Which commissioner in force each neighbourhood belonged to."""
    commissioners_are_consortia: bool
    commissioner_accounts: np.ndarray
    acute_beds: np.ndarray
    """float64 [acute trusts]: beds open."""
    planned_beds: np.ndarray
    """float64 [acute trusts]: of these, filled by planned care and people under 65."""
    thresholds: np.ndarray
    """int64 [councils]: eligibility threshold in force."""
    trust: np.ndarray
    """float64 [relations]: mean of both directions."""
    joint_flows: np.ndarray
    """int64 [councils, JOINT_FLOWS]: what organisations did with and to each other."""
    joint_standing: JointStanding
    oversight: OversightKept

    @property
    def month(self) -> int:
        """Index of the month, from April 2010."""
        return self.packed.month

    @property
    def days(self) -> int:
        """Days in the month."""
        return self.packed.days

    @property
    def activity(self) -> MonthOfActivity:
        """What happened in it: unpacked each time it is asked for."""
        return self.packed.unpacked()


@dataclass
class Record:
    """All months so far."""

    months: list[MonthKept] = field(default_factory=list)

    def keep(self, month: MonthKept) -> None:
        """Add a month."""
        self.months.append(month)
