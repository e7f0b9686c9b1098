"""What happens to a person on a day: death, a timer, decline, a crisis, a request for help."""

from __future__ import annotations

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.pathway import Event, Stage
from abm.people.person import NEVER
from abm.people.rules import Rules
from abm.people.twin.arrival import end_package
from abm.people.twin.clocks import set_next_event, settle_clocks
from abm.people.twin.discharge_team import refer
from abm.people.twin.draws import exponential, uniform
from abm.people.twin.front_door import meet_crisis
from abm.people.twin.help import meet_locality_team, request_help
from abm.people.twin.journey import go_on, take_steps
from abm.people.twin.person import CARE_HOMES, Person
from abm.people.twin.queue import leave_queue
from abm.people.twin.reviews import look_again_at_care, recover_for_two_weeks
from abm.people.twin.stay import end_stay
from abm.vocabulary import Frailty, Payer, Setting


def live_through_event(rules: Rules, person: Person, day: int) -> None:
    """One person's event of today; the clocks run to today before it, and are read anew after it."""
    settle_clocks(rules, person, day)
    if person.event == Event.DEATH:
        die(person, day)
    elif person.event == Event.TIMER:
        run_timers(rules, person, day)
    elif person.event == Event.DECLINE:
        decline(rules, person, day)
    elif person.event == Event.CRISIS:
        meet_crisis(rules, person, day)
    else:
        request_help(rules, person, day)
    set_next_event(rules, person, day)


def die(person: Person, day: int) -> None:
    """Leave everything behind, free for others."""
    person.neighbourhood.count(Flow.DEATHS)
    leave_queue(person)
    if person.setting == Setting.TROLLEY:
        person.neighbourhood.count(Flow.DEATHS_IN_HOSPITAL)
    elif person.is_in_bed:
        person.neighbourhood.count(Flow.DEATHS_IN_HOSPITAL)
        end_stay(person, day)
    person.in_reablement = False
    end_package(person)
    person.setting = Setting.DEAD
    person.stage = Stage.SETTLED


def decline(rules: Rules, person: Person, day: int) -> None:
    """Become one level frailer; in a bed, a way out that was planned already has to be planned again."""
    person.frailty = Frailty(person.frailty + 1)
    person.declines += 1
    person.decline_clock = exponential(rules, person, Decision.DECLINE_CLOCK, person.declines)
    person.neighbourhood.count(Flow.DECLINES)
    luck = uniform(rules, person, Decision.COGNITION_WORSENS, person.declines)
    if luck < rules.dementia_chance_per_decline:
        person.cognition_impaired = True
    if person.is_in_bed:
        decline_in_bed(rules, person, day)
    elif person.setting == Setting.HOME:
        meet_locality_team(rules, person, day)
        if person.hours > 0 and person.stage == Stage.SETTLED:
            request_help(rules, person, day)


def decline_in_bed(rules: Rules, person: Person, day: int) -> None:
    """Whoever has been referred already is looked at again."""
    if day >= person.ready_day:
        person.neighbourhood.count(Flow.HOSPITAL_DECLINES_IN_DELAY)
    if person.stage != Stage.IN_TREATMENT:
        leave_queue(person)
        person.stay_day = NEVER
        person.replans += 1
        refer(rules, person, day)


# --- timers ------------------------------------------------------------------------------------------------------


def run_timers(rules: Rules, person: Person, day: int) -> None:
    """Everything that is due by today."""
    if person.setting == Setting.NOT_YET_65:
        turn_65(person)
        return
    if person.care_day <= day:
        if person.held:
            lapse_package(person)
        elif person.payer == Payer.SELF and person.lives_in in CARE_HOMES:
            spend_down(person)
    if person.is_in_bed:
        go_on_in_bed(rules, person, day)
    elif person.setting != Setting.TROLLEY:
        go_on_at_home(rules, person, day)


def turn_65(person: Person) -> None:
    """Enter the population this model is about."""
    person.setting = Setting.HOME
    person.neighbourhood.count(Flow.TURNED_65)


def lapse_package(person: Person) -> None:
    """The provider cannot hold the hours any longer: another client gets them."""
    person.neighbourhood.count(Flow.PACKAGES_LAPSED)
    person.lapsed = person.hours
    person.hours = 0
    person.held = False
    person.care_day = NEVER


def spend_down(person: Person) -> None:
    """A self-funding resident's capital has reached the limit: the council pays from now on."""
    person.payer = Payer.COUNCIL
    if person.next_payer == Payer.SELF:
        person.next_payer = Payer.COUNCIL
    person.care_day = NEVER
    person.funds_care_home = person.funds_home_care = False
    person.neighbourhood.count(Flow.SPEND_DOWNS)


def go_on_in_bed(rules: Rules, person: Person, day: int) -> None:
    """Referral, declaration or the end of a wait that has no queue."""
    if person.stage == Stage.IN_TREATMENT and day >= person.referral_day:
        refer(rules, person, day)
    elif person.stage == Stage.ARRANGED and day >= person.declared_day:
        take_steps(rules, person, day)
    elif person.stay_day <= day:
        person.stay_day = NEVER
        go_on(person)
        take_steps(rules, person, day)


def go_on_at_home(rules: Rules, person: Person, day: int) -> None:
    """Recovery is over, or care is looked at again."""
    if person.recovered_day <= day:
        recover(rules, person, day)
    if person.care_day <= day:
        look_again_at_care(rules, person, day)


def recover(rules: Rules, person: Person, day: int) -> None:
    """Thirty days after discharge: what the illness added has gone, or some of it stays."""
    person.recovered_day = NEVER
    person.early_days = 0
    recover_for_two_weeks(rules, person)
    if not person.in_reablement:
        person.acute_need = person.acute_need * rules.left_after_month
    meet_locality_team(rules, person, day)
