"""The midnight count: everyone is counted from the beginning, every night."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from abm.activity import STOCKS, Stock, delayed_column
from abm.people.pathway import BODY_OF_SERVICE, REASON_OF_SERVICE, Stage
from abm.people.rules import Rules
from abm.people.twin.needs import carer_hours, unmet_hours
from abm.people.twin.neighbourhood import Neighbourhood
from abm.people.twin.person import Person
from abm.people.twin.queue import Queue
from abm.vocabulary import Body, Destination, Frailty, Payer, Reason, Setting

FRAILTY = {
    Frailty.FIT: Stock.FIT,
    Frailty.MILD: Stock.MILD,
    Frailty.MODERATE: Stock.MODERATE,
    Frailty.SEVERE: Stock.SEVERE,
}
HOME_CARE = {
    Payer.COUNCIL: Stock.HOME_CARE_HOURS_COUNCIL,
    Payer.NHS: Stock.HOME_CARE_HOURS_NHS,
    Payer.SELF: Stock.HOME_CARE_HOURS_SELF,
}
CARE_HOME = {
    (Setting.RESIDENTIAL_HOME, Payer.COUNCIL): Stock.RESIDENTIAL_COUNCIL,
    (Setting.RESIDENTIAL_HOME, Payer.NHS): Stock.RESIDENTIAL_NHS,
    (Setting.RESIDENTIAL_HOME, Payer.SELF): Stock.RESIDENTIAL_SELF,
    (Setting.NURSING_HOME, Payer.COUNCIL): Stock.NURSING_COUNCIL,
    (Setting.NURSING_HOME, Payer.NHS): Stock.NURSING_NHS,
    (Setting.NURSING_HOME, Payer.SELF): Stock.NURSING_SELF,
}
REASON_WITHOUT_QUEUE = {
    Stage.CHOOSING: (Reason.CHOICE, Body.NHS),
    Stage.IN_DISPUTE: (Reason.DISPUTE, Body.BOTH),
    Stage.WAITING_FOR_HOUSING: (Reason.HOUSING, Body.NHS),
    Stage.VERIFYING: (Reason.ASSESSMENT, Body.BOTH),
}


def count_midnight(rules: Rules, neighbourhoods: Sequence[Neighbourhood], people: Sequence[Person], day: int) -> None:
    """Count tonight's stocks and add them to the month's."""
    for neighbourhood in neighbourhoods:
        neighbourhood.stocks = [0] * STOCKS
    for person in people:
        for stock, amount in counts_for(rules, person, day):
            person.neighbourhood.stocks[stock] += amount
    for neighbourhood in neighbourhoods:
        for stock, amount in enumerate(neighbourhood.stocks):
            neighbourhood.stock_days[stock] += amount


def counts_for(rules: Rules, person: Person, day: int) -> Iterator[tuple[int, int]]:
    """Everything that a person counts for tonight."""
    if person.setting in (Setting.NOT_YET_65, Setting.DEAD):
        return
    yield Stock.ALIVE, 1
    yield FRAILTY[person.frailty], 1
    if person.across_line:
        yield Stock.ACROSS_LINE, 1
    if person.known_to_team:
        yield Stock.KNOWN_TO_LOCALITY_TEAM, 1
    if person.held:
        yield Stock.HOME_CARE_HOURS_HELD, person.hours
    if (person.lives_in, person.payer) in CARE_HOME:
        yield CARE_HOME[person.lives_in, person.payer], 1
    if person.setting == Setting.HOME:
        yield from counts_at_home(rules, person)
    elif person.setting == Setting.TROLLEY:
        yield Stock.ON_TROLLEY, 1
    elif person.is_in_bed:
        yield from counts_in_bed(person, day)


def counts_at_home(rules: Rules, person: Person) -> Iterator[tuple[int, int]]:
    """What someone at home counts for."""
    yield Stock.AT_HOME, 1
    if person.hours > 0:
        yield HOME_CARE[person.payer], person.hours
        yield Stock.HOME_CARE_USERS, 1
    if person.in_reablement:
        yield Stock.IN_REABLEMENT, 1
    if person.stage == Stage.IN_QUEUE:
        yield Stock.WAITING_IN_COMMUNITY, 1
    yield Stock.UNMET_HOURS, unmet_hours(rules, person)
    yield Stock.CARER_HOURS, carer_hours(rules, person)


def counts_in_bed(person: Person, day: int) -> Iterator[tuple[int, int]]:
    """What someone in an NHS bed counts for."""
    in_acute_bed = person.setting == Setting.ACUTE_BED
    yield Stock.IN_ACUTE_BED if in_acute_bed else Stock.IN_COMMUNITY_BED, 1
    if in_acute_bed and day >= person.ready_day:
        yield Stock.TRULY_DELAYED_ACUTE, 1
    why = reason_and_body(person)
    if day < person.declared_day or why is None:
        return
    yield delayed_column(*why), 1
    yield Stock.DELAYED_ACUTE if in_acute_bed else Stock.DELAYED_COMMUNITY, 1
    if person.lives_alone:
        yield Stock.LIVING_ALONE_DELAYED, 1
    if person.frailty == Frailty.SEVERE:
        yield Stock.SEVERE_DELAYED, 1
    if person.across_line:
        yield Stock.DELAYED_ACROSS_LINE, 1


def reason_and_body(person: Person) -> tuple[Reason, Body] | None:
    """The national return's reason for a wait in a bed and the side it is put down to, or none."""
    if person.queue is None:
        return REASON_WITHOUT_QUEUE.get(person.stage)
    return REASON_OF_SERVICE[person.queue.service], body_of_queue(person, person.queue)


def body_of_queue(person: Person, queue: Queue) -> Body:
    """Whoever runs the service; for a package or a home whoever pays; both for the assessment for a nursing home."""
    if REASON_OF_SERVICE[queue.service] == Reason.ASSESSMENT and person.destination == Destination.NURSING_HOME:
        return Body.BOTH
    whoever_pays = Body.SOCIAL_CARE if person.next_payer == Payer.COUNCIL else Body.NHS
    return BODY_OF_SERVICE.get(queue.service, whoever_pays)
