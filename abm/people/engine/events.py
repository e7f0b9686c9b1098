"""What happens to a person on a day: death, a timer, decline, a crisis, a request for help."""

from __future__ import annotations

import math

import numpy as np

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.engine.arrival import end_package
from abm.people.engine.discharge_team import refer
from abm.people.engine.draws import keyed_exponential, keyed_normal, keyed_uniform
from abm.people.engine.entitlement import package_for
from abm.people.engine.hazards import set_next_event, settle_clocks
from abm.people.engine.help import meet_locality_team, request_help
from abm.people.engine.journey import take_steps
from abm.people.engine.kernel import inlined, kernel
from abm.people.engine.needs import current_net_need, is_in_bed, unmet_hours
from abm.people.engine.queues import FREE, TAKE, hold, join_queue, leave_queue
from abm.people.engine.records import day_at, due_at, hood_at, person_at, queue_at, unit_at
from abm.people.engine.stay import begin_stay, give_back_bed
from abm.people.engine.tally import PUT_IN, TAKE_OUT, tally
from abm.people.engine.views import count_told_again, error_of_view, sees_shared_record, visit_of
from abm.people.pathway import Event, Stage
from abm.people.person import DIRECT_PAYMENT, FUNDS_CARE_HOME, FUNDS_HOME_CARE, NEVER, NOBODY
from abm.people.rules import AGE_75_DAYS
from abm.vocabulary import Frailty, Payer, Service, Setting

NOT_YET_65 = np.int64(Setting.NOT_YET_65)
HOME = np.int64(Setting.HOME)
TROLLEY = np.int64(Setting.TROLLEY)
ACUTE_BED = np.int64(Setting.ACUTE_BED)
RESIDENTIAL = np.int64(Setting.RESIDENTIAL_HOME)
NURSING = np.int64(Setting.NURSING_HOME)
DEAD = np.int64(Setting.DEAD)
SEVERE = np.int64(Frailty.SEVERE)
COUNCIL = np.int64(Payer.COUNCIL)
SELF = np.int64(Payer.SELF)
Q_ACUTE_BED = np.int64(Service.ACUTE_BED)
Q_HOME_CARE = np.int64(Service.HOME_CARE)
Q_REABLEMENT = np.int64(Service.REABLEMENT)
Q_RESIDENTIAL = np.int64(Service.RESIDENTIAL_PLACE)
Q_NURSING = np.int64(Service.NURSING_PLACE)
SETTLED = np.int64(Stage.SETTLED)
IN_TREATMENT = np.int64(Stage.IN_TREATMENT)
IN_QUEUE = np.int64(Stage.IN_QUEUE)
CHOOSING = np.int64(Stage.CHOOSING)
IN_DISPUTE = np.int64(Stage.IN_DISPUTE)
WAITING_FOR_HOUSING = np.int64(Stage.WAITING_FOR_HOUSING)
ARRANGED = np.int64(Stage.ARRANGED)

E_DEATH = np.int64(Event.DEATH)
E_DECLINE = np.int64(Event.DECLINE)
E_CRISIS = np.int64(Event.CRISIS)
E_REQUEST = np.int64(Event.REQUEST)
E_TIMER = np.int64(Event.TIMER)

D_CRISIS_CLOCK = np.int64(Decision.CRISIS_CLOCK)
D_DECLINE_CLOCK = np.int64(Decision.DECLINE_CLOCK)
D_SEVERITY = np.int64(Decision.SEVERITY)
D_FRONT_DOOR = np.int64(Decision.FRONT_DOOR_VIEW)
D_SHORT_STAY = np.int64(Decision.SHORT_STAY)
D_STAY = np.int64(Decision.STAY_LENGTH)
D_ACUTE_NEED = np.int64(Decision.ACUTE_NEED)
D_COGNITION = np.int64(Decision.COGNITION_WORSENS)
D_REABLEMENT = np.int64(Decision.REABLEMENT_SUCCESS)
D_BREAKDOWN = np.int64(Decision.PACKAGE_BREAKDOWN)
D_REVIEW = np.int64(Decision.REVIEW_VIEW_OF_NEED)

