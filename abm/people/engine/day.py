"""A month of one health economy: day by day, events first, then the queues in order, then the midnight count."""

from __future__ import annotations

import numpy as np

from abm.activity import STOCKS
from abm.people.decision import Decision
from abm.people.engine.arrival import serve_placed
from abm.people.engine.calendar import begin_day, open_month, whose_turn
from abm.people.engine.draws import keyed_uniform, luck_of
from abm.people.engine.events import begin_change, come_to_rest, end_change, handle_event, serve_bed
from abm.people.engine.journey import serve_assessed
from abm.people.engine.kernel import inlined, kernel
from abm.people.engine.queues import count_served, leave_queue, order_joiners
from abm.people.engine.records import day_at, due_at, hood_at, person_at, queue_at, unit_at
from abm.people.pathway import FLOW_SERVICES
from abm.people.person import NOBODY
from abm.vocabulary import SERVICES, Service

D_OTHER_WORK = np.int64(Decision.OTHER_WORK)
D_CLOSED_START = np.int64(Decision.CLOSED_DAY_START)
Q_ACUTE_BED = np.int64(Service.ACUTE_BED)
Q_HOME_CARE = np.int64(Service.HOME_CARE)
FLOWS_BY_SERVICE = tuple(Service(s) in FLOW_SERVICES for s in range(SERVICES))
"""Whether capacity is people a working day (True) or places (False)."""


@kernel
def advance_economy(packed_rules, in_memory, layout, economy, first_day, end_day):
    """Advance one health economy from ``first_day`` up to, not including, ``end_day``."""
    rules = packed_rules[0]
    state = in_memory[0]
    open_month(state, layout.person_start[economy], layout.person_start[economy + 1], first_day, end_day)
    for day in range(first_day, end_day):
        open_services(rules, state, layout, economy, day)
        handle_events(rules, state, day)
        serve_queues(rules, state, layout, economy, day)
        count_midnight(state, layout, economy)


@inlined
def open_services(rules, state, layout, economy, day):
    """Morning: settle what can be served today, and note where someone new would be served at once."""
    closed = day_at(state, day).closed != 0
    for at in range(layout.queue_start[economy], layout.queue_start[economy + 1]):
        queue = queue_at(state, layout.queues[at])
        queue.open_today = queue.length == 0
        if FLOWS_BY_SERVICE[queue.service]:
            queue.credit += people_served_today(rules, queue, closed, day)
        elif queue.used >= queue.capacity:
            queue.open_today = 0
    for at in range(layout.unit_start[economy], layout.unit_start[economy + 1]):
        unit = unit_at(state, layout.units[at])
        credit = unit.credit - unit.used + unit.capacity
        unit.credit = min(credit, max(1.0, 2.0 * unit.capacity))
        unit.used = 0
        unit.open_today = unit.credit >= 1.0


@inlined
def people_served_today(rules, queue, closed, day):
    """Capacity of a service that flows: other work takes more of it on some days than on others."""
    swing = keyed_uniform(luck_of(rules.seed, queue.key), D_OTHER_WORK, day) - 0.5
    capacity = queue.capacity * (1.0 + rules.other_work_swing * swing)
    return capacity * queue.weekend if closed else capacity


@inlined
def handle_events(rules, state, day):
    """All events of the day; each touches only its own person and what they free, so their order does not matter."""
    count = begin_day(state, day)
    for number in range(count):
        who = whose_turn(state, number, count)
        if due_at(state, who).day == day:
            handle_event(rules, state, who, day)


@inlined
def serve_queues(rules, state, layout, economy, day):
    """Serve the economy's queues in the order of the services."""
    for at in range(layout.queue_start[economy], layout.queue_start[economy + 1]):
        order_joiners(state, layout.queues[at], day)
        serve_queue(rules, state, layout.queues[at], day)
        end_turn(rules, state, layout.queues[at], day)


@kernel
def serve_queue(rules, state, number, day):
    """Serve from the head while there is capacity; nobody overtakes."""
    queue = queue_at(state, number)
    flows = FLOWS_BY_SERVICE[queue.service]
    if not flows and queue.service != Q_ACUTE_BED and not starts_today(rules, state, queue, day):
        return
    while queue.head != NOBODY:
        if flows:
            if queue.credit < 1.0:
                return
            queue.credit -= 1.0
        elif queue.used + places_wanted(state, queue.head, queue.service) > queue.capacity:
            return
        serve(rules, state, queue.head, np.int64(queue.service), day)
    if flows and queue.credit > 1.0:
        queue.credit = 1.0


@inlined
def end_turn(rules, state, number, day):
    """Whoever has joined a queue today and was not served in its turn stays."""
    queue = queue_at(state, number)
    queue.served_day = day
    who = queue.tail
    while who != NOBODY and person_at(state, who).joined_day == day:
        come_to_rest(rules, state, who, day)
        who = person_at(state, who).queue_prev


@inlined
def starts_today(rules, state, queue, day):
    """Whether places, packages and slots are taken up today: on closed days only some are."""
    if not day_at(state, day).closed:
        return True
    return keyed_uniform(luck_of(rules.seed, queue.key), D_CLOSED_START, day) < queue.weekend


@kernel
def places_wanted(state, who, service):
    """Places, or for home care further hours a week, that a person would take up."""
    if service == Q_HOME_CARE:
        return person_at(state, who).wanted - person_at(state, who).hours
    return 1


@kernel
def serve(rules, state, who, service, day):
    """The person at the head of a queue gets what they waited for."""
    if person_at(state, who).joined_day < day:
        begin_change(rules, state, who, day)
    leave_queue(state, who)
    count_served(state, person_at(state, who), service, day)
    if service == Q_ACUTE_BED:
        serve_bed(rules, state, who, day)
    elif FLOWS_BY_SERVICE[service]:
        serve_assessed(rules, state, who, service, day)
    else:
        serve_placed(rules, state, who, service, day)
    end_change(rules, state, who, day)


@inlined
def count_midnight(state, layout, economy):
    """Add tonight's stocks to the month's."""
    for row in range(layout.neighbourhood_start[economy], layout.neighbourhood_start[economy + 1]):
        neighbourhood = hood_at(state, row)
        for column in range(STOCKS):
            neighbourhood.stock_days[column] += neighbourhood.stocks[column]
