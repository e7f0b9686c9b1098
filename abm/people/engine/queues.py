"""Queues: first come, first served; those who join on one day stand in the order of a keyed draw.

They are put in that order together, when the queue's turn comes; whoever joins after it goes straight to their place.
"""

from __future__ import annotations

import numpy as np

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.engine.draws import keyed_bits
from abm.people.engine.kernel import inlined, kernel
from abm.people.engine.records import hood_at, joiner_at, person_at, queue_at
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


@inlined
def tie_of(person, service):
    """The draw by which those who join on one day stand in order; no two people draw the same."""
    return keyed_bits(person.luck, QUEUE_TIE, person.joined_day * SERVICES + service)


@kernel
def stands_before(first, tie, second, service):
    """Whether ``first``, whose tie this is, stands before ``second``: by day of joining, then by draw."""
    if first.joined_day != second.joined_day:
        return first.joined_day < second.joined_day
    return tie < tie_of(second, service)


@kernel
def join_queue(state, who, service, day):
    """Stand a person in the queue of their neighbourhood for a service.

    At its end until the day's joiners are put in order, then at the place that their draw gives them.
    """
    person = person_at(state, who)
    number = hood_at(state, person.neighbourhood).queue_of[service]
    queue = queue_at(state, number)
    person.queue = number
    person.stage = IN_QUEUE
    person.joined_day = day
    before = queue.tail
    after = NOBODY
    if queue.ordered_day == day:
        tie = tie_of(person, service)
        while before != NOBODY and stands_before(person, tie, person_at(state, before), service):
            after = before
            before = person_at(state, before).queue_prev
    person.queue_prev = before
    person.queue_next = after
    if before == NOBODY:
        queue.head = who
    else:
        person_at(state, before).queue_next = who
    if after == NOBODY:
        queue.tail = who
    else:
        person_at(state, after).queue_prev = who
    queue.length += 1


@kernel
def order_joiners(state, number, day):
    """Put those who have joined a queue today, its last, in the order of their draws."""
    queue = queue_at(state, number)
    queue.ordered_day = day
    count = 0
    who = queue.tail
    while who != NOBODY and person_at(state, who).joined_day == day:
        tie = tie_of(person_at(state, who), queue.service)
        place = count
        while place > 0 and joiner_at(state, place - 1).tie > tie:
            joiner_at(state, place).tie = joiner_at(state, place - 1).tie
            joiner_at(state, place).who = joiner_at(state, place - 1).who
            place -= 1
        joiner_at(state, place).tie = tie
        joiner_at(state, place).who = who
        count += 1
        who = person_at(state, who).queue_prev
    if count > 1:
        link_joiners(state, queue, who, count)


@inlined
def link_joiners(state, queue, before, count):
    """Let those who have joined today stand one behind the other, the first of them behind ``before`` or nobody."""
    for place in range(count):
        who = joiner_at(state, place).who
        person_at(state, who).queue_prev = before
        if before == NOBODY:
            queue.head = who
        else:
            person_at(state, before).queue_next = who
        before = who
    person_at(state, before).queue_next = NOBODY
    queue.tail = before


@kernel
def leave_queue(state, who):
    """Take a person out of the queue they stand in, if any."""
    person = person_at(state, who)
    if person.queue == NOBODY:
        return
    queue = queue_at(state, person.queue)
    if person.queue_prev == NOBODY:
        queue.head = person.queue_next
    else:
        person_at(state, person.queue_prev).queue_next = person.queue_next
    if person.queue_next == NOBODY:
        queue.tail = person.queue_prev
    else:
        person_at(state, person.queue_next).queue_prev = person.queue_prev
    queue.length -= 1
    person.queue = NOBODY
    person.queue_prev = NOBODY
    person.queue_next = NOBODY


@inlined
def count_served(state, person, service, day):
    """Count someone who has reached the head of a queue, and the days it took."""
    row = hood_at(state, person.neighbourhood).flows
    row[SERVED_FIRST + service] += 1
    row[WAITED_FIRST + service] += day - person.joined_day


@inlined
def hold(state, person, service, amount):
    """Take up (or, negative, give back) places or hours of a service in the person's neighbourhood."""
    queue_at(state, hood_at(state, person.neighbourhood).queue_of[service]).used += amount


@inlined
def is_open_for_one_more(state, person, service):
    """Whether this morning someone new would have been served at once."""
    return queue_at(state, hood_at(state, person.neighbourhood).queue_of[service]).open_today != 0
