"""Queues: first come, first served; those who join on one day stand in the order of a keyed draw."""

from __future__ import annotations

import numpy as np

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.engine.draws import keyed_bits
from abm.people.engine.kernel import inlined, kernel
from abm.people.pathway import Stage
from abm.people.person import NOBODY
from abm.vocabulary import SERVICES

TAKE = np.int64(1)
"""What :func:`hold` is given when one place is taken up, and freed."""
FREE = np.int64(-1)
QUEUE_TIE = np.int64(Decision.QUEUE_TIE)
IN_QUEUE = np.int64(Stage.IN_QUEUE)
SERVED_FIRST = np.int64(Flow.SERVED_FIRST)
WAITED_FIRST = np.int64(Flow.WAITED_FIRST)


@kernel
def stands_before(first, second):
    """Whether ``first`` stands before ``second``: by day of joining, then by the draw, then by identity."""
    if first.joined_day != second.joined_day:
        return first.joined_day < second.joined_day
    if first.tie != second.tie:
        return first.tie < second.tie
    return first.key < second.key


@kernel
def join_queue(rules, state, who, service, day):
    """Stand a person in the queue of their neighbourhood for a service."""
    person = state.people[who]
    number = state.neighbourhoods[person.neighbourhood].queue_of[service]
    queue = state.queues[number]
    person.queue = number
    person.stage = IN_QUEUE
    person.joined_day = day
    person.tie = keyed_bits(rules.seed, person.key, QUEUE_TIE, day * SERVICES + service)
    before = queue.tail
    after = NOBODY
    while before != NOBODY and stands_before(person, state.people[before]):
        after = before
        before = state.people[before].queue_prev
    person.queue_prev = before
    person.queue_next = after
    if before == NOBODY:
        queue.head = who
    else:
        state.people[before].queue_next = who
    if after == NOBODY:
        queue.tail = who
    else:
        state.people[after].queue_prev = who
    queue.length += 1


@kernel
def leave_queue(state, who):
    """Take a person out of the queue they stand in, if any."""
    person = state.people[who]
    if person.queue == NOBODY:
        return
    queue = state.queues[person.queue]
    if person.queue_prev == NOBODY:
        queue.head = person.queue_next
    else:
        state.people[person.queue_prev].queue_next = person.queue_next
    if person.queue_next == NOBODY:
        queue.tail = person.queue_prev
    else:
        state.people[person.queue_next].queue_prev = person.queue_prev
    queue.length -= 1
    person.queue = NOBODY
    person.queue_prev = NOBODY
    person.queue_next = NOBODY


@inlined
def count_served(state, person, service, day):
    """Count someone who has reached the head of a queue, and the days it took."""
    row = state.neighbourhoods[person.neighbourhood].flows
    row[SERVED_FIRST + service] += 1
    row[WAITED_FIRST + service] += day - person.joined_day


@inlined
def hold(state, person, service, amount):
    """Take up (or, negative, give back) places or hours of a service in the person's neighbourhood."""
    state.queues[state.neighbourhoods[person.neighbourhood].queue_of[service]].used += amount


@inlined
def is_open_for_one_more(state, person, service):
    """Whether this morning someone new would have been served at once."""
    return state.queues[state.neighbourhoods[person.neighbourhood].queue_of[service]].open_today != 0
