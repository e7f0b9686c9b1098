"""The calendar: the day of everyone's next event, and for the month and economy at hand who is due on each day.

The day is what counts. Whoever's event moves is entered again and the old entry stays, to be passed over when its day
comes; the lists can therefore be made anew from the days at any time.
"""

from __future__ import annotations

import numpy as np

from abm.people.engine.kernel import inlined, kernel
from abm.people.engine.records import due_at, entry_at, fetch_ahead, listed_at, today_at
from abm.people.person import NEVER, NOBODY

AHEAD = 6
"""So many people before their turn their records are sent for: about as long as memory takes to answer."""


@kernel
def open_month(state, first_person, end_person, first_day, end_day):
    """List all who have an event between two days, of an economy whose people stand next to each other."""
    state.first_person = first_person
    state.end_person = end_person
    state.first_day = first_day
    state.next_day = first_day
    state.end_day = end_day
    list_events(state)


@kernel
def list_events(state):
    """List whoever has an event on a day not begun, day by day: counted first, so that each day's stand together."""
    for day in range(len(state.head)):
        state.head[day] = NOBODY
        state.end_of[day] = 0
    state.entered = 0
    found = gather_due(state)
    for number in range(found):
        state.end_of[due_at(state, entry_at(state, number).who).day - state.first_day] += 1
    before = 0
    for day in range(len(state.head)):
        count = state.end_of[day]
        state.end_of[day] = before
        before += count
    for number in range(found):
        who = entry_at(state, number).who
        day = due_at(state, who).day - state.first_day
        listed_at(state, state.end_of[day]).who = who
        state.end_of[day] += 1


@inlined
def gather_due(state):
    """Write whoever has an event on a day not begun where entries will stand; how many they are.

    Everybody is written down, and the next one over those who do not count: nothing is to be guessed.
    """
    found = 0
    for who in range(state.first_person, state.end_person):
        entry_at(state, found).who = who
        day = due_at(state, who).day
        found += (day >= state.next_day) & (day < state.end_day)
    return found


@kernel
def note_event(state, who, day):
    """A person's next event is on this day, or beyond the run."""
    if day > state.horizon:
        due_at(state, who).day = NEVER
        return
    due_at(state, who).day = day
    if day < state.next_day or day >= state.end_day:
        return
    if state.entered == state.most_entries:
        list_events(state)
        return
    entry = entry_at(state, state.entered)
    entry.who = who
    entry.next = state.head[day - state.first_day]
    state.head[day - state.first_day] = state.entered
    state.entered += 1


@inlined
def begin_day(state, day):
    """Put all who are listed or entered for a day into today's list, and let the day begin; how many they are.

    Those whose event has moved are among them, and someone may be there twice.
    """
    at = day - state.first_day
    count = 0
    for number in range(state.end_of[at - 1] if at > 0 else 0, state.end_of[at]):
        today_at(state, count).who = listed_at(state, number).who
        count += 1
    number = state.head[at]
    while number != NOBODY:
        today_at(state, count).who = entry_at(state, number).who
        count += 1
        number = entry_at(state, number).next
    state.next_day = day + 1
    return count


@inlined
def whose_turn(state, number, count):
    """The person at a place of today's list; whoever comes a little later is sent for."""
    if number + AHEAD < count:
        fetch_ahead(state, np.int64(today_at(state, number + AHEAD).who))
    return today_at(state, number).who
