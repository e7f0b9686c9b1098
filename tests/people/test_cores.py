"""Health economies advanced side by side: the same to the last byte, on whatever number of cores."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest
from conditions import frail_parameters, tight
from small_places import plan_for, two_economies

from abm.activity import MonthOfActivity
from abm.dates import Month
from abm.people import cores
from abm.people.people_engine import PeopleEngine

PEOPLE = 8_000
MONTHS = 12


def lived(number: int) -> tuple[PeopleEngine, list[MonthOfActivity]]:
    """A year in two health economies, on so many cores, in which records come to be shared."""
    engine = PeopleEngine(two_economies(PEOPLE), plan_for(MONTHS + 1), frail_parameters(), 5)
    engine.use_cores(number)
    tight(PEOPLE, locality_team=1.0, shared_records=0.2).set_for(engine)
    engine.populate()
    months = []
    for month in range(MONTHS):
        if month == MONTHS // 2:
            engine.share_records(np.full(len(engine.controls), 0.9), Month(month).first_day - 1)
        months.append(engine.advance(Month(month)))
    return engine, months


@pytest.mark.parametrize("number", [2, 9])
def test_the_number_of_cores_changes_nothing(number: int) -> None:
    alone, its_months = lived(1)
    together, their_months = lived(number)
    for name in ("people", "due", "neighbourhoods", "queues", "urgent"):
        assert getattr(alone.state, name).tobytes() == getattr(together.state, name).tobytes(), name
    for its, theirs in zip(its_months, their_months, strict=True):
        assert np.array_equal(its.flows, theirs.flows)
        assert np.array_equal(its.stock_days, theirs.stock_days)
        assert np.array_equal(its.stocks_at_end, theirs.stocks_at_end)


def test_two_cores_are_at_work_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    engine, _ = lived(2)
    both = threading.Barrier(2, timeout=300.0)
    real = cores.load_engine()
    economies = []

    def advance(rules: Any, calendar: Any, layout: Any, economy: int, *days: int) -> None:
        both.wait()  # which one by itself never passes
        economies.append(economy)
        real.advance(rules, calendar, layout, economy, *days)

    monkeypatch.setattr(cores, "load_engine", lambda: real._replace(advance=advance))
    engine.advance(Month(MONTHS))
    assert sorted(economies) == [0, 1]


def test_a_core_at_work_keeps_no_other_thread_waiting() -> None:
    assert cores.load_engine().advance.targetoptions["nogil"]  # type: ignore[attr-defined]


def test_fewer_cores_than_one_are_refused() -> None:
    engine, _ = lived(1)
    with pytest.raises(ValueError, match="not on 0"):
        engine.use_cores(0)


def test_what_goes_wrong_on_one_core_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    engine, _ = lived(2)
    real = cores.load_engine()

    def advance(rules: Any, calendar: Any, layout: Any, economy: int, *days: int) -> None:
        raise ArithmeticError("a core that fails")

    monkeypatch.setattr(cores, "load_engine", lambda: real._replace(advance=advance))
    with pytest.raises(ArithmeticError, match="a core that fails"):
        engine.advance(Month(MONTHS))