F_TURNED_65 = np.int64(Flow.TURNED_65)
F_DEATHS = np.int64(Flow.DEATHS)
F_DEATHS_IN_HOSPITAL = np.int64(Flow.DEATHS_IN_HOSPITAL)
F_DECLINES = np.int64(Flow.DECLINES)
F_HOSPITAL_DECLINES = np.int64(Flow.HOSPITAL_DECLINES_IN_DELAY)
F_CRISES = np.int64(Flow.CRISES)
F_ADMISSIONS = np.int64(Flow.ADMISSIONS)
F_ADMISSIONS_75 = np.int64(Flow.ADMISSIONS_75PLUS)
F_MANAGED_AT_HOME = np.int64(Flow.MANAGED_AT_HOME)
F_READMISSIONS = np.int64(Flow.READMISSIONS_30D)
F_READMISSIONS_75 = np.int64(Flow.READMISSIONS_30D_75PLUS)
F_BED_WAIT = np.int64(Flow.ACUTE_BED_WAIT_DAYS)
F_DECISIONS = np.int64(Flow.DECISIONS)
F_IMPROVABLE = np.int64(Flow.DECISIONS_IMPROVABLE)
F_LOCAL_OPTION = np.int64(Flow.DECISIONS_IMPROVABLE_LOCAL_OPTION)
F_SHARED_RECORD = np.int64(Flow.DECISIONS_WITH_SHARED_RECORD)
F_HAND_OFFS = np.int64(Flow.HAND_OFFS)
F_LAPSED = np.int64(Flow.PACKAGES_LAPSED)
F_CHECKED = np.int64(Flow.PACKAGES_CHECKED)
F_OVER_PRESCRIBED = np.int64(Flow.PACKAGES_OVER_PRESCRIBED)
F_REABLEMENT_ENDED = np.int64(Flow.REABLEMENT_ENDED)
F_REABLEMENT_NO_NEED = np.int64(Flow.REABLEMENT_ENDED_WITHOUT_NEED)
F_BREAKDOWNS = np.int64(Flow.PACKAGE_BREAKDOWNS)
F_FIT_FOR_HOME = np.int64(Flow.CRISES_FIT_FOR_HOME)
F_FIT_FOR_HOME_OPEN = np.int64(Flow.CRISES_FIT_FOR_HOME_TEAM_OPEN)
F_SPEND_DOWNS = np.int64(Flow.SPEND_DOWNS)

FRONT_DOOR_OCCURRENCE = 1 << 20
"""Keeps the front door's draw of a shared record apart from those on the ward."""


@inlined
def begin_change(rules, state, who, day):
    """Before anything changes: out of the stocks, clocks settled."""
    person = person_at(state, who)
    unmet = unmet_hours(rules, person)
    tally(rules, state, person, unmet, TAKE_OUT)
    settle_clocks(rules, state, person, unmet, day)


@inlined
def end_change(rules, state, who, day):
    """After everything has changed: into the stocks again, and the calendar.

    Whoever has joined a queue whose turn comes later today waits for it: most change again at once. Until then they
    have no event, as they may stand twice in the list of the day.
    """
    if awaits_turn(state, person_at(state, who), day):
        due_at(state, who).day = NEVER
    else:
        come_to_rest(rules, state, who, day)


@inlined
def awaits_turn(state, person, day):
    """Whether a person has joined a queue today that is still to be served."""
    return person.queue != NOBODY and person.joined_day == day and queue_at(state, person.queue).served_day < day


@kernel
def come_to_rest(rules, state, who, day):
    """Into the stocks, and the calendar."""
    person = person_at(state, who)
    unmet = unmet_hours(rules, person)
    tally(rules, state, person, unmet, PUT_IN)
    set_next_event(rules, state, who, unmet, day)


@kernel
def handle_event(rules, state, who, day):
    """One person's event of today."""
    event = person_at(state, who).event
    begin_change(rules, state, who, day)
    if event == E_DEATH:
        die(state, who, day)
    elif event == E_TIMER:
        run_timers(rules, state, who, day)
    elif event == E_DECLINE:
        decline(rules, state, who, day)
    elif event == E_CRISIS:
        meet_crisis(rules, state, who, day)
    elif event == E_REQUEST:
        request_help(rules, state, who, day)
    end_change(rules, state, who, day)


# --- death, birthday, decline ----------------------------------------------------------------------------------


