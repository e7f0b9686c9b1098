"""People aged 18-64 with care needs, as cohorts: they compete with older people for a council's money."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from abm.dates import Month
from abm.finance.division import MILLION, part_of
from abm.finance.purposes import Purpose

if TYPE_CHECKING:
    from abm.finance.ledger import Ledger
    from abm.scenario.parameter_groups.money import MoneyParameters

MONTHS_PER_YEAR = 12


class Need(IntEnum):
    """Why somebody aged 18-64 is supported by a council."""

    LEARNING_DISABILITY = 0
    PHYSICAL_DISABILITY = 1
    MENTAL_ILLNESS = 2


@dataclass(frozen=True)
class WorkingAgeCare:
    """Supported people aged 18-64 by council and need, what a week costs and how their number grows."""

    people_in_2010: np.ndarray
    """int64 [councils, needs]: people supported in 2010/11."""
    week: np.ndarray
    """int64 [needs]: pence per person and week."""
    growth_ppm: np.ndarray
    """int64 [needs]: growth of the number supported in a year, parts per million; may be negative."""

    def people(self, month: int) -> np.ndarray:
        """People supported in a month: int64 [councils, needs]. The number grows every April."""
        people = self.people_in_2010
        for _ in range(month // MONTHS_PER_YEAR):
            people = part_of(people, MILLION + self.growth_ppm, MILLION)
        return people

    def cost(self, month: int) -> np.ndarray:
        """What their care costs in a month: int64 [councils], pence."""
        weekly = self.people(month) @ self.week
        return part_of(weekly, Month(month).days, 7)


def open_working_age_care(people_of_all_ages: np.ndarray, money: MoneyParameters) -> WorkingAgeCare:
    """Cohorts of 2010/11 from each council's residents of all ages (int64 [councils])."""
    adults = np.asarray(people_of_all_ages) * money.adults_share
    users_per_1000 = np.array(
        [money.learning_disability_users, money.physical_disability_users, money.mental_health_users]
    )
    pounds_a_week = np.array([money.learning_disability_week, money.physical_disability_week, money.mental_health_week])
    growth = np.array(
        [money.learning_disability_growth, money.other_working_age_growth, money.other_working_age_growth]
    )
    return WorkingAgeCare(
        people_in_2010=_nearest(adults[:, None] * users_per_1000 / 1000),
        week=_nearest(pounds_a_week * 100),
        growth_ppm=_nearest(growth * MILLION),
    )


def post_working_age_care(
    ledger: Ledger, month: int, councils: np.ndarray, pence: np.ndarray, staff_and_suppliers: int
) -> None:
    """Post what each council (account ids, int64 [councils]) spends on people aged 18-64 in a month."""
    ledger.post(month, Purpose.WORKING_AGE_CARE, councils, staff_and_suppliers, pence)


def _nearest(values: np.ndarray) -> np.ndarray:
    return np.floor(values + 0.5).astype(np.int64)
