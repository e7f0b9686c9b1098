"""Practices' interest spreads from practice to practice, and change imposed on the front line puts them off (M18)."""

from __future__ import annotations

from functools import cache

import pytest
from mechanism_runs import ABOLITION, places

from abm.model import IntegrationModel

SEEDS = (1, 2)
LOW_END = 0.03
"""Contagion at the low end of its range."""


@cache
def engaged(seed: int, contagion: float | None = None, change: str = "imposed") -> list[float]:
    """Share of patients in practices that take part, month by month, in four councils."""
    scenario = places("population.sample=0.02", councils=4, end="2014-03-31")
    if contagion is not None:
        scenario = scenario.with_parameters({"relations.engagement_contagion": contagion})
    model = IntegrationModel(scenario, rng=seed, front_line_change=change).run()
    standing = [kept.joint_standing for kept in model.record.months]
    return [float(month.patients_engaged.sum() / month.patients.sum()) for month in standing]


@pytest.mark.parametrize("seed", SEEDS)
def test_interest_spreads_by_contagion(seed: int) -> None:
    """Near the low end of its range few follow, and those who begin lapse again. Checked with none."""
    central, low = engaged(seed), engaged(seed, LOW_END)
    assert central[0] == low[0]
    assert central[-1] > 1.3 * low[-1]
    assert central[-1] - central[ABOLITION] > 2.0 * (low[-1] - low[ABOLITION])


@pytest.mark.parametrize("seed", SEEDS)
def test_more_take_part_where_change_is_designed_with_the_front_line_than_where_it_is_imposed(seed: int) -> None:
    """The same practices with the same luck. Checked with imposed change that puts nobody off."""
    imposed, designed = engaged(seed), engaged(seed, change="co_designed")
    assert all(one <= other for one, other in zip(imposed, designed, strict=True))
    assert designed[-1] > imposed[-1] + 0.02
