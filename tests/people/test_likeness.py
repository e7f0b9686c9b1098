"""Finding somebody: people made by hand, looked at as days go by."""

from __future__ import annotations

import numpy as np
import pytest

from abm.people.pathway import Stage
from abm.people.person import KNOWN_TO_TEAM, nobody
from abm.people.watch.longest_wait import LongestWait
from abm.people.watch.mrs_smith import MrsSmith
from abm.people.watch.one_night import OneNight
from abm.vocabulary import Frailty, Setting

MOVED = 40


def in_bed_for_no_illness() -> np.ndarray:
    """Two people admitted on day 0, ready on day 1, who became frailer; the second one's package has lapsed."""
    people = np.repeat(nobody(), 2)
    people["setting"], people["origin"], people["stage"] = Setting.ACUTE_BED, Setting.HOME, Stage.IN_QUEUE
    people["ready_day"], people["declared_day"], people["replans"] = 1, 1, 1
    people["lapsed"][1] = 7
    return people


def looked_at(search, people: np.ndarray, moved_on: list[int]) -> list[tuple[int, int]]:
    """Sightings as rows and days; each person moves into a residential home on their day."""
    for day in range(MOVED + 20):
        for row, moves in enumerate(moved_on):
            if day == moves:
                people["setting"][row], people["lapsed"][row] = Setting.RESIDENTIAL_HOME, 0
        search.look(people, day)
    return [(each.row, each.day) for each in search.found()]


def test_one_night_puts_whoever_lost_a_package_before_whoever_moved_sooner() -> None:
    assert looked_at(OneNight(), in_bed_for_no_illness(), [MOVED, MOVED + 5]) == [(1, MOVED + 5), (0, MOVED)]


@pytest.mark.parametrize(
    ("field", "value"),
    [("ready_day", 2), ("replans", 0), ("origin", Setting.NURSING_HOME), ("setting", Setting.COMMUNITY_BED)],
)
def test_one_night_leaves_out_whom_any_sign_does_not_fit(field: str, value: int) -> None:
    people = in_bed_for_no_illness()
    people[field][0] = value
    assert looked_at(OneNight(), people, [MOVED, MOVED]) == [(1, MOVED)]


def test_one_night_takes_more_than_thirty_days() -> None:
    assert looked_at(OneNight(), in_bed_for_no_illness(), [30, 31]) == [(1, 31)]


def test_the_longest_wait_is_counted_from_the_declaration() -> None:
    people = in_bed_for_no_illness()
    people["declared_day"][1] = 10
    assert looked_at(LongestWait(), people, [12, MOVED]) == [(1, MOVED - 1), (0, 11)]
    assert looked_at(LongestWait(), in_bed_for_no_illness(), [5, 5]) == []


def test_mrs_smith_has_come_through_a_bed_to_care_at_home() -> None:
    people = np.repeat(nobody(), 3)
    people["birth_day"], people["frailty"], people["cognition"] = -round(84 * 365.25), Frailty.MODERATE, 1
    people["known"], people["episodes"], people["hours"] = KNOWN_TO_TEAM, 1, 10
    people["birth_day"][2] = -round(95 * 365.25)
    people["setting"] = Setting.COMMUNITY_BED
    people["setting"][1] = Setting.HOME
    search = MrsSmith()
    search.look(people, 29)
    people["setting"] = Setting.HOME
    search.look(people, 59)
    search.look(people, 60)
    assert [(each.row, each.day) for each in search.found()] == [(0, 60)]
