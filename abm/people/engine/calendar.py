"""The calendar: for each economy and day, a linked list through the rows of those who have an event then."""

from __future__ import annotations

from abm.people.engine.kernel import kernel
from abm.people.person import NEVER, NOBODY


@kernel
def put_in_calendar(state, who):
    """Enter a person under their next event's day, if it lies within the run."""
    person = state.people[who]
    economy = state.neighbourhoods[person.neighbourhood].economy
    if person.event_day >= state.calendar.shape[1]:
        person.event_day = NEVER
        return
    first = state.calendar[economy, person.event_day]
    person.calendar_prev = NOBODY
    person.calendar_next = first
    if first != NOBODY:
        state.people[first].calendar_prev = who
    state.calendar[economy, person.event_day] = who


@kernel
def take_from_calendar(state, who):
    """Take a person's entry out again."""
    person = state.people[who]
    if person.event_day == NEVER:
        return
    before = person.calendar_prev
    after = person.calendar_next
    if before == NOBODY:
        state.calendar[state.neighbourhoods[person.neighbourhood].economy, person.event_day] = after
    else:
        state.people[before].calendar_next = after
    if after != NOBODY:
        state.people[after].calendar_prev = before
    person.calendar_prev = NOBODY
    person.calendar_next = NOBODY
