"""Everything that the people engine reads and writes, as records of arrays.

Shapes: K neighbourhoods, Q queues, U community units, E health economies, D days of the run.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from abm.activity import FLOWS, STOCKS
from abm.vocabulary import SERVICES

NEIGHBOURHOOD = np.dtype(
    [
        ("stocks", "i8", (STOCKS,)),
        ("stock_days", "i8", (STOCKS,)),
        ("flows", "i8", (FLOWS,)),
        ("queue_of", "i4", (SERVICES,)),
        ("urgent_unit", "i4"),
        ("crisis_factor", "f8"),
        ("stay_factor", "f8"),
        ("front_door_caution", "f8"),
        ("readiness_shift", "f8"),
        ("weekend_discharge", "f8"),
        ("reablement_threshold", "f8"),
        ("team_caution", "f8"),
        ("eligibility_hours", "f8"),
        ("continuing_healthcare_hours", "f8"),
        ("dispute_chance", "f8"),
        ("shared_records", "f8"),
        ("locality_team", "f8"),
        ("provider_change", "f8"),
        ("direct_payments", "f8"),
        ("package_breakdown", "f8"),
        ("hurry", "f8"),
        ("housing_factor", "f8"),
        ("verification_days", "f8"),
        ("dispute_across", "f8"),
        ("economy", "i4"),
        ("single_assessment", "i1"),
        ("home_first", "i1"),
        ("two_week_review", "i1"),
        ("coordinator", "i1"),
    ],
    align=True,
)
"""What serves the people of one neighbourhood, what is counted of them, and what is decided for them.

``queue_of``: the queue for each service; ``urgent_unit``: their rapid response team; ``economy``: their health economy.
``stocks``: as they stand now; ``stock_days``: summed over this month's midnights; ``flows``: of this month.
The rest is what organisations and teams decide, written monthly and only read by the engine:

``front_door_caution``: how far below true need the trust admits (share of the range of severity).
``readiness_shift``: days by which wards declare earlier (-) or later (+) than they otherwise would.
``weekend_discharge``: chance that readiness on a closed day is declared that day.
``reablement_threshold``, ``team_caution``: the discharge team's own thresholds.
``eligibility_hours``: weekly hours of net need from which the council helps (Fair Access to Care Services).
``continuing_healthcare_hours``: weekly hours from which the commissioner pays for nursing-home care.
``dispute_chance``: chance that who is responsible is disputed; ``dispute_across``: what is added to it for people
across a line. ``shared_records``: share of people whose records both bodies see; it enters a rate, so once people live
it is moved by ``share_records`` only. ``locality_team``: share of frail people a proactive team reaches.
``provider_change``: chance that a package which starts again or grows comes from another provider than before.
``direct_payments``: share of new council-paid packages that people take as money.
``package_breakdown``: chance at a yearly review that the arrangement has broken down.
``hurry``: by how much pressure widens the discharge team's error, 0 for none.
``housing_factor``: multiplies the length of waits for housing.
``verification_days``: mean days until the bodies agree where someone across a line belongs; 0 if they do not ask.
Flags are 0 or 1. ``coordinator``: one person arranges everything from the day of referral.
"""

NEUTRAL = {"crisis_factor": 1.0, "stay_factor": 1.0, "team_caution": 1.0, "housing_factor": 1.0}
"""Factors that change nothing until somebody decides otherwise; every other control is 0 then."""


QUEUE = np.dtype(
    [
        ("key", "u8"),
        ("capacity", "f8"),
        ("credit", "f8"),
        ("weekend", "f8"),
        ("used", "i8"),
        ("length", "i8"),
        ("head", "i4"),
        ("tail", "i4"),
        ("service", "i1"),
        ("open_today", "i1"),
        ("ordered_day", "i4"),
        ("served_day", "i4"),
    ],
    align=True,
)
"""A queue, first come first served; people wait in it by links held in their own rows.

``capacity``: places, hours a week, or people a working day; set monthly by organisations. ``credit``: people who could
be served now (services that flow). ``used``: places or hours in use (services that hold). ``weekend``: part of a
working day's service on a closed day. ``open_today``: whether someone new would have been served at once this morning.
``ordered_day``: the last day whose joiners have been put in order; ``served_day``: the last on which those who stand in
it have had their turn; -1 before the first. ``key``: identity for keyed draws.
"""

URGENT_UNIT = np.dtype(
    [("capacity", "f8"), ("credit", "f8"), ("used", "i8"), ("open_today", "i1")],
    align=True,
)
"""The rapid response team of a community trust: ``capacity`` people a day, ``used`` since the credit was settled."""


DUE = np.dtype([("day", "i2")])
"""The day of a person's next event, kept apart from the rest of them: everybody's is read when a month opens."""

MET = np.dtype([("team", "u1")])
"""Whether a locality team has met a person (1), as their row says too: sharing records asks it of everybody at once."""

LISTED = np.dtype([("who", "i4")])
"""Someone who is due on a day."""

ENTRY = np.dtype([("who", "i4"), ("next", "i4")])
"""Someone who came to be due on a day of the open month, and the entry of that day before, or NOBODY."""

JOINER = np.dtype([("tie", "u8"), ("who", "i4")], align=True)
"""Someone who has joined a queue today, and the draw by which they stand among the day's others."""

