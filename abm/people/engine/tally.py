"""Keeping the stocks: a person's part is taken out before anything about them changes and put back after."""

from __future__ import annotations

import numpy as np

from abm.activity import Stock
from abm.people.engine.kernel import kernel
from abm.people.engine.needs import carer_hours, is_in_bed
from abm.people.engine.records import hood_at, queue_at
from abm.people.pathway import BODY_OF_SERVICE, REASON_OF_SERVICE, Stage
from abm.people.person import ACROSS_LINE, KNOWN_TO_TEAM, LIVES_ALONE
from abm.vocabulary import BODIES, SERVICES, Body, Destination, Frailty, Payer, Reason, Service, Setting

PUT_IN = np.int64(1)
TAKE_OUT = np.int64(-1)
ALIVE = np.int64(Stock.ALIVE)
FIRST_FRAILTY = np.int64(Stock.FIT)
AT_HOME = np.int64(Stock.AT_HOME)
ON_TROLLEY = np.int64(Stock.ON_TROLLEY)
IN_ACUTE_BED = np.int64(Stock.IN_ACUTE_BED)
IN_COMMUNITY_BED = np.int64(Stock.IN_COMMUNITY_BED)
FIRST_HOME_CARE = np.int64(Stock.HOME_CARE_HOURS_COUNCIL) - int(Payer.COUNCIL)
HELD_HOURS = np.int64(Stock.HOME_CARE_HOURS_HELD)
HOME_CARE_USERS = np.int64(Stock.HOME_CARE_USERS)
IN_REABLEMENT = np.int64(Stock.IN_REABLEMENT)
FIRST_RESIDENTIAL = np.int64(Stock.RESIDENTIAL_COUNCIL) - int(Payer.COUNCIL)
FIRST_NURSING = np.int64(Stock.NURSING_COUNCIL) - int(Payer.COUNCIL)
UNMET_HOURS = np.int64(Stock.UNMET_HOURS)
CARER_HOURS = np.int64(Stock.CARER_HOURS)
TRULY_DELAYED_ACUTE = np.int64(Stock.TRULY_DELAYED_ACUTE)
DELAYED_ACUTE = np.int64(Stock.DELAYED_ACUTE)
DELAYED_COMMUNITY = np.int64(Stock.DELAYED_COMMUNITY)
KNOWN_TO_LOCALITY_TEAM = np.int64(Stock.KNOWN_TO_LOCALITY_TEAM)
WAITING_IN_COMMUNITY = np.int64(Stock.WAITING_IN_COMMUNITY)
LIVING_ALONE_DELAYED = np.int64(Stock.LIVING_ALONE_DELAYED)
SEVERE_DELAYED = np.int64(Stock.SEVERE_DELAYED)
DELAYED_FIRST = np.int64(Stock.DELAYED_FIRST)
PEOPLE_ACROSS_LINE = np.int64(Stock.ACROSS_LINE)
DELAYED_ACROSS_LINE = np.int64(Stock.DELAYED_ACROSS_LINE)

NOT_YET_65 = np.int64(Setting.NOT_YET_65)
HOME = np.int64(Setting.HOME)
TROLLEY = np.int64(Setting.TROLLEY)
IN_ACUTE = np.int64(Setting.ACUTE_BED)
RESIDENTIAL = np.int64(Setting.RESIDENTIAL_HOME)
NURSING = np.int64(Setting.NURSING_HOME)
DEAD = np.int64(Setting.DEAD)
SEVERE = np.int64(Frailty.SEVERE)
KNOWN = KNOWN_TO_TEAM
ALONE = LIVES_ALONE

IN_QUEUE = np.int64(Stage.IN_QUEUE)
CHOOSING = np.int64(Stage.CHOOSING)
IN_DISPUTE = np.int64(Stage.IN_DISPUTE)
WAITING_FOR_HOUSING = np.int64(Stage.WAITING_FOR_HOUSING)
VERIFYING = np.int64(Stage.VERIFYING)
COUNCIL = np.int64(Payer.COUNCIL)
TO_NURSING = np.int64(Destination.NURSING_HOME)
ASSESSMENT = np.int64(Reason.ASSESSMENT)
CHOICE = np.int64(Reason.CHOICE)
DISPUTE = np.int64(Reason.DISPUTE)
HOUSING = np.int64(Reason.HOUSING)
NHS = np.int64(Body.NHS)
SOCIAL_CARE = np.int64(Body.SOCIAL_CARE)
BOTH = np.int64(Body.BOTH)
BY_PAYER = -1
REASONS_BY_SERVICE = tuple(int(REASON_OF_SERVICE.get(Service(s), 0)) for s in range(SERVICES))
BODIES_BY_SERVICE = tuple(int(BODY_OF_SERVICE.get(Service(s), BY_PAYER)) for s in range(SERVICES))