@kernel
def die(state, who, day):
    """Leave everything behind, and free it for others."""
    person = person_at(state, who)
    row = hood_at(state, person.neighbourhood).flows
    row[F_DEATHS] += 1
    leave_queue(state, who)
    if person.setting == TROLLEY:
        row[F_DEATHS_IN_HOSPITAL] += 1
    elif is_in_bed(person):
        row[F_DEATHS_IN_HOSPITAL] += 1
        give_back_bed(state, person, day)
    lives_in = person.setting if person.setting >= RESIDENTIAL else person.origin
    if lives_in == RESIDENTIAL:
        hold(state, person, Q_RESIDENTIAL, FREE)
    elif lives_in == NURSING:
        hold(state, person, Q_NURSING, FREE)
    if person.in_reablement:
        hold(state, person, Q_REABLEMENT, FREE)
        person.in_reablement = 0
    end_package(state, person)
    person.setting = DEAD
    person.stage = SETTLED


@inlined
def turn_65(state, person):
    """Enter the population this model is about."""
    person.setting = HOME
    hood_at(state, person.neighbourhood).flows[F_TURNED_65] += 1


@kernel
def decline(rules, state, who, day):
    """Become one level frailer; in a bed after readiness, the way out may have to be planned again."""
    person = person_at(state, who)
    person.frailty += 1
    person.declines += 1
    person.decline_clock = keyed_exponential(person.luck, D_DECLINE_CLOCK, person.declines)
    hood_at(state, person.neighbourhood).flows[F_DECLINES] += 1
    if keyed_uniform(person.luck, D_COGNITION, person.declines) < rules.dementia_chance_per_decline:
        person.cognition = 1
    if is_in_bed(person):
        if day >= person.ready_day:
            hood_at(state, person.neighbourhood).flows[F_HOSPITAL_DECLINES] += 1
        if person.stage != IN_TREATMENT:
            leave_queue(state, who)
            person.stay_day = NEVER
            person.replans += 1
            refer(rules, state, who, day)
    elif person.setting == HOME:
        meet_locality_team(rules, state, who, day)
        if person.hours > 0 and person.stage == SETTLED:
            request_help(rules, state, who, day)


# --- crisis ----------------------------------------------------------------------------------------------------


@kernel
def meet_crisis(rules, state, who, day):
    """A crisis reaches the front door: a bed, or care at home by the rapid response team."""
    person = person_at(state, who)
    person.episodes += 1
    episode = person.episodes
    person.crisis_clock = keyed_exponential(person.luck, D_CRISIS_CLOCK, episode)
    row = hood_at(state, person.neighbourhood).flows
    row[F_CRISES] += 1
    row[F_HAND_OFFS] += 1
    control = hood_at(state, person.neighbourhood)
    severity = keyed_uniform(person.luck, D_SEVERITY, episode)
    shared = sees_shared_record(state, person, FRONT_DOOR_OCCURRENCE + episode)
    spread = error_of_view(rules, state, person, rules.front_door_noise, shared)
    view = severity + spread * keyed_normal(person.luck, D_FRONT_DOOR, episode)
    needs_bed = severity > rules.bed_needed_from
    urgent_open = unit_at(state, control.urgent_unit).open_today != 0
    admit = view > rules.bed_needed_from - control.front_door_caution or not urgent_open
    count_told_again(state, person, shared)
    if not needs_bed:
        row[F_FIT_FOR_HOME] += 1
        if urgent_open:
            row[F_FIT_FOR_HOME_OPEN] += 1
    row[F_DECISIONS] += 1
    if shared:
        row[F_SHARED_RECORD] += 1
    if admit != needs_bed:
        row[F_IMPROVABLE] += 1
        if needs_bed or urgent_open:
            row[F_LOCAL_OPTION] += 1
    if admit:
        wait_for_bed(rules, state, who, day)
    else:
        row[F_MANAGED_AT_HOME] += 1
        unit_at(state, control.urgent_unit).used += 1


