"""All ways of the reduced rules give the same answers, as far as chance allows, and another rule would show."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reduced_calendar import calendar
from reduced_mesa import daily_agents, scheduled_events
from reduced_numpy import daily_chances, next_days
from reduced_rules import live

PEOPLE, DAYS = 3000, 365


@pytest.mark.parametrize("way", [daily_chances, next_days, scheduled_events, daily_agents])
def test_a_way_answers_as_the_calendar_does(way) -> None:
    expected = calendar(PEOPLE, DAYS, 1)
    found = way(PEOPLE, DAYS, 1)
    assert found.crises > 500
    assert found.agree_with(expected)
    assert not replace(found, crises=round(1.4 * found.crises)).agree_with(expected)
    assert not replace(found, packages=2 * found.packages).agree_with(expected)
    assert not replace(found, days_in_bed=2 * found.days_in_bed).agree_with(expected)


def test_places_are_lived_one_after_another() -> None:
    assert live(calendar, 100_050, 30, 5) == calendar(100_000, 30, 5) + calendar(50, 30, 100_005)