LONGEST_MONTH = 31

STATE = np.dtype(
    [
        ("people", "u8"),
        ("due", "u8"),
        ("met", "u8"),
        ("days", "u8"),
        ("neighbourhoods", "u8"),
        ("queues", "u8"),
        ("urgent", "u8"),
        ("listed", "u8"),
        ("entries", "u8"),
        ("today", "u8"),
        ("joiners", "u8"),
        ("most_entries", "i8"),
        ("number_of_people", "i8"),
        ("horizon", "i8"),
        ("first_person", "i8"),
        ("end_person", "i8"),
        ("first_day", "i8"),
        ("next_day", "i8"),
        ("end_day", "i8"),
        ("entered", "i8"),
        ("end_of", "i4", (LONGEST_MONTH,)),
        ("head", "i4", (LONGEST_MONTH,)),
    ],
    align=True,
)
"""What compiled functions hand on: where each table of :class:`PeopleState` lies in memory, and the open month.

``first_person`` to ``end_person``: the people of the economy at hand; ``first_day`` to ``end_day``: the days whose
events are listed, those from ``next_day`` on have not begun. ``end_of``: for each day the end of its part of
``listed``; ``head``: for each the last of its ``entries``, made since the month was opened, ``entered`` in all.
"""


class PeopleState(NamedTuple):
    """All that the engine advances."""

    people: np.ndarray
    """PERSON [N], sorted by neighbourhood."""
    due: np.ndarray
    """DUE [N]: when each has their next event."""
    met: np.ndarray
    """MET [N]: who has met a locality team."""
    days: np.ndarray
    """DAY [D + 1]."""
    neighbourhoods: np.ndarray
    """NEIGHBOURHOOD [K], sorted by economy."""
    queues: np.ndarray
    """QUEUE [Q]."""
    urgent: np.ndarray
    """URGENT_UNIT [U]."""
    listed: np.ndarray
    """LISTED [people of the largest economy]: who is due in a month, as it opens."""
    entries: np.ndarray
    """ENTRY [people of the largest economy]: who has come to be due since."""
    today: np.ndarray
    """LISTED: both of one day."""
    joiners: np.ndarray
    """JOINER [people of the largest economy]: who has joined a queue today, as they are put in order."""


def calendar_of(most: int) -> dict[str, np.ndarray]:
    """Lists of a month and a day, by their names in :class:`PeopleState`, for ``most`` people in an economy."""
    return {
        "listed": np.empty(most, dtype=LISTED),
        "entries": np.empty(most, dtype=ENTRY),
        "today": np.empty(2 * most, dtype=LISTED),
        "joiners": np.empty(most, dtype=JOINER),
    }


def with_calendar_of_its_own(state: PeopleState) -> PeopleState:
    """The same people and places, to be advanced beside others: a month is opened in lists of its own."""
    return state._replace(**calendar_of(len(state.entries)))


def in_memory(state: PeopleState) -> np.ndarray:
    """STATE [1]: where everything lies. It is of use for as long as ``state`` is kept."""
    record = np.zeros(1, dtype=STATE)
    for name, table in state._asdict().items():
        if not table.flags.c_contiguous:
            raise ValueError(f"{name} must lie in one piece")
        record[name] = table.ctypes.data
    record["number_of_people"] = len(state.people)
    record["most_entries"] = len(state.entries)
    record["horizon"] = len(state.days) - 1
    return record


class Layout(NamedTuple):
    """Which people, queues, units and neighbourhoods make up each health economy."""

    person_start: np.ndarray
    """int64 [E + 1]: where each economy's people start (they are sorted by economy)."""
    person_start_of_neighbourhood: np.ndarray
    """int64 [K + 1]: where each neighbourhood's people start."""
    queue_start: np.ndarray
    """int64 [E + 1]: where each economy's queues start in ``queues``."""
    queues: np.ndarray
    """int32: queues of each economy in the order of service."""
    neighbourhood_start: np.ndarray
    """int64 [E + 1]: where each economy's neighbourhoods start (they are sorted by economy)."""
    unit_start: np.ndarray
    """int64 [E + 1]: where each economy's rapid response units start in ``units``."""
    units: np.ndarray
    """int32."""