@kernel
def wait_for_bed(rules, state, who, day):
    """Leave home, and whatever was being waited for there, for the emergency department."""
    person = person_at(state, who)
    leave_queue(state, who)
    person.stay_day = NEVER
    person.origin = person.setting
    person.setting = TROLLEY
    if person.in_reablement:
        hold(state, person, Q_REABLEMENT, FREE)
        person.in_reablement = 0
        person.care_day = NEVER
    if person.hours > 0:
        person.held = 1
        person.two_week_check = 0
        held_days = rules.direct_payment_hold_days if person.traits & DIRECT_PAYMENT else rules.hold_days
        person.care_day = day + held_days
    join_queue(state, who, Q_ACUTE_BED, day)


@kernel
def serve_bed(rules, state, who, day):
    """Admission: a bed, a clinical stay, and a need that the illness adds."""
    person = person_at(state, who)
    hold(state, person, Q_ACUTE_BED, TAKE)
    row = hood_at(state, person.neighbourhood).flows
    older = day - person.birth_day >= AGE_75_DAYS
    row[F_ADMISSIONS] += 1
    row[F_BED_WAIT] += day - person.joined_day
    if older:
        row[F_ADMISSIONS_75] += 1
    if person.recovered_day != NEVER and day <= person.recovered_day:
        row[F_READMISSIONS] += 1
        if older:
            row[F_READMISSIONS_75] += 1
    person.setting = ACUTE_BED
    person.bed_service = Q_ACUTE_BED
    person.units = 0
    person.replans = 0
    person.recovered_day = NEVER
    person.early_days = 0
    person.recovering = 1
    need = rules.acute_need_hours[person.frailty]
    person.acute_need = need * keyed_exponential(person.luck, D_ACUTE_NEED, person.episodes)
    begin_stay(rules, state, who, day, clinical_nights(rules, state, person, day))


@kernel
def clinical_nights(rules, state, person, day):
    """Nights that the illness itself needs."""
    visit = visit_of(person)
    if keyed_uniform(person.luck, D_SHORT_STAY, visit) < rules.short_stay_share[person.frailty]:
        return 1
    mean = rules.long_stay_days[person.frailty] * day_at(state, day).stay_factor
    mean = mean * hood_at(state, person.neighbourhood).stay_factor
    return 2 + int(math.floor(mean * keyed_exponential(person.luck, D_STAY, visit)))


# --- timers ----------------------------------------------------------------------------------------------------


@kernel
def run_timers(rules, state, who, day):
    """Everything that is due by today."""
    person = person_at(state, who)
    if person.setting == NOT_YET_65:
        turn_65(state, person)
        return
    if person.care_day <= day:
        if person.held:
            lapse_package(state, person)
        elif person.payer == SELF and lives_in_care_home(person):
            spend_down(state, person)
    if is_in_bed(person):
        go_on_in_bed(rules, state, who, day)
        return
    if person.setting == TROLLEY:
        return
    if person.recovered_day <= day:
        recover(rules, state, who, day)
    if person.care_day <= day:
        look_again_at_care(rules, state, who, day)


@kernel
def go_on_in_bed(rules, state, who, day):
    """Referral, declaration or the end of a wait that has no queue."""
    person = person_at(state, who)
    if person.stage == IN_TREATMENT and day >= person.referral_day:
        refer(rules, state, who, day)
    elif person.stage == ARRANGED and day >= person.declared_day:
        take_steps(rules, state, who, day)
    elif person.stay_day <= day:
        person.stay_day = NEVER
        person.step += 1
        take_steps(rules, state, who, day)


@inlined
def lives_in_care_home(person):
    """Whether a person's home is a care home, wherever they are tonight."""
    return person.setting >= RESIDENTIAL or (person.setting != HOME and person.origin >= RESIDENTIAL)


@inlined
def spend_down(state, person):
    """A self-funding resident's capital has reached the limit: the council pays from now on."""
    person.payer = COUNCIL
    if person.next_payer == SELF:
        person.next_payer = COUNCIL
    person.care_day = NEVER
    person.traits = person.traits & ~(FUNDS_CARE_HOME | FUNDS_HOME_CARE)
    hood_at(state, person.neighbourhood).flows[F_SPEND_DOWNS] += 1


@inlined
def lapse_package(state, person):
    """The provider cannot hold the hours any longer: another client gets them."""
    hold(state, person, Q_HOME_CARE, -person.hours)
    hood_at(state, person.neighbourhood).flows[F_LAPSED] += 1
    person.lapsed = person.hours
    person.hours = 0
    person.held = 0
    person.care_day = NEVER