@kernel
def reason_of_delay(state, person):
    """The national return's reason for a person who is waiting, or -1."""
    if person.stage == IN_QUEUE:
        return REASONS_BY_SERVICE[queue_at(state, person.queue).service]
    if person.stage == CHOOSING:
        return CHOICE
    if person.stage == IN_DISPUTE:
        return DISPUTE
    if person.stage == WAITING_FOR_HOUSING:
        return HOUSING
    if person.stage == VERIFYING:
        return ASSESSMENT
    return -1


@kernel
def body_of_delay(state, person, reason):
    """Which side a delayed day is put down to."""
    if reason == CHOICE or reason == HOUSING:
        return NHS
    if reason == DISPUTE or person.stage == VERIFYING:
        return BOTH
    if reason == ASSESSMENT and person.destination == TO_NURSING:
        return BOTH
    body = BODIES_BY_SERVICE[queue_at(state, person.queue).service]
    if body != BY_PAYER:
        return body
    return SOCIAL_CARE if person.next_payer == COUNCIL else NHS


@kernel
def tally_delay(state, person, row, sign):
    """A person's part in the stocks of delay, as things stood when their clocks were last settled."""
    acute = person.setting == IN_ACUTE
    if acute and person.clock_day >= person.ready_day:
        row[TRULY_DELAYED_ACUTE] += sign
    if person.clock_day < person.declared_day:
        return
    reason = reason_of_delay(state, person)
    if reason < 0:
        return
    body = body_of_delay(state, person, reason)
    row[DELAYED_FIRST + reason * BODIES + body] += sign
    row[DELAYED_ACUTE if acute else DELAYED_COMMUNITY] += sign
    if person.traits & ALONE:
        row[LIVING_ALONE_DELAYED] += sign
    if person.frailty == SEVERE:
        row[SEVERE_DELAYED] += sign
    if person.traits & ACROSS_LINE:
        row[DELAYED_ACROSS_LINE] += sign


@kernel
def tally_home(rules, person, unmet, row, sign):
    """A person's part in the stocks of care at home."""
    row[AT_HOME] += sign
    if person.hours > 0:
        row[FIRST_HOME_CARE + person.payer] += sign * person.hours
        row[HOME_CARE_USERS] += sign
    row[IN_REABLEMENT] += sign * person.in_reablement
    row[WAITING_IN_COMMUNITY] += sign * (person.stage == IN_QUEUE)
    row[UNMET_HOURS] += sign * unmet
    row[CARER_HOURS] += sign * carer_hours(rules, person)


@kernel
def tally(rules, state, person, unmet, sign):
    """Add (+1) or take out (-1) everything a person counts for; ``unmet`` hours of need among it."""
    if person.setting == NOT_YET_65 or person.setting == DEAD:
        return
    row = hood_at(state, person.neighbourhood).stocks
    row[ALIVE] += sign
    row[FIRST_FRAILTY + person.frailty] += sign
    if person.traits & ACROSS_LINE:
        row[PEOPLE_ACROSS_LINE] += sign
    if person.known & KNOWN:
        row[KNOWN_TO_LOCALITY_TEAM] += sign
    if person.setting == HOME:
        tally_home(rules, person, unmet, row, sign)
    elif person.setting == TROLLEY:
        row[ON_TROLLEY] += sign
    elif is_in_bed(person):
        row[IN_ACUTE_BED if person.setting == IN_ACUTE else IN_COMMUNITY_BED] += sign
        tally_delay(state, person, row, sign)
    if person.held:
        row[HELD_HOURS] += sign * person.hours
    lives_in = person.setting if person.setting >= RESIDENTIAL else person.origin
    if lives_in == RESIDENTIAL:
        row[FIRST_RESIDENTIAL + person.payer] += sign
    elif lives_in == NURSING:
        row[FIRST_NURSING + person.payer] += sign