@inlined
def recover_for_two_weeks(rules, person):
    """The quick part of recovery, once an illness."""
    if person.recovering:
        person.recovering = 0
        person.acute_need = person.acute_need * rules.left_after_two_weeks


@kernel
def recover(rules, state, who, day):
    """Thirty days after discharge: what the illness added has gone, or some of it stays."""
    person = person_at(state, who)
    person.recovered_day = NEVER
    person.early_days = 0
    recover_for_two_weeks(rules, person)
    if not person.in_reablement:
        person.acute_need = person.acute_need * rules.left_after_month
    meet_locality_team(rules, state, who, day)


@kernel
def look_again_at_care(rules, state, who, day):
    """Reablement ends, or a package is looked at again."""
    person = person_at(state, who)
    person.care_day = NEVER
    if person.in_reablement:
        end_reablement(rules, state, who, day)
    elif person.hours > 0:
        if person.two_week_check:
            check_at_two_weeks(rules, state, person, day)
        else:
            review_package(rules, state, who, day)


@kernel
def end_reablement(rules, state, who, day):
    """Six weeks are over: some need no more, others go on to a package."""
    person = person_at(state, who)
    hold(state, person, Q_REABLEMENT, FREE)
    person.in_reablement = 0
    succeeds = keyed_uniform(person.luck, D_REABLEMENT, person.episodes) < rules.reablement_success
    if succeeds and person.can_benefit:
        person.acute_need = 0.0
    else:
        recover_for_two_weeks(rules, person)
        person.acute_need = person.acute_need * rules.left_after_month
    row = hood_at(state, person.neighbourhood).flows
    row[F_REABLEMENT_ENDED] += 1
    if current_net_need(rules, person) < rules.home_limit:
        row[F_REABLEMENT_NO_NEED] += 1
    else:
        request_help(rules, state, who, day)


@kernel
def check_at_two_weeks(rules, state, person, day):
    """Two weeks after a start: has need fallen below the package? Only a two-week review acts on it."""
    person.two_week_check = 0
    person.care_day = day + rules.review_days
    recover_for_two_weeks(rules, person)
    row = hood_at(state, person.neighbourhood).flows
    row[F_CHECKED] += 1
    need = current_net_need(rules, person)
    if need < person.hours * (1.0 - rules.over_prescription_margin):
        row[F_OVER_PRESCRIBED] += 1
        if hood_at(state, person.neighbourhood).two_week_review:
            trim_package(rules, state, person, need)


@kernel
def trim_package(rules, state, person, need):
    """Bring a package down to a need, or end it when the need is too small for one."""
    if need < rules.home_limit:
        end_package(state, person)
        return
    hours = package_for(rules, need)
    if hours < person.hours:
        hold(state, person, Q_HOME_CARE, hours - person.hours)
        person.hours = hours


@inlined
def break_down(rules, state, who, day):
    """The arrangement could not go on: a package ends, and help is asked for anew, unless it has been already."""
    person = person_at(state, who)
    row = hood_at(state, person.neighbourhood).flows
    row[F_BREAKDOWNS] += 1
    row[F_HAND_OFFS] += 1
    end_package(state, person)
    if person.stage == SETTLED:
        request_help(rules, state, who, day)


@kernel
def review_package(rules, state, who, day):
    """The yearly review: need is seen again, with error; less is done at once, more must be asked for."""
    person = person_at(state, who)
    person.care_day = day + rules.review_days
    occurrence = (day - person.birth_day) // 365
    control = hood_at(state, person.neighbourhood)
    if keyed_uniform(person.luck, D_BREAKDOWN, occurrence) < control.package_breakdown:
        break_down(rules, state, who, day)
        return
    shared = sees_shared_record(state, person, FRONT_DOOR_OCCURRENCE + occurrence)
    spread = error_of_view(rules, state, person, rules.need_noise, shared)
    error = rules.review_error * spread * keyed_normal(person.luck, D_REVIEW, occurrence)
    view = current_net_need(rules, person) * math.exp(error)
    if view < person.hours * (1.0 - rules.over_prescription_margin):
        trim_package(rules, state, person, view)
    elif view > person.hours * (1.0 + rules.over_prescription_margin) and person.stage == SETTLED:
        request_help(rules, state, who, day)
